// Pictures of the screens: French and English, dark and some in light, 1440 × 900, 1280 × 720 and 200 %.
// Command: npm run screens [-- exercise|desk|dossier|reference|verifier] [fr|en] (after a build and the test footage; vtest is the
// only footage shown). All of them go to .cache/screens, those that a reader needs to docs/screens as well.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, CHROMIUM_PATH } from './lib/chromium.ts';
import { ROOT } from './lib/setup.mjs';
import { Camera, SIZES } from './screens/camera.ts';
import { DESK_CAMERAS, DESK_FILES, prepareDesk, visitDesk } from './screens/desk.ts';
import { shootCaseForm, shootDesks, shootInstallation } from './screens/door.ts';
import { shootDialogs, shootLeaving, shootReview } from './screens/dossier.ts';
import { shootExercise, start } from './screens/exercise.ts';
import { KEPT } from './screens/kept.ts';
import { shootReference } from './screens/reference.ts';
import { shootVerifier } from './screens/verifier.ts';

const PARTS = ['exercise', 'desk', 'dossier', 'reference', 'verifier'] as const;
const LANGUAGES = ['fr', 'en'] as const;
type Part = (typeof PARTS)[number];
type Language = (typeof LANGUAGES)[number];

async function shootDesk(page: Page, camera: Camera, open: () => Promise<void>): Promise<void> {
  await open();
  await start(page, DESK_FILES);
  await prepareDesk(page, DESK_CAMERAS);
  await visitDesk(page, (at, screen) => camera.shoot(at, screen));
}

async function shootDossier(page: Page, camera: Camera, open: () => Promise<void>): Promise<void> {
  await open();
  await shootInstallation(page, camera);
  await shootCaseForm(page, camera);
  await shootReview(page, camera);
  await shootDialogs(page, camera);
  await shootLeaving(page, camera);
  await shootDesks(page, camera);
}

/** Prints what was out of reach, one line each. */
async function shootPart(browser: Browser, part: Part, language: Language): Promise<void> {
  const context = await browser.newContext({ viewport: SIZES[0], locale: 'fr-FR', timezoneId: 'Europe/Paris' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const camera = new Camera(language, KEPT);
  const open = async (): Promise<void> => {
    await page.goto(pathToFileURL(join(ROOT, 'dist-usb', 'index.html')).href);
    await page.getByTestId(`locale-${language}`).click();
  };
  try {
    if (part === 'exercise') {
      await shootExercise(page, camera, open);
    } else if (part === 'desk') {
      await shootDesk(page, camera, open);
    } else if (part === 'dossier') {
      await shootDossier(page, camera, open);
    } else if (part === 'reference') {
      await shootReference(page, camera, open);
    } else if (language === 'fr') {
      await shootVerifier(page, camera);
    }
  } finally {
    for (const remark of camera.remarks) {
      console.log(remark);
    }
    await context.close();
  }
}

const asked = process.argv.slice(2);
const chosen = <T extends string>(all: readonly T[]): readonly T[] => {
  const named = all.filter((one) => asked.includes(one));
  return named.length === 0 ? all : named;
};
const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS] });
try {
  for (const part of chosen(PARTS)) {
    for (const language of chosen(LANGUAGES)) {
      await shootPart(browser, part, language);
    }
  }
} finally {
  await browser.close();
}
