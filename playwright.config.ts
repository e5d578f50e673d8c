// End-to-end tests of the built app: the same specs on both shapes, each under its production policy. Three say nothing of
// how the app is opened, only what it does then: each goes on one shape.

import { defineConfig } from '@playwright/test';
import type { E2eOptions } from './tests/e2e/support/fixtures.ts';

export default defineConfig<object, E2eOptions>({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/e2e/support/make-reels.ts',
  outputDir: 'test-results/e2e',
  // Two browsers at a time, each with its own trap and server: one waits for a person while the other analyses.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'pwa', testIgnore: ['**/settings.spec.ts'], use: { shape: 'pwa' } },
    { name: 'usb', testIgnore: ['**/reference.spec.ts', '**/tests/e2e/keyboard.spec.ts'], use: { shape: 'usb' } },
  ],
});
