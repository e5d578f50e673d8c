// Speeds, frame by frame with K held, the interval from the frame on screen.

import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aFakeRecording, type FakeRecording } from '../../builders/fake-recording.ts';
import { openWorkbench } from './open-app.ts';

const ordinal = (): number => Number(page.getByTestId('picture').element().getAttribute('data-ordinal'));

async function openOn(parts: Partial<FakeRecording> = {}) {
  const session = await openWorkbench({ 'a.mp4': aFakeRecording(parts) });
  session.advance(0);
  await expect.poll(ordinal).toBe(1);
  return session;
}

it('doubles the speed with each L, to sixteen times, and says that it leaves frames out', async () => {
  // A hundred frames a second: at 16× no screen could show them all.
  await openOn({ frames: 40_000, usAt: (frame) => frame * 10_000 });
  const speed = page.getByTestId('speed');
  await userEvent.keyboard('lllll');
  await expect.element(speed).toHaveTextContent('16');
  await expect.element(page.getByTestId('skipped')).toHaveTextContent(/^1 image sur \d+$/);
  await userEvent.keyboard('j');
  await expect.element(speed).toHaveTextContent('−1');
  await userEvent.keyboard('k');
  await expect.element(page.getByTestId('skipped')).not.toBeInTheDocument();
  await userEvent.keyboard('{Shift>}lll{/Shift}');
  await expect.element(speed).toHaveTextContent('0,1');
  await userEvent.keyboard('k');
});

it('goes one frame at a time with J and L while K is down', async () => {
  await openOn();
  await userEvent.keyboard('{End}');
  await expect.poll(ordinal).toBe(100);
  await userEvent.keyboard('{k>}jjj');
  await expect.poll(ordinal).toBe(97);
  await userEvent.keyboard('l{/k}');
  await expect.poll(ordinal).toBe(98);
  await expect.element(page.getByTestId('play')).toHaveAttribute('aria-label', 'Lire');
});

it('plays at a speed chosen with the mouse', async () => {
  await openOn();
  await page.getByTestId('speed').click();
  await page.getByTestId('speed-0.5').click();
  await expect.element(page.getByTestId('speed')).toHaveTextContent('0,5');
  await expect.element(page.getByTestId('speed-panel')).not.toBeInTheDocument();
  await expect.poll(ordinal).toBeGreaterThan(2);
  await userEvent.keyboard('k');
});

it('sets the interval from the frame on screen with I and O, and takes it away', async () => {
  await openOn();
  await userEvent.keyboard('g');
  await userEvent.keyboard('21{Enter}');
  await expect.poll(ordinal).toBe(21);
  await userEvent.keyboard('i');
  await expect.element(page.getByTestId('interval-set-from')).toHaveTextContent('00:00:02');
  await userEvent.keyboard('g');
  await userEvent.keyboard('61{Enter}');
  await expect.poll(ordinal).toBe(61);
  await userEvent.keyboard('o');
  await expect.element(page.getByTestId('interval')).toHaveTextContent(/00:00:02 – 00:00:06/);
  await userEvent.keyboard('{Shift>}i{/Shift}');
  await expect.element(page.getByTestId('interval')).toHaveTextContent(/tout l’enregistrement/);
});
