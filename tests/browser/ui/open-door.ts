// The application in front of the door of the dossiers, with a fake behind it.

import axe from 'axe-core';
import { expect } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppState } from '../../../src/state/app.svelte.ts';
import { FakeDoor } from '../../builders/fake-door.ts';
import type { NewUser } from '../../../src/contracts/vault.ts';
import { openApp } from './open-app.ts';

/** Goes through the second door of the first screen. */
export async function openDoor(
  door: FakeDoor = new FakeDoor(),
): Promise<{ readonly door: FakeDoor; readonly app: AppState }> {
  const { app } = await openApp({}, { openDoor: () => Promise.resolve(door) });
  await page.getByTestId('open-door').click();
  await expect.element(page.getByTestId('door')).toBeVisible();
  return { door, app };
}

/** Longer than any transition of colour. */
const SETTLED_MS = 300;

/** Types at the end of a field that is no input. */
export async function type(testid: string, text: string): Promise<void> {
  const field = page.getByTestId(testid);
  await field.click();
  await userEvent.keyboard('{End}');
  await userEvent.keyboard(text.replaceAll(/[{[]/g, '$&$&'));
}

export async function unlock({ registrationNumber, passphrase }: NewUser): Promise<void> {
  await type('unlock-number', registrationNumber);
  await type('unlock-passphrase', passphrase);
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByTestId('lock-door')).toBeVisible();
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What a machine has to reproach to the page as it stands. */
export async function reproaches(): Promise<readonly string[]> {
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  const { violations } = await axe.run(document.body, { runOnly: TAGS, preload: false });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
