import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  // Ours are runes; a dependency is whatever it is.
  compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
  preprocess: vitePreprocess(),
};
