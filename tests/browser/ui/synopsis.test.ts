// The synopsis in its tab: composed, told, played, pointed at, opened; and every state without one.

import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aFakeRecording, aFakeTrack, type FakeRecording, type FakeTrack } from '../../builders/fake-recording.ts';
import type { FakeSession } from '../../builders/fake-session.ts';
import { seededRandom } from '../../reels/random.ts';
import { finish, openWorkbench } from './open-app.ts';

/** Walks over a picture of 320 × 240 with its feet at `y`. */
function aWalker(y: number, firstOrdinal: number, parts: Partial<FakeTrack> = {}): FakeTrack {
  return aFakeTrack({
    firstOrdinal,
    lastOrdinal: firstOrdinal + 40,
    boxAt: (ordinal) => ({ x: 40 + 4 * (ordinal - firstOrdinal), y: y - 60, w: 30, h: 60 }),
    ...parts,
  });
}

/** One above the other, so that they may be shown at once; a minute apart. */
const STREET: Partial<FakeRecording> = {
  frames: 2000,
  tracks: [aWalker(90, 1), aWalker(160, 700, { objectClass: 'car' }), aWalker(230, 1500)],
};

/** With those of the built app in both shapes, fifty in all. */
const CLICKS = 38;
/** Boxes begin and end within a pixel of the picture, and pointers within one of the screen. */
const EDGE = 1;

async function openStreet(recordings: Readonly<Record<string, Partial<FakeRecording>>>): Promise<FakeSession> {
  const session = await openWorkbench(
    Object.fromEntries(Object.entries(recordings).map(([name, parts]) => [name, aFakeRecording(parts)])),
  );
  finish(session);
  return session;
}

const overlay = page.getByTestId('synopsis-overlay');
const figures = page.getByTestId('synopsis-figure');

async function pointAt(index: number, act: 'hover' | 'click'): Promise<void> {
  const hand = page.getByTestId('synopsis-hand');
  const box = figures.nth(index).element().getBoundingClientRect();
  const frame = hand.element().getBoundingClientRect();
  await hand[act]({
    position: { x: box.left + box.width / 2 - frame.left, y: box.top + box.height / 2 - frame.top },
  });
}

