// What a fake session has for a recording: its frames, its objects, its damage, its pictures drawn on a canvas.

import type { Alert, AlertCode } from '../../src/contracts/errors.ts';
import type { TrackAttributes } from '../../src/domain/attributes/attributes.ts';
import type { MediaInfo } from '../../src/contracts/media.ts';
import type { ObjectClass } from '../../src/domain/detection/classes.ts';
import type { CoverageSpan, CoverageState } from '../../src/domain/footage/coverage.ts';
import { FRAME_HIDDEN, FRAME_KEY, type FrameTable } from '../../src/domain/footage/frame.ts';
import type { Box } from '../../src/domain/geometry/box.ts';
import type { SceneEvent } from '../../src/domain/scene/scene-events.ts';
import { micros } from '../../src/domain/time/micros.ts';

/** One object of a fake recording; its boxes go from `from` to `to` in a straight line unless `boxAt` says more. */
export interface FakeTrack {
  readonly objectClass: ObjectClass;
  readonly firstOrdinal: number;
  readonly lastOrdinal: number;
  readonly confidence: number;
  readonly boxAt: (ordinal: number) => Box;
  readonly attributes?: TrackAttributes;
}

/** What a file of a given name turns out to be. */
export interface FakeRecording {
  readonly frames: number;
  /** Presentation time of an ordinal, µs. */
  readonly usAt: (ordinal: number) => number;
  readonly media: Partial<MediaInfo>;
  readonly tracks: readonly FakeTrack[];
  /** Spans that cannot be decoded: first and last ordinal. */
  readonly failed: readonly (readonly [number, number])[];
  readonly still: readonly (readonly [number, number])[];
  readonly hidden: number;
  /** What happens to the camera. */
  readonly sceneEvents: readonly SceneEvent[];
  readonly alerts: readonly Alert[];
  /** The file is refused with this code. */
  readonly refusal: AlertCode | undefined;
  /** The picture of an ordinal; by default it is drawn, its ordinal coded in its top-left pixel. */
  readonly pictureAt: ((ordinal: number) => Promise<ImageBitmap>) | undefined;
}

/** A plain recording of 100 frames at 10 per second with nothing in it, and what differs. */
export function aFakeRecording(parts: Partial<FakeRecording> = {}): FakeRecording {
  return {
    frames: 100,
    usAt: (ordinal) => (ordinal - 1) * 100_000,
    media: {},
    tracks: [],
    failed: [],
    still: [],
    hidden: 0,
    sceneEvents: [],
    alerts: [],
    refusal: undefined,
    pictureAt: undefined,
    ...parts,
  };
}

/** A track that crosses the picture from left to right. */
export function aFakeTrack(parts: Partial<FakeTrack> = {}): FakeTrack {
  const track = { objectClass: 'person', firstOrdinal: 11, lastOrdinal: 40, confidence: 0.8, ...parts } as const;
  const length = Math.max(1, track.lastOrdinal - track.firstOrdinal);
  return {
    boxAt: (ordinal) => ({ x: 20 + ((ordinal - track.firstOrdinal) / length) * 240, y: 90, w: 24, h: 60 }),
    ...track,
  };
}

export function mediaOf(spec: FakeRecording): MediaInfo {
  return {
    container: 'MP4',
    codec: 'avc',
    codecString: 'avc1.64001f',
    width: 320,
    height: 240,
    rotation: 0,
    pixelAspect: 1,
    framesDeclared: spec.frames,
    durationUs: spec.usAt(spec.frames) - spec.usAt(1),
    hasAudio: false,
    ...spec.media,
  };
}

export function tableOf(spec: FakeRecording): FrameTable {
  const us = Float64Array.from({ length: spec.frames }, (_, row) => spec.usAt(row + 1));
  const flags = Uint8Array.from({ length: spec.frames }, (_, row) => {
    return (row % 50 === 0 ? FRAME_KEY : 0) | (row < spec.hidden ? FRAME_HIDDEN : 0);
  });
  return { timebase: { num: 1, den: 90_000 }, ticks: us.map((time) => Math.round((time * 9) / 100)), us, flags };
}

export function isWithin(spans: readonly (readonly [number, number])[], ordinal: number): boolean {
  return spans.some(([from, to]) => ordinal >= from && ordinal <= to);
}

export function coverageOf(spec: FakeRecording, done: number): readonly CoverageSpan[] {
  const spans: CoverageSpan[] = [];
  for (let ordinal = 1; ordinal <= spec.frames; ordinal += 1) {
    const state = stateOf(spec, ordinal, done);
    const last = spans.at(-1);
    const us = micros(spec.usAt(ordinal));
    if (last?.state === state) {
      spans[spans.length - 1] = { ...last, toOrdinal: ordinal, toUs: us };
    } else {
      spans.push({ state, fromOrdinal: ordinal, toOrdinal: ordinal, fromUs: us, toUs: us });
    }
  }
  return spans;
}

function stateOf(spec: FakeRecording, ordinal: number, done: number): CoverageState {
  if (ordinal > done) {
    return 'waiting';
  }
  if (isWithin(spec.failed, ordinal)) {
    return 'failed';
  }
  return isWithin(spec.still, ordinal) ? 'still' : 'detected';
}

export async function pictureOf(
  spec: FakeRecording,
  media: MediaInfo | undefined,
  ordinal: number,
): Promise<ImageBitmap> {
  if (spec.pictureAt !== undefined) {
    return spec.pictureAt(ordinal);
  }
  const canvas = new OffscreenCanvas(media?.width ?? 320, media?.height ?? 240);
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.fillStyle = '#4a5a4a';
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const track of spec.tracks) {
      if (ordinal >= track.firstOrdinal && ordinal <= track.lastOrdinal) {
        const { x, y, w, h } = track.boxAt(ordinal);
        context.fillStyle = '#d8d0c0';
        context.fillRect(x, y, w, h);
      }
    }
    context.fillStyle = `rgb(${ordinal % 256} ${ordinal >> 8} 0)`;
    context.fillRect(0, 0, 8, 8);
  }
  return Promise.resolve(canvas.transferToImageBitmap());
}
