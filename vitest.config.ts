// Five projects: `unit` in Node, `browser` in Chromium (WebCodecs, WebGPU on SwiftShader, components), `disk` in one whose
// disk is full, `gpu` in one that draws with Vulkan on SwiftShader, and `accuracy`, which drives both built shapes over footage whose truth is known.

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

import { CHROMIUM_ARGS, CHROMIUM_PATH, VULKAN_ARGS } from './scripts/lib/chromium.ts';

/** Tests in which the GPU reads decoded frames, or paints: only a browser that draws with Vulkan lets it. */
const ON_VULKAN = 'tests/browser/**/*.gpu.test.ts';

/** Tests that fill the disk: a browser remembers for a while how much room it found, so they have one of their own. */
const ON_FULL_DISK = 'tests/browser/**/full-disk.test.ts';

function inChromium(
  name: string,
  args: readonly string[],
  files: { readonly include: string[]; readonly exclude?: string[] },
): TestProjectConfiguration {
  return {
    plugins: [svelte()],
    // Found at start, so that no dependency discovered late reloads a running test.
    optimizeDeps: {
      include: [
        '@cantoo/pdf-lib',
        '@tensorflow/tfjs-backend-wasm',
        '@tensorflow/tfjs-backend-webgpu',
        '@tensorflow/tfjs-converter',
        '@tensorflow/tfjs-core',
        'axe-core',
        'comlink',
        'dexie',
        'hash-wasm',
        'mediabunny',
        'valibot',
        'vitest-browser-svelte',
      ],
    },
    test: {
      name,
      ...files,
      globalSetup: ['tests/builders/footage-truth.ts'],
      testTimeout: 60_000,
      // What is awaited comes with an event: how long that takes on two busy cores says nothing about it.
      expect: { poll: { timeout: 20_000 } },
      // One page at a time: the decoders and SwiftShader share two cores.
      fileParallelism: false,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: { executablePath: CHROMIUM_PATH, args: [...args] } }),
        instances: [{ browser: 'chromium' }],
      },
    },
  };
}

export default defineConfig({
  test: {
    // Every core: nobody works beside a test run.
    maxWorkers: '100%',
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
          globalSetup: ['tests/accuracy/reels.ts'],
          env: { TZ: 'UTC' },
        },
      },
      inChromium('browser', CHROMIUM_ARGS, {
        include: ['tests/browser/**/*.test.ts'],
        exclude: [ON_VULKAN, ON_FULL_DISK],
      }),
      inChromium('disk', CHROMIUM_ARGS, { include: [ON_FULL_DISK] }),
      inChromium('gpu', [...CHROMIUM_ARGS, ...VULKAN_ARGS], { include: [ON_VULKAN] }),
    ],
  },
});
