import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serve } from '../../../scripts/serve/app.mjs';
import { alias } from '../../../vite.config.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The built app, and beside it on the same address the pages of this benchmark, built as the app is. */
export const startSite = async () => {
  const folder = join(root, '.cache', 'opening');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'dist'), folder, { recursive: true });
  await build({
    root: join(root, 'tests', 'bench', 'opening'),
    base: './',
    configFile: false,
    logLevel: 'error',
    resolve: { alias },
    build: {
      outDir: join(folder, 'bench'),
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: ['seed', 'plain'].map((name) => join(root, 'tests', 'bench', 'opening', `${name}.html`)) },
    },
  });
  const server = await serve({ folder });
  return { url: `http://localhost:${String(server.port)}/`, close: () => server.close() };
};
