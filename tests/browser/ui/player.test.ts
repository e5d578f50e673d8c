import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aFakeRecording, aFakeTrack, type FakeRecording } from '../../builders/fake-recording.ts';
import { openWorkbench } from './open-app.ts';

const picture = (): HTMLCanvasElement => {
  const canvas = page.getByTestId('picture').element();
  if (!(canvas instanceof HTMLCanvasElement)) {
    throw new TypeError('The picture is not a canvas');
  }
  return canvas;
};

/** The ordinal that the fake recording writes in its top-left pixel: what is really painted. */
function paintedOrdinal(): number {
  const pixel = picture().getContext('2d')?.getImageData(2, 2, 1, 1).data;
  return (pixel?.[0] ?? 0) + (pixel?.[1] ?? 0) * 256;
}

async function expectFrame(ordinal: number): Promise<void> {
  await expect.poll(() => picture().dataset['ordinal']).toBe(String(ordinal));
  expect(paintedOrdinal()).toBe(ordinal);
}

const crossing = aFakeTrack({ firstOrdinal: 11, lastOrdinal: 41 });

async function openOn(parts: Partial<FakeRecording> = {}) {
  const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [crossing], ...parts }) });
  session.advance(0);
  await expectFrame(1);
  return session;
}

it('shows the frame of a thumbnail clicked while the analysis still runs', async () => {
  const session = await openOn();
  session.advance(60);
  await page.getByTestId('track').click();
  await expectFrame(26);
  expect(page.getByTestId('recording').element().getAttribute('data-phase')).toBe('analysing');
  await expect.element(page.getByTestId('track')).toHaveAttribute('aria-pressed', 'true');
  await expect.element(page.getByTestId('readout-time')).toHaveTextContent('00:00:02,500');
  await expect.element(page.getByTestId('readout-type')).toHaveTextContent(/^P$/);
});

it('has a backing store of the native size, whatever the screen', async () => {
  await openOn({ media: { width: 480, height: 270, rotation: 90, pixelAspect: 1.5 } });
  expect([picture().width, picture().height]).toEqual([480, 270]);
});

it('steps, skips and jumps by keyboard', async () => {
  await openOn();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expectFrame(3);
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await expectFrame(13);
  await userEvent.keyboard('{Control>}{ArrowRight}{/Control}');
  await expectFrame(100);
  await userEvent.keyboard('{Home}');
  await expectFrame(1);
  await userEvent.keyboard('{End}{ArrowLeft}');
  await expectFrame(99);
  await userEvent.keyboard('g');
  await userEvent.keyboard('00:05,5{Enter}');
  await expectFrame(56);
});

it('goes by presentation time, not by counting frames', async () => {
  // Ten frames a second, then one every two seconds.
  await openOn({ usAt: (ordinal) => (ordinal <= 20 ? ordinal * 100_000 : 2_000_000 + (ordinal - 20) * 2_000_000) });
  await userEvent.keyboard('g');
  await userEvent.keyboard('20{Enter}');
  await expectFrame(20);
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await expectFrame(21);
  await userEvent.keyboard('{Control>}{ArrowRight}{/Control}');
  await expectFrame(26);
});

it('plays forward and stops where it is', async () => {
  await openOn();
  await userEvent.keyboard(' ');
  await expect.poll(() => Number(picture().dataset['ordinal'])).toBeGreaterThan(4);
  await userEvent.keyboard('k');
  const stopped = Number(picture().dataset['ordinal']);
  expect(paintedOrdinal()).toBe(stopped);
  await expect.element(page.getByTestId('play')).toHaveAttribute('aria-label', 'Lire');
});

it('says that a frame could not be decoded, and shows no other in its place', async () => {
  await openOn({ failed: [[50, 60]] });
  await userEvent.keyboard('g');
  await userEvent.keyboard('55{Enter}');
  await expect.element(page.getByTestId('picture-problem')).toHaveTextContent(/L’image 55 n’a pas pu être décodée/);
  expect(picture().dataset['ordinal']).toBeUndefined();
  await userEvent.keyboard('g');
  await userEvent.keyboard('61{Enter}');
  await expectFrame(61);
  await expect.element(page.getByTestId('picture-problem')).not.toBeInTheDocument();
});

