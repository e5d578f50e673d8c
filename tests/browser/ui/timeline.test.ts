// The timeline of several cameras: one clock, one play head, and recordings that have no clock yet.

import { page, userEvent, type Locator } from 'vitest/browser';
import { beforeEach, describe, expect, it } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { aFakeRecording } from '../../builders/fake-recording.ts';
import type { FakeSession } from '../../builders/fake-session.ts';
import { finish, openWorkbench } from './open-app.ts';

/** Ten seconds of ten pictures a second each. */
const FILES = { 'a.mp4': aFakeRecording(), 'b.mp4': aFakeRecording(), 'c.mp4': aFakeRecording() };
const NOON = Date.parse('2026-03-10T12:00:00Z');
/** Room at both ends of a lane, CSS pixels. */
const EDGE = 6;

const laneOf = (name: string): Locator => page.getByRole('slider', { name });
const shown = (): [string | null, number] => [
  page.getByTestId('readout').element().querySelector('.file dd')?.textContent ?? null,
  Number(page.getByTestId('picture').element().getAttribute('data-ordinal')),
];

/** Clicks a lane of which `seconds` are in sight, at one of them. */
async function clickAt(lane: Locator, at: number, seconds: number, y = 30): Promise<void> {
  const { width } = lane.element().getBoundingClientRect();
  await lane.click({ position: { x: EDGE + (at / seconds) * (width - 2 * EDGE), y } });
}

