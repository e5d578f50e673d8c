// One minute of a drawn reel: pictures to the encoder, truth to the caller.

import { defined } from '../../src/base/assert.ts';
import { drawPerson, expose, hider, viewScale } from './compose.ts';
import type { Seen } from './compose.ts';
import type { Cutout } from './cutouts.ts';
import { openEncoder } from './ffmpeg.ts';
import type { Planes } from './ffmpeg.ts';
import { FPS, FRAMES_PER_MINUTE, heightAt, legAt, lightAt, OCCLUDERS, visitFrames, walk } from './plan.ts';
import type { Leg, Visit } from './plan.ts';
import { VIEW } from './plate.ts';
import { gaussianNoise, seededRandom } from './random.ts';
import type { SeenBox } from './truth.ts';

/** Standard deviation of the noise of the camera, in levels of luma. */
const NOISE = 2;
/** Noise starts elsewhere on every frame: this many places. */
const NOISE_ROOM = 1 << 18;

/** What all minutes share. */
export interface Stage {
  /** The empty scene as the reel shows it. */
  readonly empty: Planes;
  readonly people: readonly Cutout[];
  readonly noise: Int8Array;
}

export function makeStage(empty: Planes, people: readonly Cutout[]): Stage {
  return { empty, people, noise: gaussianNoise(empty.y.length + NOISE_ROOM, NOISE, seededRandom(1)) };
}

/** Bits per second of a reel of this size: 2.7 Mbit/s at 1920 × 1080, in proportion elsewhere. */
export function bitrateOf(width: number, height: number): number {
  return Math.round((2_700_000 * width * height) / (1920 * 1080));
}

/** What to render. */
export interface MinuteWork {
  /** 0-based place in the reel: light and noise follow from it. */
  readonly minute: number;
  /** Who comes; where two are there at once, the later one is drawn in front. */
  readonly visits: readonly Visit[];
  readonly gop: number;
  readonly path: string;
}

/** Renders a minute; returns what shows of each visitor, frames 1-based within the minute. */
export async function renderMinute(stage: Stage, work: MinuteWork): Promise<SeenBox[][]> {
  const { minute, gop, path } = work;
  const { width, height } = stage.empty;
  const rate = bitrateOf(width, height);
  const encoder = openEncoder(width, height, FPS, [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-threads', '2', '-bf', '0'],
    ...['-g', String(gop), '-keyint_min', String(gop), '-sc_threshold', '0'],
    ...['-b:v', String(rate), '-maxrate', String(1.5 * rate), '-bufsize', String(2 * rate)],
    ...['-video_track_timescale', '12800', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-f', 'mp4', path],
  ]);
  const random = seededRandom(minute + 2);
  const canvas = copyOf(stage.empty);
  const seen = work.visits.map((): SeenBox[] => []);
  // Two buffers: one is encoded while the other is drawn.
  const buffers = [0, 1].map(() => new Uint8ClampedArray((width * height * 3) / 2));
  let written: Promise<void> = Promise.resolve();
  for (let frame = 0; frame < FRAMES_PER_MINUTE; frame++) {
    drawVisits(stage, canvas, work.visits, frame).forEach((drawn, visitor) => {
      if (drawn?.box !== undefined) {
        const { x, y, w, h } = drawn.box;
        seen[visitor]?.push([frame + 1, x, y, w, h, Number(drawn.visibility.toFixed(3))]);
      }
    });
    const picture = defined(buffers[frame % 2], 'picture buffer');
    const offset = Math.floor(random() * NOISE_ROOM);
    expose(canvas, lightAt(minute * FRAMES_PER_MINUTE + frame), stage.noise, offset, picture);
    await written;
    written = encoder.write(new Uint8Array(picture.buffer));
  }
  await written;
  await encoder.finish();
  return seen;
}

/** Redraws `canvas` when somebody is there on this frame, or was on the one before; what shows of each visitor. */
function drawVisits(
  stage: Stage,
  canvas: Planes,
  visits: readonly Visit[],
  frame: number,
): readonly (Seen | undefined)[] {
  const isNear = (visit: Visit): boolean => frame >= visit.startFrame && frame <= visit.startFrame + visitFrames(visit);
  if (!visits.some(isNear)) {
    return [];
  }
  canvas.y.set(stage.empty.y);
  canvas.u.set(stage.empty.u);
  canvas.v.set(stage.empty.v);
  return visits.map((visit) => {
    const now = legAt(visit, frame - visit.startFrame);
    return now === undefined ? undefined : drawLeg(stage, canvas, now.leg, now.step);
  });
}

function drawLeg(stage: Stage, canvas: Planes, leg: Leg, step: number): Seen {
  const cutout = defined(
    stage.people.find((person) => person.name === leg.route.person),
    `cut-out ${leg.route.person}`,
  );
  const phase = Math.floor((step / FPS) * leg.phaseRate) % cutout.phases.length;
  const sprite = defined(cutout.phases[phase], 'walking phase');
  const at = walk(leg.route, (step + 0.5) / leg.frames);
  const scale = viewScale(canvas.width);
  return drawPerson(
    canvas,
    sprite,
    {
      footX: at.x * scale,
      footY: (at.y - VIEW.top) * scale,
      scale: (scale * heightAt(at.y)) / sprite.bodyHeight,
      isMirrored: (cutout.facing === 'right') !== at.isRightward,
    },
    hider(stage.empty, OCCLUDERS, at.y),
  );
}

function copyOf(planes: Planes): Planes {
  return { ...planes, y: planes.y.slice(), u: planes.u.slice(), v: planes.v.slice() };
}
