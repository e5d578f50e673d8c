import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { NO_ATTRIBUTES } from '../../../src/domain/attributes/attributes.ts';
import { aFakeRecording, aFakeTrack } from '../../builders/fake-recording.ts';
import { finish, openWorkbench } from './open-app.ts';

const walker = aFakeTrack({
  firstOrdinal: 1,
  lastOrdinal: 60,
  attributes: {
    ...NO_ATTRIBUTES,
    upper: [
      { name: 'red', share: 0.72 },
      { name: 'black', share: 0.28 },
    ],
    direction: 'down-left',
    left: 'bottom',
    stops: [{ fromUs: 2_000_000, toUs: 5_200_000 }],
    speed: 'medium',
    size: 'small',
    carried: [{ name: 'backpack', share: 0.4 }],
  },
});
const other = aFakeTrack({
  firstOrdinal: 10,
  lastOrdinal: 90,
  attributes: { ...NO_ATTRIBUTES, upper: [{ name: 'blue', share: 0.9 }], direction: 'right' },
});
const car = aFakeTrack({
  objectClass: 'car',
  firstOrdinal: 50,
  lastOrdinal: 90,
  attributes: { ...NO_ATTRIBUTES, vehicle: [{ name: 'red', share: 1 }], direction: 'right' },
});
const pseudonyms = (): (string | null)[] =>
  page
    .getByTestId('track')
    .elements()
    .map((tile) => tile.getAttribute('data-pseudonym'));

describe('attributes', () => {
  it('are searched by the words that objects in scope have', async () => {
    finish(await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [walker, other, car] }) }));
    await expect.poll(pseudonyms).toEqual(['P-0001', 'P-0002', 'V-0003']);
    await page.getByText('Couleurs et mouvement').click();
    const words = page.getByTestId('upper-chip').elements();
    expect(words.map((chip) => chip.getAttribute('data-word'))).toEqual(['black', 'red', 'blue']);
    await page.getByTestId('upper-chip').nth(1).click();
    await expect.poll(pseudonyms).toEqual(['P-0001']);
    await expect.element(page.getByTestId('direction-chip').first()).toHaveTextContent('à droite0');
    await page.getByTestId('reset-criteria').click();
    await page.getByTestId('direction-chip').first().click();
    await expect.poll(pseudonyms).toEqual(['P-0002', 'V-0003']);
  });

  it('of the selected object are named, with their shares, and a stop opens its frame', async () => {
    finish(await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [walker, other, car] }) }));
    await page.getByTestId('track').first().click();
    const said = page.getByTestId('track-attributes');
    await expect.element(page.getByTestId('track-upper')).toHaveTextContent(/rouge 72.%.*noir 28.%/);
    await expect.element(page.getByTestId('track-lower')).toHaveTextContent('indéterminé');
    await expect.element(page.getByTestId('track-direction')).toHaveTextContent('en bas à gauche');
    await expect.element(said).toHaveTextContent(/par le bas.*moyenne.*petite.*sac à dos/);
    await page.getByTestId('track-stops').getByRole('button').click();
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '21');
  });
});
