import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserFlags, findBrowser } from './scripts/browser.mjs';
import { alias } from './vite.config.ts';

const executablePath = findBrowser();

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          // Real cryptography on a machine that may be busy: slow is no failure.
          testTimeout: 60_000,
          // Inlined so that our peer link stands in for its own here too.
          server: { deps: { inline: ['y-webrtc'] } },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'bench',
          environment: 'node',
          include: ['tests/bench/**/*.bench.ts'],
          testTimeout: 600_000,
          server: { deps: { inline: ['y-webrtc'] } },
        },
      },
      {
        // Starts processes of its own that use all cores: one test at a time.
        test: { name: 'simulation', environment: 'node', include: ['tests/simulation/**/*.test.ts'] },
      },
      {
        plugins: [svelte()],
        resolve: { alias },
        // All that tests come to, so that nothing is bundled, and the page loaded anew, half-way through one.
        optimizeDeps: {
          exclude: ['y-webrtc'],
          include: [
            'yjs',
            'y-indexeddb',
            'y-protocols/awareness',
            'y-protocols/sync',
            'dexie',
            'zod/mini',
            'fast-check',
            ...['decoding', 'encoding', 'error', 'logging', 'map', 'math', 'observable', 'promise', 'random'].map((part) => `lib0/${part}`),
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: browserFlags(), ...(executablePath === null ? {} : { executablePath }) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
