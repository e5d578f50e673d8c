// The file that the app exports (docs/driver.md), checked, and the two forms that the driver makes of it.

import * as v from 'valibot';
import { OBJECT_CLASSES, isObjectClass, type ObjectClass } from '../../src/domain/detection/classes.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Seconds = v.pipe(v.number(), v.minValue(0));

const Track = v.object({
  id: Count,
  class: v.custom<ObjectClass>((word) => typeof word === 'string' && isObjectClass(word)),
  votes: v.record(v.string(), v.number()),
  confidence: v.number(),
  frames: v.array(Count),
  boxes: v.array(v.tuple([v.number(), v.number(), v.number(), v.number()])),
  scores: v.array(v.number()),
  attributes: v.record(v.string(), v.unknown()),
});

const Span = v.looseObject({ fromUs: v.number(), toUs: v.number() });
const SceneEvent = v.looseObject({ kind: v.string(), fromUs: v.number(), toUs: v.nullish(v.number()) });

export const Results = v.looseObject({
  summary: v.looseObject({
    file: v.string(),
    sha256: v.string(),
    container: v.string(),
    codec: v.string(),
    width: Count,
    height: Count,
    framesDecoded: Count,
    framesDeclared: Count,
    durationS: Seconds,
    wallS: Seconds,
    hashS: Seconds,
    warmupS: Seconds,
    triageS: Seconds,
    backend: v.string(),
    detectorRuns: Count,
  }),
  tracks: v.array(Track),
  coverage: v.array(v.looseObject({ state: v.string(), fromUs: v.number(), toUs: v.number() })),
  /** Absent when the app took no first look. */
  firstLook: v.optional(v.looseObject({ spans: v.array(Span) })),
  scenes: v.array(v.unknown()),
  /** What happened to the camera. */
  sceneEvents: v.optional(v.array(SceneEvent)),
  warnings: v.array(v.looseObject({ code: v.string() })),
});

export type Results = v.InferOutput<typeof Results>;

/** What was measured around the app. */
export interface Measures {
  /** `undefined` when the recording could not be decoded a second time. */
  readonly decodeOnlyWallS: number | undefined;
  readonly peakMemoryMB: number;
}

const ratio = (a: number, b: number): number | null => (b > 0 ? Number((a / b).toFixed(3)) : null);

/** The one JSON object of the last line: exactly these fields, in this order. */
export function summaryLine({ summary, tracks, warnings }: Results, measures: Measures): string {
  const { decodeOnlyWallS } = measures;
  return JSON.stringify({
    file: summary.file,
    sha256: summary.sha256,
    container: summary.container,
    codec: summary.codec,
    width: summary.width,
    height: summary.height,
    framesDecoded: summary.framesDecoded,
    framesDeclared: summary.framesDeclared,
    durationS: summary.durationS,
    wallS: summary.wallS,
    hashS: summary.hashS,
    warmupS: summary.warmupS,
    triageS: summary.triageS,
    realtimeFactor: ratio(summary.durationS, summary.wallS),
    decodeOnlyWallS: decodeOnlyWallS === undefined ? null : Number(decodeOnlyWallS.toFixed(3)),
    ratioToDecode: decodeOnlyWallS === undefined ? null : ratio(decodeOnlyWallS, summary.wallS),
    backend: summary.backend,
    detectorRuns: summary.detectorRuns,
    tracks: tracks.length,
    peakMemoryMB: measures.peakMemoryMB,
    warnings,
  });
}

/**
 * Rows `frame,id,x,y,w,h,conf,class,1` by frame then object, every frame on which a track exists.
 * Confidence is that of the detection, or of the whole track where no detector looked.
 */
export function motRows({ tracks }: Results): string {
  const rows = tracks.flatMap(({ id, class: name, confidence, frames, boxes, scores }) =>
    frames.map((frame, i) => {
      const box = (boxes[i] ?? []).map((value) => value.toFixed(2)).join(',');
      const score = scores[i] ?? 0;
      const text = `${frame},${id},${box},${(score > 0 ? score : confidence).toFixed(4)},${OBJECT_CLASSES[name]},1\n`;
      return { frame, id, text };
    }),
  );
  rows.sort((a, b) => a.frame - b.frame || a.id - b.id);
  return rows.map(({ text }) => text).join('');
}
