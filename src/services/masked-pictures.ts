// Pictures of a dossier as they leave it: every object that nobody retained is masked when the installation says so.

import type { Observation } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import type { MediaInfo } from '../contracts/media.ts';
import { planMasks, type MaskedCandidate, type MaskPlan } from '../domain/case/masking.ts';
import { maskingText } from '../domain/documents/case-words.ts';
import type { Picture } from '../domain/documents/model.ts';
import type { Box } from '../domain/geometry/box.ts';
import { toStored, toUpright, uprightSize } from '../domain/geometry/rotation.ts';
import { thumbnailArea } from '../domain/geometry/thumbnail.ts';
import { trackId, type TrackId } from '../domain/ids.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import { hashOf } from './exports.ts';
import { maskCanvas } from './mask-picture.ts';
import type { Recording } from './recording.ts';

/** What decides on masks. */
export interface Masking {
  readonly retained: ReadonlySet<TrackId>;
  readonly isOn: boolean;
}

export interface MaskedPicture<Out> {
  readonly picture: Out;
  readonly masked: readonly TrackId[];
}

/** Every object on these pictures, in pixels of the upright picture. One walk through what was stored. */
export async function objectsOn(
  recording: Recording,
  repository: CaseRepository,
  ordinals: ReadonlySet<number>,
): Promise<ReadonlyMap<number, readonly MaskedCandidate[]>> {
  const found = new Map<number, MaskedCandidate[]>();
  const { media, tracks } = recording.state;
  if (media === undefined) {
    return found;
  }
  const placed = ({ box }: Observation): Box => toUpright(box, media.rotation, media.width, media.height);
  for await (const { observations } of recording.chunks(repository)) {
    for (const { track, ...row } of observations) {
      if (ordinals.has(row.ordinal)) {
        const id = trackId(recording.id, track, recording.run);
        // What has no class yet may be anything: it is masked whole.
        const objectClass = tracks.numbered(track)?.objectClass ?? 'unclassified';
        found.set(row.ordinal, [...(found.get(row.ordinal) ?? []), { track: id, objectClass, box: placed(row) }]);
      }
    }
  }
  return found;
}

/** One frame of a recording, masked. Throws INPUT_INVALID while it has no file. */
export async function exportMasked(
  recording: Recording,
  repository: CaseRepository,
  ordinal: number,
  masking: Masking,
): Promise<MaskedPicture<Blob>> {
  const { reader, opened } = recording;
  using frames = await reader.openFrames(opened);
  // Read once the file is open: only then are its rotation and size known for sure.
  const { media } = recording.state;
  if (media === undefined) {
    throw new AppError('INPUT_INVALID', { recording: recording.id, field: 'media' });
  }
  const found = await objectsOn(recording, repository, new Set([ordinal]));
  const frame = await frames.frameAt(ordinal);
  try {
    return await maskedStill(frame, media, found.get(ordinal) ?? [], masking);
  } finally {
    frame.close();
  }
}

/** A frame at native size as it is stored, masked, with what the masking was written under it. The caller owns the frame. */
export async function maskedStill(
  frame: VideoFrame,
  media: MediaInfo,
  objects: readonly MaskedCandidate[],
  { retained, isOn }: Masking,
): Promise<MaskedPicture<Blob>> {
  const { width, height, rotation } = media;
  const plan = planMasks(objects, retained, isOn, uprightSize(rotation, width, height));
  const across = frame.displayWidth / width;
  const down = frame.displayHeight / height;
  const regions = plan.regions
    .map((region) => toStored(region, rotation, width, height))
    .map(({ x, y, w, h }) => ({ x: x * across, y: y * down, w: w * across, h: h * down }));
  const strip = Math.max(20, Math.round(frame.displayHeight / 28));
  const { canvas, context } = drawing(frame.displayWidth, frame.displayHeight + strip);
  context.drawImage(frame, 0, 0);
  maskCanvas(context, regions);
  caption(context, `Masquage ${maskingText(isOn, plan.tracks.length)}`, strip);
  return { picture: await canvas.convertToBlob({ type: 'image/png' }), masked: plan.tracks };
}

/** Longest side of a picture inside a document, pixels. */
const LONGEST_IN_DOCUMENT = 1280;