it('refuses a jump that is neither a frame nor a time', async () => {
  await openOn();
  await userEvent.keyboard('g');
  await userEvent.keyboard('101{Enter}');
  await expect.element(page.getByText(/Ni un numéro d’image/)).toBeVisible();
  expect(picture().dataset['ordinal']).toBe('1');
});

it('marks frames outside the edit list', async () => {
  await openOn({ hidden: 2 });
  await expect.element(page.getByTestId('readout-hidden')).toBeVisible();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expectFrame(3);
  await expect.element(page.getByTestId('readout-hidden')).not.toBeInTheDocument();
});

it('draws boxes on a canvas of their own, and takes them away with B', async () => {
  const session = await openOn();
  session.advance(100);
  await page.getByTestId('track').click();
  await expectFrame(26);
  await userEvent.keyboard('{Escape}');
  const overlay = page.getByTestId('overlay').element();
  const inked = (): boolean =>
    overlay instanceof HTMLCanvasElement &&
    (overlay
      .getContext('2d')
      ?.getImageData(0, 0, overlay.width, overlay.height)
      .data.some((value) => value > 0) ??
      false);
  await expect.poll(inked).toBe(true);
  await userEvent.keyboard('b');
  await expect.poll(inked).toBe(false);
  expect(paintedOrdinal()).toBe(26);
});

it('comes back to where the person was in each recording', async () => {
  const session = await openWorkbench({ 'a.mp4': aFakeRecording(), 'b.mp4': aFakeRecording() });
  session.advance(0);
  session.advance(1000);
  session.advance(0);
  await expectFrame(1);
  await userEvent.keyboard('{End}');
  await expectFrame(100);
  await page.getByTestId('recording-choose').nth(1).click();
  await expectFrame(1);
  await page.getByTestId('recording-choose').nth(0).click();
  await expectFrame(100);
  expect(session.calls).toContain('dispose fake-1');
});

it('opens on the first recording that can be read, until the person chooses', async () => {
  const session = await openWorkbench({
    'bad.mp4': aFakeRecording({ refusal: 'MOOV_MISSING' }),
    'good.mp4': aFakeRecording(),
  });
  session.advance(0);
  session.advance(0);
  await expectFrame(1);
  await expect.element(page.getByTestId('readout')).toHaveTextContent(/good\.mp4/);
  await page.getByTestId('recording-choose').first().click();
  await expect.element(page.getByText('Cet enregistrement n’a pas pu être lu.').first()).toBeVisible();
  session.advance(50);
  await expect.element(page.getByTestId('readout')).toHaveTextContent(/bad\.mp4/);
});

it('gives Enter and Space to a control that took the focus by itself, and past the tile of the object on screen', async () => {
  const session = await openOn({ tracks: [aFakeTrack({ firstOrdinal: 1, lastOrdinal: 40 })] });
  session.advance(60);
  await page.getByTestId('recording-choose').click();
  const trails = page.getByTestId('toggle-trails').element();
  if (trails instanceof HTMLElement) {
    trails.focus();
  }
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByTestId('toggle-trails')).toHaveAttribute('aria-pressed', 'true');
  const tile = page.getByTestId('track').element();
  if (tile instanceof HTMLElement) {
    tile.focus();
  }
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByTestId('track')).toHaveAttribute('aria-pressed', 'true');
  expect(session.decisions.size).toBe(0);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => [...session.decisions.values()].map(({ state }) => state)).toEqual(['RETAINED']);
});

it('plays with Space after a click on a control, and leaves Space to a control reached by keyboard', async () => {
  await openOn();
  await page.getByTestId('recording-choose').click();
  await userEvent.keyboard(' ');
  await expect.poll(() => Number(picture().dataset['ordinal'])).toBeGreaterThan(2);
  await userEvent.keyboard('k{Home}');
  await expectFrame(1);
  await page.getByTestId('toggle-boxes').click();
  await userEvent.keyboard('{Tab} ');
  await expect.element(page.getByTestId('toggle-trails')).toHaveAttribute('aria-pressed', 'true');
  expect(picture().dataset['ordinal']).toBe('1');
});