describe('the timeline', () => {
  let session: FakeSession;
  const place = (index: number, camera: string, afterS: number | undefined, clockOffsetMs?: number): void => {
    const startsAt = afterS === undefined ? undefined : instant(NOON + afterS * 1000);
    session.setPlace(defined(session.recordings[index], 'recording').id, { camera, startsAt, clockOffsetMs });
  };

  beforeEach(async () => {
    session = await openWorkbench(FILES);
    finish(session);
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
  });

  it('opens what another camera filmed at the instant that is clicked, to the picture', async () => {
    place(0, 'Hall', 0);
    // Its recorder is five seconds slow: it filmed from the fifth second on.
    place(1, 'Quai', 0, 5000);
    await expect.element(laneOf('Position sur la caméra Quai')).toBeVisible();
    await clickAt(laneOf('Position sur la caméra Quai'), 10.05, 14.9);
    await expect.poll(shown).toEqual(['b.mp4', 51]);
    await clickAt(laneOf('Position sur la caméra Hall'), 3.05, 14.9);
    await expect.poll(shown).toEqual(['a.mp4', 31]);
    await expect.element(page.getByTestId('readout-real')).toHaveTextContent('13:00:03,000');
    await clickAt(laneOf('Position sur la caméra Hall'), 7.05, 14.9);
    await page.getByTestId('timeline').getByRole('button', { name: 'Quai' }).click();
    await expect.poll(shown).toEqual(['b.mp4', 21]);
    await expect.element(page.getByTestId('zoom-one')).toBeVisible();
  });

  it('takes the hand from one recording of a camera to the next, and says where there is none', async () => {
    place(0, 'Hall', 0);
    place(1, 'Hall', 20);
    const lane = laneOf('Position sur la caméra Hall');
    await expect.element(lane).toBeVisible();
    await clickAt(lane, 25.05, 29.9);
    await expect.poll(shown).toEqual(['b.mp4', 51]);
    await clickAt(lane, 15, 29.9);
    await expect
      .element(page.getByTestId('timeline-notice'))
      .toHaveTextContent('Hall : rien d’enregistré le 10/03/2026');
    expect(shown()).toEqual(['b.mp4', 51]);
    await clickAt(lane, 1.05, 29.9);
    await expect.poll(shown).toEqual(['a.mp4', 11]);
    await expect.element(page.getByTestId('timeline-notice')).toHaveTextContent('');
  });

  it('lets the person choose where a clock went back', async () => {
    place(0, 'Hall', 0);
    place(1, 'Hall', 5);
    const lane = laneOf('Position sur la caméra Hall');
    await expect.element(lane).toBeVisible();
    const { height } = lane.element().getBoundingClientRect();
    await clickAt(lane, 7.05, 14.9, height - 8);
    await expect.poll(shown).toEqual(['b.mp4', 21]);
    await clickAt(lane, 7.05, 14.9, height / 2 - 8);
    await expect.poll(shown).toEqual(['a.mp4', 71]);
  });

  it('is worked by keys: another camera at the same instant, closer, and whole again', async () => {
    place(0, 'Hall', 0);
    place(1, 'Quai', 5);
    const quai = laneOf('Position sur la caméra Quai');
    await expect.element(quai).toBeVisible();
    await clickAt(laneOf('Position sur la caméra Hall'), 8.05, 14.9);
    await expect.poll(shown).toEqual(['a.mp4', 81]);
    (quai.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(shown).toEqual(['b.mp4', 31]);
    await expect.element(page.getByTestId('zoom-all')).not.toBeVisible();
    await userEvent.keyboard('{Control>}{ArrowUp}{/Control}');
    await expect.element(page.getByTestId('zoom-all')).toBeVisible();
    // Half of it, around the play head: the eighth second is where it was.
    const { width } = quai.element().getBoundingClientRect();
    const x = EDGE + (8 / 14.9) * (width - 2 * EDGE) + ((2 * 1.05) / 14.9) * (width - 2 * EDGE);
    await quai.click({ position: { x, y: 30 } });
    await expect.poll(shown).toEqual(['b.mp4', 41]);
    await userEvent.keyboard('{Control>}{Home}{/Control}');
    await expect.element(page.getByTestId('zoom-all')).not.toBeVisible();
    await userEvent.keyboard('{Control>}{End}{/Control}');
    await expect.element(page.getByTestId('zoom-all')).toBeVisible();
  });

  it('keeps a recording without a clock apart until somebody sets it', async () => {
    place(0, 'Hall', 0);
    await expect.element(page.getByText('Sans horloge')).toBeVisible();
    await expect.element(laneOf('Position dans b.mp4')).toBeVisible();
    await page.getByRole('button', { name: 'Régler l’horloge de b.mp4' }).click();
    await page.getByTestId('field-placeCamera').fill('Quai');
    await page.getByTestId('field-placeStart-date').fill('10/03/2026');
    await page.getByTestId('field-placeStart-time').fill('13:00:05');
    await page.getByTestId('field-placeOffset').fill('0:00:02');
    await page.getByRole('radio').last().click();
    await page.getByTestId('place-save').click();
    await expect.element(laneOf('Position sur la caméra Quai')).toBeVisible();
    expect(session.calls.at(-1)).toBe(`place fake-2 Quai ${NOON + 5000} -2000`);
    await clickAt(laneOf('Position sur la caméra Quai'), 4.05, 12.9);
    await expect.poll(shown).toEqual(['b.mp4', 11]);
    await expect.element(page.getByTestId('readout-recorder')).toHaveTextContent('13:00:06');
    await expect.element(page.getByTestId('readout-offset')).toHaveTextContent('−00:00:02');
    await expect.element(page.getByTestId('readout-real')).toHaveTextContent('13:00:04,000');
    await expect.element(page.getByTestId('place-tag')).toHaveTextContent('Quai · 10/03/2026 13:00:04,000');
  });

  it('says why a time is not known', async () => {
    await expect.element(page.getByTestId('readout-real')).toHaveTextContent('—');
    await expect
      .element(page.getByTestId('readout-real'))
      .toHaveAttribute('title', 'L’heure de la première image n’est pas renseignée.');
    await expect.element(page.getByTestId('place-tag')).not.toBeInTheDocument();
  });

  it('shows what was marked where it was filmed, and goes back there', async () => {
    place(0, 'Hall', 0);
    place(1, 'Quai', 5);
    await expect.element(laneOf('Position sur la caméra Quai')).toBeVisible();
    await clickAt(laneOf('Position sur la caméra Quai'), 6.05, 14.9);
    await expect.poll(shown).toEqual(['b.mp4', 11]);
    await userEvent.keyboard('m');
    await expect.element(page.getByTestId('lane-mark')).toHaveAccessibleName('Image, 10/03/2026 13:00:06,000');
    await clickAt(laneOf('Position sur la caméra Hall'), 1.05, 14.9);
    await expect.poll(shown).toEqual(['a.mp4', 11]);
    await page.getByTestId('lane-mark').click();
    await expect.poll(shown).toEqual(['b.mp4', 11]);
  });

  it('has a strip of the days on which something was filmed', async () => {
    place(0, 'Hall', 0);
    place(1, 'Hall', 3 * 86_400);
    const days = page.getByTestId('days');
    await expect.element(days).toBeVisible();
    expect([...days.element().children].map((day) => day.textContent)).toEqual(['mar. 10/03', 'ven. 13/03']);
    await page.getByRole('button', { name: 'ven. 13/03' }).click();
    await expect.element(page.getByRole('button', { name: 'ven. 13/03' })).toHaveAttribute('aria-pressed', 'true');
    await expect.element(page.getByTestId('timeline-from')).toHaveTextContent(/1[23]\/03\/2026/);
  });
});
