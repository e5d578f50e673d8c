// The search in a drawn zone on a fake session: drawn by pointer or keys, asked, found, shown, mended without reading again.

import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aFakeRecording, aFakeTrack } from '../../builders/fake-recording.ts';
import type { FakeSession } from '../../builders/fake-session.ts';
import { finish, openWorkbench } from './open-app.ts';

/** Stands in the middle of the picture of 320 × 240 from 38 to 61. */
const bag = aFakeTrack({
  firstOrdinal: 38,
  lastOrdinal: 61,
  boxAt: () => ({ x: 150, y: 110, w: 20, h: 20 }),
});

async function open(failed: readonly (readonly [number, number])[] = []): Promise<FakeSession> {
  const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [bag], failed }) });
  finish(session);
  await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
  return session;
}

/** A box around the middle, by the keys alone. */
async function drawByKeys(): Promise<void> {
  await userEvent.keyboard('{Shift>}Z{/Shift}');
  await expect.element(page.getByTestId('drawing-hint')).toBeVisible();
  const far = (key: string): string => `{Shift>}{${key}}{${key}}{${key}}{/Shift}`;
  await userEvent.keyboard(`${far('ArrowLeft')}${far('ArrowUp')}{Enter}`);
  await userEvent.keyboard(`${far('ArrowRight')}${far('ArrowRight')}{Enter}`);
  await userEvent.keyboard(`${far('ArrowDown')}${far('ArrowDown')}{Enter}`);
  await userEvent.keyboard(`${far('ArrowLeft')}${far('ArrowLeft')}{Enter}{Enter}`);
  await expect.element(page.getByTestId('motion-zone')).toBeVisible();
}

/** As somebody who goes by Tab: from then on keys are for what has the focus. */
async function focus(testid: string): Promise<void> {
  await userEvent.keyboard('{Tab}');
  const element = page.getByTestId(testid).element();
  if (element instanceof HTMLElement) {
    element.focus();
  }
}

const found = (): (string | null)[] =>
  page
    .getByTestId('motion-moment')
    .elements()
    .map((row) => `${row.getAttribute('data-kind')} ${row.getAttribute('data-ordinal')}`);

/** Asked again while colours are on their way from one theme to the other. */
async function expectAccessible(): Promise<void> {
  const drawer = page.getByTestId('motion-drawer').element();
  const problems = async (): Promise<unknown> => {
    const { violations } = await axe.run(drawer, { preload: false });
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  };
  await expect.poll(problems, { interval: 300 }).toEqual([]);
}

describe('the search in a drawn zone', () => {
  it('is drawn, asked and looked through by keys, by key frames first and then exactly', async () => {
    const session = await open();
    await drawByKeys();
    await page.getByTestId('motion-passages').click();
    await focus('motion-start');
    await userEvent.keyboard('{Enter}');
    await expect.poll(found).toEqual(['passage 38']);
    expect(session.calls.filter((call) => call.startsWith('motion'))).toEqual([
      'motion fake-1 passages keys',
      'motion fake-1 passages keys 2 reads',
    ]);
    await focus('motion-moment');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '38');
    await focus('motion-curve');
    await userEvent.keyboard('{End}{Enter}');
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '100');
    await userEvent.keyboard('{PageUp}{Enter}');
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '38');
    await expectAccessible();
    document.documentElement.dataset['theme'] = 'light';
    await expectAccessible();
    delete document.documentElement.dataset['theme'];
  });

  it('tells since when and until when the zone is as on the picture shown', async () => {
    const session = await open();
    await drawByKeys();
    await userEvent.keyboard('g');
    session.calls.length = 0;
    await page.getByTestId('jump').fill('50');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '50');
    await page.getByTestId('motion-start').click();
    await expect.poll(found).toEqual(['appeared 38']);
    await expect.element(page.getByTestId('zone-shot').first()).toHaveAttribute('data-drawn', 'true');
    await page.getByTestId('motion-left').click();
    await expect.element(page.getByTestId('motion-stale')).toBeVisible();
    await page.getByTestId('motion-start').click();
    await expect.poll(found).toEqual(['left 62']);
  });

  it('counts another sensitivity at once, without reading again, and says how much was read when nothing is found', async () => {
    const session = await open([[70, 79]]);
    await drawByKeys();
    await page.getByTestId('motion-passages').click();
    await page.getByTestId('motion-start').click();
    await expect.poll(found).toEqual(['passage 38']);
    const asked = session.calls.length;
    await page.getByTestId('motion-least-share').fill('0.7');
    await expect.poll(found).toEqual([]);
    await expect.element(page.getByTestId('motion-extent')).toHaveTextContent(/Rien trouvé.*Non lu, illisible : 1,0/);
    await page.getByTestId('motion-least-share').fill('0.4');
    await page.getByTestId('motion-least-difference').fill('12');
    await expect.poll(found).toEqual([]);
    await page.getByTestId('motion-least-difference').fill('8');
    await expect.poll(found).toEqual(['passage 38']);
    expect(session.calls.length).toBe(asked);
  });

  it('takes a dragged box as the zone, moves it, and keeps what was found for when it is opened again', async () => {
    await open();
    await page.getByTestId('motion-open').click();
    const layer = page.getByTestId('drawn-layer').element();
    const { left, top, width, height } = layer.getBoundingClientRect();
    const at = (x: number, y: number): PointerEventInit => ({
      ...{ bubbles: true, button: 0, pointerId: 1, isPrimary: true },
      ...{ clientX: left + x * width, clientY: top + y * height },
    });
    layer.dispatchEvent(new PointerEvent('pointerdown', at(0.4, 0.4)));
    layer.dispatchEvent(new PointerEvent('pointermove', at(0.6, 0.6)));
    layer.dispatchEvent(new PointerEvent('pointerup', at(0.6, 0.6)));
    await expect.poll(() => page.getByTestId('motion-zone-corner').elements().length).toBe(4);
    await page.getByTestId('motion-passages').click();
    await page.getByTestId('motion-start').click();
    await expect.poll(found).toEqual(['passage 38']);
    await focus('motion-zone-whole');
    await userEvent.keyboard('{Shift>}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{/Shift}');
    await expect.element(page.getByTestId('motion-stale')).toBeVisible();
    await page.getByTestId('motion-start').click();
    await expect.poll(found).toEqual([]);
    await page.getByTestId('motion-close').click();
    await expect.element(page.getByTestId('motion-drawer')).not.toBeInTheDocument();
    await page.getByTestId('motion-open').click();
    await expect.element(page.getByTestId('motion-extent')).toHaveTextContent('Rien trouvé');
  });
});
