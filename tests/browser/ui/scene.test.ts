// What happened to the camera and what an absence is worth: in the coverage, on the lane, beside "nothing found".

import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { SceneEvent, SceneEventKind } from '../../../src/domain/scene/scene-events.ts';
import { aFakeRecording } from '../../builders/fake-recording.ts';
import { finish, openWorkbench } from './open-app.ts';

const event = (kind: SceneEventKind, from: number, to = from): SceneEvent => ({
  ...{ kind, fromUs: (from - 1) * 100_000, ordinal: from, toUs: (to - 1) * 100_000, toOrdinal: to },
});
const shown = () => page.getByTestId('picture');
const mark = (kind: string) => page.getByTestId('event-mark').and(page.elementLocator(kindOf(kind)));
const kindOf = (kind: string): Element => {
  const found = document.querySelector(`[data-testid="event-mark"][data-kind="${kind}"]`);
  if (found === null) {
    throw new Error(`No mark of ${kind}`);
  }
  return found;
};

async function open(): Promise<void> {
  const sceneEvents = [event('cut', 31), event('covered', 51, 71), event('moved', 90), event('lighting', 91)];
  const session = await openWorkbench({ 'a.mp4': aFakeRecording({ sceneEvents, failed: [[11, 20]] }) });
  finish(session);
  await expect.element(shown()).toHaveAttribute('data-ordinal', '1');
}

it('lists what is outside of the limits and what happened, each row going to its frame', async () => {
  await open();
  const outside = page.getByTestId('coverage-outside');
  await expect.element(outside).toHaveTextContent(/^1 hors limites/);
  await outside.click();
  const row = page.getByTestId('coverage-span');
  await expect.element(row).toHaveTextContent(/Image masquée.*00:00:05,000 → 00:00:07,000/);
  await row.click();
  await expect.element(shown()).toHaveAttribute('data-ordinal', '51');
  await page.getByTestId('coverage-events').click();
  await expect.poll(() => page.getByTestId('coverage-span').elements().length).toBe(4);
  await page.getByTestId('coverage-span').first().click();
  await expect.element(shown()).toHaveAttribute('data-ordinal', '31');
});

it('says the limits of the search in plain words', async () => {
  await open();
  const limits = page.getByTestId('coverage-limits');
  await expect.element(limits).toHaveTextContent(/Personnes ≥ 28/);
  await limits.click();
  const facts = page.getByTestId('envelope-facts');
  await expect.element(facts).toHaveTextContent(/personne de 28 px de haut, véhicule de 17 px/);
  await expect.element(facts).toHaveTextContent(/une image toutes les 0,10 s/);
  expect(facts.element().textContent).not.toMatch(/condition difficile/);
});

it('marks events on the lane, reached by keyboard, those too near under one mark', async () => {
  await open();
  await expect.poll(() => page.getByTestId('event-mark').elements().length).toBe(3);
  const lane = page.getByTestId('lane').element();
  if (lane instanceof HTMLElement) {
    lane.focus();
  }
  await userEvent.keyboard('{Tab}');
  await expect.element(mark('cut')).toHaveFocus();
  await expect.element(mark('cut')).toHaveAccessibleName(/Changement de vue, 00:00:03,000/);
  await userEvent.keyboard('{Enter}');
  await expect.element(shown()).toHaveAttribute('data-ordinal', '31');
  const several = mark('several');
  await several.click();
  await expect.element(shown()).toHaveAttribute('data-ordinal', '90');
  await several.click();
  await expect.element(shown()).toHaveAttribute('data-ordinal', '91');
});

it('says beside nothing found how much was searched, not analysed, outside of the limits, and where', async () => {
  await open();
  const note = page.getByTestId('envelope');
  await expect.element(note).toHaveTextContent(/Cherché : 6,9 s sur 9,9 s/);
  await expect.element(note).toHaveTextContent(/Pas analysé : 1,0 s illisible\./);
  await expect.element(note).toHaveTextContent(/Analysé, hors limites : 2,0 s/);
  await note.getByText(/2 passages/).click();
  await page.getByTestId('unsearched').nth(1).click();
  await expect.element(shown()).toHaveAttribute('data-ordinal', '51');
});

it('tells three looks of what was not searched apart in a legend', async () => {
  await open();
  const legend = page.getByTestId('lane-legend');
  await expect.element(legend).toHaveTextContent(/en attente.*illisible.*hors limites/);
  const looks = [...legend.element().querySelectorAll('.look')].slice(0, 3);
  expect(new Set(looks.map((look) => getComputedStyle(look).backgroundImage)).size).toBe(3);
});
