import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { pagePolicy } from './scripts/serve/policy.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** y-webrtc's two imports that are replaced by our own: its peer, and its channel between tabs. */
export const alias = {
  'simple-peer/simplepeer.min.js': here('./src/sync/link/peer-link.ts'),
  'lib0/broadcastchannel': here('./src/sync/link/no-broadcast.ts'),
};

/** Writes the content security policy into the built page. The development server needs inline styles, so it goes without. */
const contentSecurityPolicy: Plugin = {
  name: 'around-me:content-security-policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: () => [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy }, injectTo: 'head-prepend' }],
  },
};

export default defineConfig({
  // Relative addresses: the built app works in any folder of any static host.
  base: './',
  plugins: [
    svelte(),
    contentSecurityPolicy,
    VitePWA({
      // The app registers the worker itself and asks before it changes to a new version.
      registerType: 'prompt',
      injectRegister: false,
      filename: 'sw.js',
      includeManifestIcons: false, // they are among all the pictures that are kept anyway
      manifest: {
        id: 'around-me',
        name: 'Around Me',
        short_name: 'Around',
        description: 'A place for you and the people around you.',
        lang: 'en-GB',
        dir: 'ltr',
        start_url: './',
        scope: './',
        display: 'standalone',
        background_color: '#f6f4ee',
        theme_color: '#f6f4ee',
        icons: [
          { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: 'icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
          { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
        ],
        shortcuts: [
          { name: 'Journal', url: './#/page/journal' },
          { name: 'My plan', url: './#/page/plan' },
        ],
        // Of the made-up record; taken by `npm run pictures`.
        screenshots: [
          { src: 'screenshots/home-phone.png', sizes: '360x740', type: 'image/png', form_factor: 'narrow', label: 'The people around me' },
          { src: 'screenshots/plan-phone.png', sizes: '360x740', type: 'image/png', form_factor: 'narrow', label: 'My plan' },
          { src: 'screenshots/journal-laptop.png', sizes: '1280x800', type: 'image/png', form_factor: 'wide', label: 'The journal' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,svg,png,webp,woff2,wasm}'],
        globIgnores: ['screenshots/**'], // for the shop window, not for use without a network
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
        navigateFallback: 'index.html',
        // The first visit is served from the cache too, so that it can go on without a network.
        clientsClaim: true,
        cleanupOutdatedCaches: true,
        inlineWorkboxRuntime: true,
        sourcemap: false,
        runtimeCaching: [
          {
            // Whoever hosts the app may edit this file at any time: asked for afresh, and remembered for when there is no network.
            urlPattern: /\/installation\.json$/,
            handler: 'NetworkFirst',
            options: { cacheName: 'installation', networkTimeoutSeconds: 3 },
          },
        ],
      },
    }),
  ],
  resolve: { alias },
  optimizeDeps: { exclude: ['y-webrtc'] },
  build: {
    target: ['chrome111', 'edge111', 'firefox128', 'safari17'],
    // No polyfill: every browser in the list knows modulepreload, and the polyfill would be one more script to trust.
    modulePreload: { polyfill: false },
    // Never inline: a data: address is refused by the content security policy for all but pictures.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { host: '127.0.0.1', port: 5173 },
});
