// One source, two shapes: `vite build` → dist/ (served PWA), `vite build --mode usb` → dist-usb/ (double click).

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig, type UserConfig } from 'vite';
import { servedAppFiles, usbAppFiles } from './scripts/vite/app-files.ts';
import { buildHash } from './scripts/vite/build-hash.ts';
import { notices } from './scripts/vite/notices.ts';
import { serviceWorker } from './scripts/vite/service-worker.ts';
import { usbHtml } from './scripts/vite/usb-html.ts';
import { verifierPage } from './scripts/vite/verifier-page.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

// The texts of all licences are once in licences.txt, not hundreds of times in the code.
const comments = { legal: false };

/** Of one build; the packages that its workers carry are on the same list. */
const licences = notices(root);

const shared: UserConfig = {
  root,
  base: './',
  define: { __BUILD_SHA256__: JSON.stringify(buildHash(root)) },
  build: {
    target: 'es2023',
    emptyOutDir: true,
    modulePreload: false,
    // A data: font or image would need a wider policy than a file.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4096,
    reportCompressedSize: false,
  },
};

const served: UserConfig = {
  ...shared,
  plugins: [svelte(), servedAppFiles(root), licences.watch(), licences.write, verifierPage(root), serviceWorker(root)],
  worker: { format: 'es', plugins: () => [licences.watch()], rolldownOptions: { output: { comments } } },
  build: { ...shared.build, outDir: 'dist', rolldownOptions: { output: { comments } } },
};

// `file://` runs classic scripts only: everything is one IIFE, workers are classic and travel inside it.
const usb: UserConfig = {
  ...shared,
  publicDir: false,
  plugins: [svelte(), usbHtml(), usbAppFiles(root), licences.watch(), licences.write, verifierPage(root)],
  resolve: { conditions: ['usb', ...defaultClientConditions] },
  worker: {
    format: 'iife',
    plugins: () => [licences.watch()],
    rolldownOptions: { output: { codeSplitting: false, comments } },
  },
  build: {
    ...shared.build,
    outDir: 'dist-usb',
    // An IIFE would otherwise carry its styles as an inline <style>, which the policy refuses.
    cssCodeSplit: false,
    rolldownOptions: { output: { format: 'iife', codeSplitting: false, comments } },
  },
};

export default defineConfig(({ mode }) => (mode === 'usb' ? usb : served));
