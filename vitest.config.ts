// Three projects: `unit` in Node, `browser` in Chromium (WebCodecs, WebGPU on SwiftShader, components), and
// `accuracy`, which drives both built shapes over footage whose truth is known.

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, CHROMIUM_PATH } from './scripts/lib/chromium.ts';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte()],
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/builders/seeded.ts'],
          env: { TZ: 'UTC' },
        },
      },
      {
        test: {
          name: 'accuracy',
          environment: 'node',
          include: ['tests/accuracy/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // Analyses share two cores: one at a time.
          fileParallelism: false,
          env: { TZ: 'UTC' },
        },
      },
      {
        plugins: [svelte()],
        // Found at start, so that no dependency discovered late reloads a running test.
        optimizeDeps: {
          include: [
            '@tensorflow/tfjs-backend-wasm',
            '@tensorflow/tfjs-backend-webgpu',
            '@tensorflow/tfjs-converter',
            '@tensorflow/tfjs-core',
            'comlink',
            'dexie',
            'hash-wasm',
            'mediabunny',
            'valibot',
            'vitest-browser-svelte',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/builders/footage-truth.ts'],
          testTimeout: 60_000,
          // One page at a time: the decoders and SwiftShader share two cores.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS] } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
