// One way to start Chromium, for unit tests in the browser, end-to-end tests and the headless driver.

import { existsSync } from 'node:fs';

/** Debian's Chromium; another one by `DERUSH_CHROMIUM`. */
export const CHROMIUM_PATH =
  process.env['DERUSH_CHROMIUM'] ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path)) ??
  '/usr/bin/chromium';

/** The discard port of this machine: what the browser itself asks of its maker ends here, at once. */
const NOWHERE = 'http://127.0.0.1:9';

/** Quiet browser: nothing of its own on the network, a software WebGPU adapter where there is no GPU. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--gaia-url=${NOWHERE}`,
  `--component-updater=url-source=${NOWHERE}/`,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/** Draws with Vulkan in software, as a machine with a GPU does in hardware: WebGPU then takes decoded frames. */
export const VULKAN_ARGS: readonly string[] = [
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--enable-features=Vulkan',
  '--ignore-gpu-blocklist',
  '--enable-unsafe-swiftshader',
];
