import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    // Runes everywhere in our own code: one way to hold state.
    runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
  },
};
