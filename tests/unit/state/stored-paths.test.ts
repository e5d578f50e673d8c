// Ways are read once, whoever asks, and anew when another analysis begins.

import { expect, it } from 'vitest';
import { Slices } from '../../../src/state/breathing.ts';
import { StoredPaths } from '../../../src/state/stored-paths.ts';
import { aFakeRecording, aFakeTrack } from '../../builders/fake-recording.ts';
import { FakeSession } from '../../builders/fake-session.ts';

function aDesk(): { readonly session: FakeSession; readonly slices: Slices } {
  const session = new FakeSession(() => aFakeRecording({ tracks: [aFakeTrack({}), aFakeTrack({})] }));
  session.addFiles([new File(['x'], 'a.mp4')]);
  for (let turn = 0; turn < 3; turn += 1) {
    session.advance(1_000_000);
  }
  return { session, slices: new Slices({ now: () => 0, pause: () => Promise.resolve() }) };
}

it('reads each commit once for two who ask at the same time', async () => {
  const { session, slices } = aDesk();
  const asked: number[] = [];
  const paths = new StoredPaths(async (id, seq) => {
    asked.push(seq);
    await Promise.resolve();
    return session.storedBoxes(id, seq);
  });
  const [recording] = session.recordings;
  if (recording === undefined) {
    throw new RangeError('No recording');
  }
  await Promise.all([paths.readOn(recording, slices), paths.readOn(recording, slices)]);
  const commits = paths.of(recording.id)?.commits ?? 0;
  expect(commits).toBeGreaterThan(0);
  // Each of them looks once for what may have come since.
  expect(asked.filter((seq) => seq < commits)).toEqual(Array.from({ length: commits }, (_, seq) => seq));
  const path = paths.of(recording.id)?.log.pathOf(1);
  expect(new Set(path?.us).size).toBe(path?.us.length);
});

it('goes on for the next one after a failure, and tells only whom it befell', async () => {
  const { session, slices } = aDesk();
  let isGone = true;
  const paths = new StoredPaths((id, seq) =>
    isGone ? Promise.reject(new Error('gone')) : session.storedBoxes(id, seq),
  );
  const [recording] = session.recordings;
  if (recording === undefined) {
    throw new RangeError('No recording');
  }
  await expect(paths.readOn(recording, slices)).rejects.toThrow('gone');
  isGone = false;
  await paths.readOn(recording, slices);
  expect(paths.of(recording.id)?.log.pathOf(2)).toBeDefined();
});
