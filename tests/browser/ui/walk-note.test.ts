// A frame far from any place where a decoder can start: the page says how far the way is, and lets one give it up.

import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';

import { AppError } from '../../../src/contracts/errors.ts';
import type { FrameReader } from '../../../src/contracts/session.ts';
import { aFakeRecording } from '../../builders/fake-recording.ts';
import { openWorkbench } from './open-app.ts';

const FAR = 90;

it('tells how far it has come, and goes back to the frame on screen when it is given up', async () => {
  const session = await openWorkbench({ 'a.mp4': aFakeRecording() });
  const openReader = session.openReader.bind(session);
  let giveUp: ((error: AppError) => void) | undefined;
  let done = 1000;
  session.openReader = async (id): Promise<FrameReader> => {
    const near = await openReader(id);
    return {
      frameAt: (ordinal) =>
        ordinal === FAR
          ? new Promise((_, reject) => {
              giveUp = reject;
            })
          : near.frameAt(ordinal),
      pictureType: (ordinal) => near.pictureType(ordinal),
      wish: (ordinal) => {
        if (ordinal !== FAR) {
          giveUp?.(new AppError('READ_GIVEN_UP'));
          giveUp = undefined;
        }
      },
      walk: () => Promise.resolve(giveUp && { ordinal: FAR, packets: 8000, done }),
      [Symbol.dispose]: () => {
        near[Symbol.dispose]();
      },
    };
  };
  session.advance(0);
  const readout = page.getByTestId('readout');
  await expect.element(readout).toHaveAttribute('data-ordinal', '1');
  await expect.element(page.getByTestId('walk')).not.toBeInTheDocument();

  await userEvent.keyboard('g');
  await userEvent.keyboard(`${FAR}{Enter}`);
  await expect.element(page.getByTestId('walk')).toHaveTextContent(/Image 90 .*13 %/);
  done = 4000;
  await expect.element(page.getByTestId('walk')).toHaveTextContent(/50 %/);
  await expect.element(readout).toHaveAttribute('data-ordinal', '1');

  await page.getByTestId('walk-stop').click();
  await expect.element(page.getByTestId('walk')).not.toBeInTheDocument();
  expect(giveUp).toBeUndefined();
  await expect.element(page.getByTestId('picture-problem')).not.toBeInTheDocument();
  await expect.element(readout).toHaveAttribute('data-ordinal', '1');

  // A later wish gives the way up as well.
  await userEvent.keyboard('g');
  await userEvent.keyboard(`${FAR}{Enter}`);
  await expect.element(page.getByTestId('walk')).toBeVisible();
  await userEvent.keyboard('{Home}{ArrowRight}');
  await expect.element(readout).toHaveAttribute('data-ordinal', '2');
  await expect.element(page.getByTestId('walk')).not.toBeInTheDocument();
});