/** A frame as a document shows it: upright, masked, no larger than a page needs. The caller owns the frame. */
export async function maskedFigure(
  frame: VideoFrame,
  media: MediaInfo,
  objects: readonly MaskedCandidate[],
  { retained, isOn }: Masking,
): Promise<MaskedPicture<Picture>> {
  const { rotation, pixelAspect } = media;
  const size = uprightSize(rotation, media.width, media.height);
  const shown = uprightSize(rotation, media.width * pixelAspect, media.height);
  const scale = Math.min(1, LONGEST_IN_DOCUMENT / Math.max(shown.width, shown.height));
  const [width, height] = [Math.round(shown.width * scale), Math.round(shown.height * scale)];
  const plan = planMasks(objects, retained, isOn, size);
  const { canvas, context } = drawing(width, height);
  const stored = uprightSize(rotation, width, height);
  context.translate(width / 2, height / 2);
  context.rotate((rotation * Math.PI) / 180);
  context.drawImage(frame, -stored.width / 2, -stored.height / 2, stored.width, stored.height);
  context.resetTransform();
  const [across, down] = [width / size.width, height / size.height];
  maskCanvas(
    context,
    plan.regions.map(({ x, y, w, h }) => ({ x: x * across, y: y * down, w: w * across, h: h * down })),
  );
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { picture: { mime: 'image/jpeg', bytes, width, height, sha256: await hashOf(blob) }, masked: plan.tracks };
}

function caption(context: OffscreenCanvasRenderingContext2D, text: string, strip: number): void {
  const { width, height } = context.canvas;
  context.fillStyle = '#fff';
  context.fillRect(0, height - strip, width, strip);
  context.fillStyle = '#000';
  context.font = `${Math.round(0.6 * strip)}px sans-serif`;
  context.textBaseline = 'middle';
  // Pressed together rather than cut off.
  context.fillText(text, strip / 4, height - strip / 2, width - strip / 2);
}

/** What a thumbnail was cut from. */
export interface ThumbnailOf {
  readonly media: MediaInfo;
  /** Box of its object on its best picture, in pixels of the stored one. */
  readonly box: Box;
}

/** The thumbnail of an object, with every other object on it masked that nobody retained. */
export async function maskedThumbnail(
  { type, bytes }: { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> },
  { media, box }: ThumbnailOf,
  others: readonly MaskedCandidate[],
  { retained, isOn }: Masking,
): Promise<MaskedPicture<Picture> | undefined> {
  const mime = MIMES.find((one) => one === type);
  if (mime === undefined) {
    return undefined;
  }
  const size = uprightSize(media.rotation, media.width, media.height);
  const area = thumbnailArea(toUpright(box, media.rotation, media.width, media.height), size.width, size.height);
  const plan = planMasks(within(others, area), retained, isOn, area);
  const { width, height } = area;
  if (plan.regions.length === 0) {
    const sha256 = await hashOf(new Blob([bytes]));
    return { picture: { mime, bytes, width, height, sha256 }, masked: [] };
  }
  return { picture: await redrawn(new Blob([bytes], { type }), plan, area), masked: plan.tracks };
}

const MIMES = ['image/jpeg', 'image/png', 'image/webp'] as const satisfies readonly Picture['mime'][];

/** Boxes in pixels of the thumbnail. */
function within(
  others: readonly MaskedCandidate[],
  { source, width, height }: ReturnType<typeof thumbnailArea>,
): readonly MaskedCandidate[] {
  const across = width / Math.max(1, source.w);
  const down = height / Math.max(1, source.h);
  return others.map(({ box, ...rest }) => ({
    ...rest,
    box: { x: (box.x - source.x) * across, y: (box.y - source.y) * down, w: box.w * across, h: box.h * down },
  }));
}

async function redrawn(
  blob: Blob,
  { regions }: MaskPlan,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Picture> {
  const bitmap = await createImageBitmap(blob);
  const { canvas, context } = drawing(width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  maskCanvas(context, regions);
  const masked = await canvas.convertToBlob({ type: 'image/png' });
  const bytes = new Uint8Array(await masked.arrayBuffer());
  return { mime: 'image/png', bytes, width, height, sha256: await hashOf(masked) };
}

function drawing(
  width: number,
  height: number,
): { readonly canvas: OffscreenCanvas; readonly context: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) {
    throw new Error('No 2D context for a picture');
  }
  return { canvas, context };
}
