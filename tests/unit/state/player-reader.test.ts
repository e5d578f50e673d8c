// A recording of a dossier is known before its file is given: a reader that could not be opened is asked for again.

import { expect, it, vi } from 'vitest';
import { AppError } from '../../../src/contracts/errors.ts';
import type { FrameReader } from '../../../src/contracts/session.ts';
import { recordingId } from '../../../src/domain/ids.ts';
import { Player } from '../../../src/state/player.svelte.ts';
import { evenFrames } from '../../builders/frame-table.ts';

it('opens the recording again with the next wish after its reader could not be opened', async () => {
  const frameAt = vi.fn<FrameReader['frameAt']>(() => new Promise(() => undefined));
  const pictureType = (): Promise<undefined> => Promise.resolve(undefined);
  const walk = pictureType;
  const reader: FrameReader = { frameAt, pictureType, walk, wish: () => undefined, [Symbol.dispose]: () => undefined };
  let isGiven = false;
  const openReader = vi.fn(() => (isGiven ? Promise.resolve(reader) : Promise.reject(new AppError('INPUT_INVALID'))));
  using player = new Player(openReader, { now: () => 0, onRepaint: () => () => undefined });
  const id = recordingId('a');
  player.show(id, evenFrames(10, 100), 3);
  await vi.waitFor(() => {
    expect(player.problem?.alert.code).toBe('INPUT_INVALID');
  });
  isGiven = true;
  player.seek(4);
  await vi.waitFor(() => {
    expect(frameAt).toHaveBeenCalledWith(4);
  });
  expect(openReader).toHaveBeenCalledTimes(2);
  player.seek(5);
  expect(openReader).toHaveBeenCalledTimes(2);
});

it('waits for each frame while a step key is kept down, and not between presses', async () => {
  const frameAt = vi.fn<FrameReader['frameAt']>(() => new Promise(() => undefined));
  const silent = (): Promise<undefined> => Promise.resolve(undefined);
  const reader: FrameReader = {
    frameAt,
    pictureType: silent,
    walk: silent,
    wish: () => undefined,
    [Symbol.dispose]: () => undefined,
  };
  using player = new Player(() => Promise.resolve(reader), { now: () => 0, onRepaint: () => () => undefined });
  player.show(recordingId('a'), evenFrames(10, 100), 3);
  player.step(1);
  player.step(1);
  expect(player.wanted).toBe(5);
  player.step(1, true);
  player.step(1, true);
  expect(player.wanted).toBe(5);
  await vi.waitFor(() => {
    expect(frameAt).toHaveBeenCalled();
  });
});
