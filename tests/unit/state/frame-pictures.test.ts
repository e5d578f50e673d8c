// A picture of the tray whose file is absent is tried again once somebody has given it.

import { expect, it } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import type { RecordingState } from '../../../src/contracts/session.ts';
import { recordingId } from '../../../src/domain/ids.ts';
import { FramePictures } from '../../../src/state/frame-pictures.ts';

it('asks again for a picture whose file was absent, and not for one that does not decode', async () => {
  const opened: string[] = [];
  const codes = { absent: 'FILE_ABSENT', broken: 'SPAN_FAILED' } as const;
  const recordingOf = (name: keyof typeof codes): RecordingState =>
    ({ id: recordingId(name), media: {} }) as Partial<RecordingState> as RecordingState;
  using pictures = new FramePictures((id) => {
    opened.push(id);
    return Promise.reject(new AppError(id === recordingId('absent') ? codes.absent : codes.broken));
  });
  for (const name of ['absent', 'absent', 'broken', 'broken'] as const) {
    expect(await pictures.load(recordingOf(name), 3)).toBeUndefined();
  }
  expect(opened).toEqual(['absent', 'absent', 'broken']);
});
