// The first frame of a recording as a dialog shows it.

import type { MediaInfo } from '../../contracts/media.ts';
import type { RecordingId } from '../../domain/ids.ts';
import { uprightFrame } from '../../state/upright-frame.ts';
import type { Workbench } from '../../state/workbench.ts';

const LONGEST_SIDE = 1280;

/** Width / height of the upright picture with square pixels. */
export function shownAspect({ width, height, rotation, pixelAspect }: MediaInfo): number {
  const aspect = (width * pixelAspect) / height;
  return rotation % 180 === 0 ? aspect : 1 / aspect;
}

/** The first picture of a recording; `undefined` when it turned out not to open. Rejects when it does not decode. */
export async function firstPicture(workbench: Workbench, id: RecordingId): Promise<ImageBitmap | undefined> {
  using reader = await workbench.recordings.openPictures(id);
  const frame = await reader.frameAt(1);
  try {
    const media = workbench.recordings.of(id)?.media;
    return media === undefined ? undefined : uprightFrame(frame, media, LONGEST_SIDE).transferToImageBitmap();
  } finally {
    frame.close();
  }
}
