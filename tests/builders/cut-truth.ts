// Pictures with one person of whom every pixel is known, as a camera and its recorder would give them.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';

import { ROOT } from '../../scripts/lib/setup.mjs';
import { defined } from '../../src/base/assert.ts';
import type { Box } from '../../src/domain/geometry/box.ts';
import type { MattePlate } from '../../src/domain/synopsis/matte.ts';
import { drawPerson, expose, hider, viewScale } from '../reels/compose.ts';
import type { Sprite } from '../reels/cutouts.ts';
import type { Planes } from '../reels/ffmpeg.ts';
import type { Stage } from '../reels/minute.ts';
import { crossingOfMinute, heightAt, legAt, OCCLUDERS, visitFrames, walk } from '../reels/plan.ts';
import { VIEW } from '../reels/plate.ts';
import { openStage } from '../reels/quiet.ts';

/** A picture and its truth. */
export interface CutTruth {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
  /** Opacity 0–255 of the person at each pixel. */
  readonly alpha: Uint8Array;
  /** Tight around the person. */
  readonly box: Box;
  readonly plate: MattePlate;
  readonly step: number;
}

/** How the camera stands. */
export interface CutScene {
  readonly name: string;
  readonly width: number;
  /** Light of the pictures and of the plate: 1 by day. */
  readonly light: number;
  readonly plateLight: number;
  /** How many times the usual noise. */
  readonly noise: number;
  /** Of the x264 encoder. */
  readonly crf: number;
}

/** Where along a crossing somebody is seen. */
const PLACES = [0.2, 0.5, 0.8];
const LONGEST_PLATE = 960;

/** Pictures of `minutes` (each another route) in a scene. */
export function cutTruths(scene: CutScene, minutes: readonly number[]): CutTruth[] {
  const { width } = scene;
  const height = (width * 9) / 16;
  const stage = openStage(width, height, join(ROOT, '.cache', 'reels'));
  const drawn = minutes.flatMap((minute) =>
    PLACES.map((place) => ({ name: `${scene.name} ${minute} ${place}`, ...drawnAt(stage, minute, place) })),
  );
  const lit = [
    exposed(stage, stage.empty, scene.plateLight, scene.noise, 1),
    ...drawn.map(({ planes }, index) => exposed(stage, planes, scene.light, scene.noise, index + 2)),
  ];
  const [empty, ...pictures] = throughEncoder(lit, width, height, scene.crf);
  const step = Math.max(1, Math.ceil(width / LONGEST_PLATE));
  const plate = plateOf(defined(empty, 'empty scene'), width, height, step);
  return drawn.flatMap(({ name, alpha, box }, index) =>
    box === undefined ? [] : [{ name, width, height, rgba: defined(pictures[index], name), alpha, box, plate, step }],
  );
}

function drawnAt(
  stage: Stage,
  minute: number,
  place: number,
): { readonly planes: Planes; readonly alpha: Uint8Array; readonly box: Box | undefined } {
  const visit = crossingOfMinute(minute);
  const { leg, step } = defined(legAt(visit, Math.floor(place * visitFrames(visit))), 'somebody');
  const cutout = defined(
    stage.people.find(({ name }) => name === leg.route.person),
    'cut-out',
  );
  const sprite = defined(cutout.phases[step % cutout.phases.length], 'phase');
  const at = walk(leg.route, (step + 0.5) / leg.frames);
  const { empty } = stage;
  const scale = viewScale(empty.width);
  const placement = {
    footX: at.x * scale,
    footY: (at.y - VIEW.top) * scale,
    scale: (scale * heightAt(at.y)) / sprite.bodyHeight,
    isMirrored: (cutout.facing === 'right') !== at.isRightward,
  };
  const isHidden = hider(empty, OCCLUDERS, at.y);
  const planes = copyOf(empty);
  const { box } = drawPerson(planes, sprite, placement, isHidden);
  // A white person on black shows the opacity itself.
  const white: Sprite = { ...sprite, y: sprite.y.map(() => 255) };
  const black = { ...copyOf(empty), y: new Uint8Array(empty.y.length) };
  drawPerson(black, white, placement, isHidden);
  return { planes, alpha: black.y, box };
}

const copyOf = (planes: Planes): Planes => ({
  ...planes,
  y: planes.y.slice(),
  u: planes.u.slice(),
  v: planes.v.slice(),
});

function exposed(stage: Stage, planes: Planes, light: number, noise: number, seed: number): Uint8Array {
  const { width, height } = planes;
  const picture = new Uint8ClampedArray((width * height * 3) / 2);
  expose(
    planes,
    light,
    stage.noise.map((value) => value * noise),
    seed * 1009,
    picture,
  );
  return new Uint8Array(picture.buffer);
}

function throughEncoder(
  pictures: readonly Uint8Array[],
  width: number,
  height: number,
  crf: number,
): Uint8ClampedArray[] {
  const folder = mkdtempSync(join(tmpdir(), 'cut-truth-'));
  try {
    const path = join(folder, 'pictures.mp4');
    const raw = ['-f', 'rawvideo', '-s', `${width}x${height}`];
    const run = (args: readonly string[], input?: Uint8Array): void => {
      execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], {
        input,
        stdio: [input ? 'pipe' : 'ignore', 'ignore', 'inherit'],
      });
    };
    const quality = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', String(crf), '-bf', '0'];
    run([...raw, '-pix_fmt', 'yuv420p', '-r', '25', '-i', '-', ...quality, path], Buffer.concat(pictures));
    const out = join(folder, 'pictures.rgba');
    run(['-i', path, '-f', 'rawvideo', '-pix_fmt', 'rgba', out]);
    const bytes = readFileSync(out);
    const size = width * height * 4;
    return pictures.map((_, index) => new Uint8ClampedArray(bytes.subarray(index * size, (index + 1) * size)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The samples that an analysis keeps of a picture without anybody. */
function plateOf(rgba: Uint8ClampedArray, width: number, height: number, step: number): MattePlate {
  const size = { width: Math.floor(width / step), height: Math.floor(height / step) };
  const kept = new Uint8ClampedArray(size.width * size.height * 4);
  for (let row = 0, to = 0; row < size.height; row += 1) {
    for (let column = 0; column < size.width; column += 1, to += 4) {
      const from = 4 * (row * step * width + column * step);
      kept.set(rgba.subarray(from, from + 4), to);
    }
  }
  return { ...size, rgba: kept };
}
