// Pictures of the door: installation, desks of the référent and of the director, forms of a new dossier.

import type { Page } from '@playwright/test';
import { CONTROL_PASSPHRASE, DIRECTOR, Door, RECORD, REFERENT } from '../../tests/e2e/support/door.ts';
import type { Camera } from './camera.ts';

export const NUMBER = '2026/00417';

/** From the first use to the desk of the director, who has no dossier yet. */
export async function shootInstallation(page: Page, camera: Camera): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  const door = new Door(page);
  await door.stand();
  await at('install-form').waitFor();
  await camera.shoot(page, 'install-empty', { light: true, tall: true });
  await door.fillInstallation(RECORD, REFERENT, CONTROL_PASSPHRASE);
  await camera.shoot(page, 'install-filled', { tall: true });
  await at('install').click();
  await at('control-key').waitFor({ timeout: 60_000 });
  await camera.shoot(page, 'control-key');
  const download = page.waitForEvent('download');
  await at('save-control-key').click();
  await download;
  await at('control-key-sure').check();
  await at('control-key-done').click();
  await at('users-pane').waitFor();
  await at('add-user').click();
  await camera.shoot(page, 'user-form', { tall: true });
  await page.keyboard.press('Escape');
  if (await at('user-form').isVisible()) {
    await at('tab-record').click();
    await at('tab-users').click();
  }
  await door.addDirector(DIRECTOR, RECORD.authority);
  await door.lock();
  await camera.shoot(page, 'unlock', { light: true });
  await at('unlock-as-control').click();
  await camera.shoot(page, 'unlock-control');
  await at('unlock-as-user').click();
  await door.unlock(DIRECTOR);
  await at('case-desk').waitFor();
  await camera.shoot(page, 'desk-empty');
}

/** The form of a new dossier, as far as the key that is given once; ends in the dossier. */
export async function shootCaseForm(page: Page, camera: Camera): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await at('create-case').click();
  await at('case-form').waitFor();
  await camera.shoot(page, 'case-form-empty', { light: true });
  await page.locator('[data-value="PRELIMINAIRE"]').click();
  await camera.shoot(page, 'case-form-preliminary', { tall: true });
  await page.locator('[data-value="FLAGRANCE"]').click();
  await camera.shoot(page, 'case-form-missing', { light: true, tall: true });
  await at('field-procedureNumber').fill(NUMBER);
  await at('field-flagranceFrom-time').fill('00:00');
  await at('field-qualification').fill('Vol avec effraction');
  await at('field-placeAndDate').fill('12 rue des Lilas, Lyon, cette nuit');
  await at('field-noContraryDecision').click();
  await camera.shoot(page, 'case-form-filled', { tall: true });
  await at('case-submit').click();
  await at('share-screen').waitFor({ timeout: 60_000 });
  await camera.shoot(page, 'share', { light: true });
}

/** The desk of the director with a dossier, then that of the référent. */
export async function shootDesks(page: Page, camera: Camera): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  const door = new Door(page);
  await at('case-row').first().waitFor();
  await camera.shoot(page, 'desk', { light: true });
  await at('open-case').first().click();
  await at('share-dialog').waitFor();
  await camera.shoot(page, 'share-asked');
  await page.keyboard.press('Escape');
  await door.lock();
  await door.unlock(REFERENT);
  await at('users-pane').waitFor();
  await camera.shoot(page, 'users');
  for (const tab of ['record', 'deadlines', 'journals', 'statutes'] as const) {
    await at(`tab-${tab}`).click();
    await camera.shoot(page, tab, { light: tab === 'journals' });
  }
  await at('tab-papers').click();
  await at('issue-control-file').click();
  await at('control-file-text').waitFor({ timeout: 30_000 });
  await camera.shoot(page, 'papers');
}
