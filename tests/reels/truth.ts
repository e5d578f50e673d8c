// What really happens in a reel, written beside it: boxes as MOT rows, crossings as JSON.

import { readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { formatMot } from '../../scripts/bench/mot-rows.ts';
import type { MotRow } from '../../scripts/bench/mot-rows.ts';
import { FPS } from './plan.ts';

/** Least share of a person that must show for the truth to ask for them. */
export const PRESENT_SHARE = 0.25;

/** What shows of a person on one frame of a reel, 1-based, in pixels of the reel: frame, x, y, w, h, visibility. */
export const SeenBoxSchema = v.tuple([v.number(), v.number(), v.number(), v.number(), v.number(), v.number()]);

/**
 * One person's way through the picture. `fromUs` and `toUs` are the presentation times of the first and the last frame
 * on which at least a quarter of the person shows.
 */
const CrossingSchema = v.object({
  id: v.number(),
  route: v.string(),
  fromUs: v.number(),
  toUs: v.number(),
  boxes: v.array(SeenBoxSchema),
});

/** The file `*.crossings.json` beside a reel. */
const ReelTruthSchema = v.object({
  width: v.number(),
  height: v.number(),
  fps: v.number(),
  frames: v.number(),
  crossings: v.array(CrossingSchema),
});

export type SeenBox = Readonly<v.InferOutput<typeof SeenBoxSchema>>;
export type Crossing = Readonly<v.InferOutput<typeof CrossingSchema>>;
export type ReelTruth = Readonly<v.InferOutput<typeof ReelTruthSchema>>;

/** Presentation time of a 1-based frame of a reel: they start at zero and have no gaps. */
export function frameUs(frame: number, fps: number = FPS): number {
  return Math.round(((frame - 1) * 1e6) / fps);
}

/** A crossing from what was drawn, moved by `shift` frames. */
export function toCrossing(id: number, route: string, boxes: readonly SeenBox[], shift: number): Crossing {
  const moved = boxes.map(([frame, x, y, w, h, visibility]): v.InferOutput<typeof SeenBoxSchema> => [
    frame + shift,
    ...([x, y, w, h, visibility] as const),
  ]);
  const present = moved.filter((box) => box[5] >= PRESENT_SHARE).map((box) => box[0]);
  return { id, route, fromUs: frameUs(Math.min(...present)), toUs: frameUs(Math.max(...present)), boxes: moved };
}

/** The same crossing in a picture `scale` times as large, shown at another pace. */
export function retimeCrossing(crossing: Crossing, scale: number, fps: number): Crossing {
  const boxes = crossing.boxes.map(([frame, x, y, w, h, visibility]): v.InferOutput<typeof SeenBoxSchema> => [
    frame,
    x * scale,
    y * scale,
    w * scale,
    h * scale,
    visibility,
  ]);
  const present = boxes.filter((box) => box[5] >= PRESENT_SHARE).map((box) => box[0]);
  const at = (frame: number): number => frameUs(frame, fps);
  return { ...crossing, boxes, fromUs: at(Math.min(...present)), toUs: at(Math.max(...present)) };
}

/** Truth rows; frames on which hardly anything shows are "don't care". */
export function toMotText(crossings: readonly Crossing[]): string {
  const lines = crossings.flatMap(({ id, boxes }) =>
    boxes.map(([frame, x, y, w, h, visibility]) => {
      const row: MotRow = {
        frame,
        id,
        box: { x, y, w, h },
        conf: visibility >= PRESENT_SHARE ? 1 : 0,
        classNumber: 1,
      };
      return formatMot(row, visibility);
    }),
  );
  return lines.join('\n') + '\n';
}

/** Writes the truth beside a reel, both forms. */
export function writeReelTruth(
  reel: string,
  truth: ReelTruth,
): { readonly motPath: string; readonly crossingsPath: string } {
  const motPath = reel.replace(/\.mp4$/, '.truth.txt');
  const crossingsPath = reel.replace(/\.mp4$/, '.crossings.json');
  writeFileSync(motPath, toMotText(truth.crossings));
  writeFileSync(crossingsPath, JSON.stringify(truth));
  return { motPath, crossingsPath };
}

/** Reads the truth beside a reel: `x.mp4` → `x.crossings.json`. */
export function readReelTruth(reel: string): ReelTruth {
  return v.parse(ReelTruthSchema, JSON.parse(readFileSync(reel.replace(/\.mp4$/, '.crossings.json'), 'utf8')));
}
