// A reel of visits over some minutes: drawn once, joined, its truth beside it.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ROOT } from '../../scripts/lib/setup.mjs';
import type { Cutout } from './cutouts.ts';
import { renderMinute } from './minute.ts';
import type { Stage } from './minute.ts';
import { FPS, FRAMES_PER_MINUTE } from './plan.ts';
import type { Visit } from './plan.ts';
import { joinMinutes, openStage, recipe } from './quiet.ts';
import { SeenBoxSchema, toCrossing, writeReelTruth } from './truth.ts';
import type { SeenBox } from './truth.ts';

const SIZE = { width: 960, height: 540 } as const;
const GOP = 50;
/** Minute of the quiet reel whose light the first minute has: the cloud is over. */
const FIRST_LIGHT = 2;

export interface DrawnReel {
  readonly name: string;
  readonly minutes: number;
  /** `startFrame` counts from the start of the reel. */
  readonly visits: readonly Visit[];
  /** Files of this folder, without ending, in which the plan stands. */
  readonly plan: readonly string[];
  /** Walkers beside the people cut out of vtest. */
  readonly walkers?: readonly Cutout[];
}

/** Makes the reel, or finds it made by this very program; its path. The name of a visit is the route of its crossing. */
export async function makeDrawnReel(reel: DrawnReel, folder = join(ROOT, '.cache', 'reels')): Promise<string> {
  mkdirSync(join(folder, 'parts'), { recursive: true });
  const name = `${reel.name}-${SIZE.width}x${SIZE.height}`;
  const prefix = join(folder, 'parts', `${name}-${recipe(['drawn', ...reel.plan])}`);
  const parts = Array.from({ length: reel.minutes }, (_, minute) => ({
    video: `${prefix}-${minute}.mp4`,
    boxes: `${prefix}-${minute}.json`,
  }));
  let stage: Stage | undefined;
  for (const [minute, { video, boxes }] of parts.entries()) {
    if (!existsSync(boxes)) {
      stage ??= stageOf(reel, folder);
      const visits = reel.visits.map((visit) => ({
        ...visit,
        startFrame: visit.startFrame - minute * FRAMES_PER_MINUTE,
      }));
      const work = { minute: FIRST_LIGHT + minute, visits, gop: GOP, path: `${video}.part` };
      const seen = await renderMinute(stage, work);
      renameSync(work.path, video);
      writeFileSync(boxes, JSON.stringify(seen));
    }
  }
  const path = join(folder, `${name}.mp4`);
  joinMinutes(
    parts.map(({ video }) => video),
    reel.minutes,
    path,
  );
  const minutes = parts.map(({ boxes }) => readBoxes(boxes));
  const crossings = reel.visits.map((visit, k) => {
    const boxes = minutes.flatMap((seen, minute) =>
      (seen[k] ?? []).map(([frame, ...rest]): SeenBox => [frame + minute * FRAMES_PER_MINUTE, ...rest]),
    );
    return toCrossing(k + 1, visit.name, boxes, 0);
  });
  writeReelTruth(path, { ...SIZE, fps: FPS, frames: reel.minutes * FRAMES_PER_MINUTE, crossings });
  return path;
}

function stageOf({ walkers = [] }: DrawnReel, folder: string): Stage {
  const stage = openStage(SIZE.width, SIZE.height, folder);
  return { ...stage, people: [...stage.people, ...walkers] };
}

const readBoxes = (path: string): readonly (readonly SeenBox[])[] =>
  v.parse(v.array(v.array(SeenBoxSchema)), JSON.parse(readFileSync(path, 'utf8')));