describe('the tab of the synopsis', () => {
  it('tells how long it is, shows all objects at once with their own times, and opens the original of one', async () => {
    await openStreet({ 'a.mp4': STREET });
    await userEvent.keyboard('{F9}');
    await expect.element(page.getByTestId('tab-synopsis')).toHaveAttribute('aria-selected', 'true');
    await expect.element(page.getByTestId('synopsis-length')).toHaveTextContent(/^≈ .+ pour .+$/);
    await expect.element(page.getByTestId('synopsis-coverage')).toHaveTextContent('3 sur 3 objets');
    await expect.element(page.getByTestId('synopsis-mark')).toHaveTextContent('Montage non chronologique');
    await expect.element(page.getByTestId('synopsis-mark')).toHaveTextContent('sans valeur procédurale');
    await expect.element(overlay).toHaveAttribute('data-figures', '3');
    const ordinal = figures.nth(1).element().getAttribute('data-ordinal');
    expect(Number(ordinal)).toBeGreaterThanOrEqual(700);
    await pointAt(1, 'click');
    await expect.element(page.getByTestId('tab-original')).toHaveAttribute('aria-selected', 'true');
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', String(ordinal));
    await expect.element(page.getByTestId('selected-track')).toHaveTextContent('V-0002');
  });

  it('opens, from any point of any object, a picture on which that object is there', async () => {
    await openStreet({ 'a.mp4': STREET });
    const random = seededRandom(20_261_122);
    const hand = page.getByTestId('synopsis-hand');
    let clicks = 0;
    for (let tries = 0; clicks < CLICKS && tries < 4 * CLICKS; tries += 1) {
      await page.getByTestId('tab-synopsis').click();
      await expect.element(overlay).toHaveAttribute('data-settled', 'true');
      const seek = page.getByTestId('synopsis-seek').element();
      if (seek instanceof HTMLInputElement) {
        seek.value = String(random() * Number(seek.max));
        seek.dispatchEvent(new Event('input', { bubbles: true }));
      }
      await expect.element(overlay).toHaveAttribute('data-settled', 'true');
      const chosen = figures.elements()[Math.floor(random() * figures.elements().length)];
      const frame = hand.element().getBoundingClientRect();
      const box = chosen?.getBoundingClientRect();
      if (box === undefined) {
        continue;
      }
      const [x, y] = [box.left + random() * box.width - frame.left, box.top + random() * box.height - frame.top];
      await hand.click({ position: { x, y } });
      const number = Number(page.getByTestId('selected-track').element().getAttribute('data-number'));
      const track = STREET.tracks?.[number - 1];
      const ordinal = Number(chosen?.getAttribute('data-ordinal'));
      await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', String(ordinal));
      const there = track?.boxAt(ordinal) ?? { x: NaN, y: NaN, w: NaN, h: NaN };
      const [atX, atY] = [(x / frame.width) * 320, (y / frame.height) * 240];
      expect(atX).toBeGreaterThanOrEqual(there.x - EDGE);
      expect(atX).toBeLessThanOrEqual(there.x + there.w + EDGE);
      expect(atY).toBeGreaterThanOrEqual(there.y - EDGE);
      expect(atY).toBeLessThanOrEqual(there.y + there.h + EDGE);
      clicks += 1;
    }
    expect(clicks).toBe(CLICKS);
  });

  it('is longer with fewer objects at once, and says so before it is played', async () => {
    await openStreet({ 'a.mp4': STREET });
    await page.getByTestId('tab-synopsis').click();
    const length = page.getByTestId('synopsis-length');
    await expect.element(length).toHaveTextContent('≈');
    const before = length.element().textContent;
    await page.getByTestId('synopsis-most').fill('1');
    await expect.poll(() => length.element().textContent).not.toBe(before);
    await expect.element(page.getByTestId('synopsis-density')).toHaveTextContent('1 au plus');
  });

  it('goes from object to object by keys, and opens one with Enter', async () => {
    await openStreet({ 'a.mp4': STREET });
    await userEvent.keyboard('{F9}');
    await expect.element(overlay).toHaveAttribute('data-figures', '3');
    figures.first().element().focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(figures.nth(1)).toHaveFocus();
    const ordinal = figures.nth(1).element().getAttribute('data-ordinal');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', String(ordinal));
  });

  it('plays with Space, and stands still while an object is pointed at', async () => {
    await openStreet({ 'a.mp4': STREET });
    await userEvent.keyboard('{F9}');
    await expect.element(overlay).toHaveAttribute('data-figures', '3');
    const seek = page.getByTestId('synopsis-seek');
    const now = (): number => Number(seek.element().getAttribute('data-us'));
    await userEvent.keyboard(' ');
    await expect.poll(now).toBeGreaterThan(100_000);
    await pointAt(0, 'hover');
    await expect.element(page.getByTestId('synopsis-hand')).toHaveAttribute('data-track');
    const held = now();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(now()).toBe(held);
  });

  it('lists its objects in its order, each a way to its original', async () => {
    await openStreet({ 'a.mp4': STREET });
    await userEvent.keyboard('{F8}');
    await expect.element(page.getByTestId('synopsis-row').nth(2)).toBeVisible();
    await page.getByTestId('synopsis-row').nth(1).click();
    await expect.element(page.getByTestId('tab-original')).toHaveAttribute('aria-selected', 'true');
  });

  it('leaves out what another camera filmed, says so, and leads there', async () => {
    await openStreet({ 'a.mp4': STREET, 'b.mp4': { ...STREET, tracks: [aWalker(100, 1)] } });
    await page.getByTestId('tab-synopsis').click();
    await page.getByTestId('scope-all').click();
    await page.getByTestId('synopsis-elsewhere').click();
    await page.getByTestId('synopsis-go-there').click();
    await expect.element(page.getByTestId('synopsis-coverage')).toHaveTextContent('1 sur 1 objet');
    await expect.element(page.getByTestId('synopsis-elsewhere')).toHaveTextContent('3 objets');
  });

  it('says why there is none', async () => {
    await openStreet({ 'a.mp4': { tracks: [] } });
    await page.getByTestId('tab-synopsis').click();
    await expect.element(page.getByTestId('synopsis-waiting')).toHaveTextContent('n’a proposé aucun objet');
  });
});
