// A frame as it is shown: turned upright, pixels made square, no larger than a dialog needs.

import type { MediaInfo } from '../../contracts/media.ts';
import type { RecordingId } from '../../domain/ids.ts';
import type { Workbench } from '../../state/workbench.svelte.ts';

const LONGEST_SIDE = 1280;

/** Width / height of the upright picture with square pixels. */
export function shownAspect({ width, height, rotation, pixelAspect }: MediaInfo): number {
  const aspect = (width * pixelAspect) / height;
  return rotation % 180 === 0 ? aspect : 1 / aspect;
}

/** The first picture of a recording; `undefined` when it turned out not to open. Rejects when it does not decode. */
export async function firstPicture(workbench: Workbench, id: RecordingId): Promise<ImageBitmap | undefined> {
  using reader = await workbench.openPictures(id);
  const frame = await reader.frameAt(1);
  try {
    const media = workbench.recordings.find((recording) => recording.id === id)?.media;
    return media === undefined ? undefined : uprightPicture(frame, media);
  } finally {
    frame.close();
  }
}

function uprightPicture(frame: VideoFrame, media: MediaInfo): ImageBitmap {
  const { rotation, pixelAspect } = media;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(media.width * pixelAspect, media.height));
  const [w, h] = [Math.round(media.width * pixelAspect * scale), Math.round(media.height * scale)];
  const canvas = rotation % 180 === 0 ? new OffscreenCanvas(w, h) : new OffscreenCanvas(h, w);
  const context = canvas.getContext('2d');
  context?.translate(canvas.width / 2, canvas.height / 2);
  context?.rotate((rotation * Math.PI) / 180);
  context?.drawImage(frame, -w / 2, -h / 2, w, h);
  return canvas.transferToImageBitmap();
}
