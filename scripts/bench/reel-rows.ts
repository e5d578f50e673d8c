// Rows on drawn reels, whose truth is exact.

import { readFileSync } from 'node:fs';
import { makeDirectionsReel } from '../../tests/reels/directions.ts';
import { makeQuietReel } from '../../tests/reels/quiet.ts';
import { makeShapeReel } from '../../tests/reels/shape.ts';
import { makeStoppedReel } from '../../tests/reels/stopped.ts';
import { readReelTruth } from '../../tests/reels/truth.ts';
import type { ReelTruth } from '../../tests/reels/truth.ts';
import { makeUhdReel } from '../../tests/reels/uhd.ts';
import { OBJECT_CLASSES } from '../../src/domain/detection/classes.ts';
import { againstDvrScan, crossingFigures, footageOf, speedFigures, trackFigures } from './common-figures.ts';
import type { Measured } from './common-figures.ts';
import { directionShare } from './direction.ts';
import type { DirectionAnswer } from './direction.ts';
import { analyseOnce } from './driver.ts';
import type { Run } from './driver.ts';
import { lookFigures } from './first-look.ts';
import { parseMot } from './mot-rows.ts';

const FULL = { width: 1920, height: 1080 } as const;
const PERSON = OBJECT_CLASSES.person;

/** A recording with crossings: persons, times, first look, false events. */
function measureReel(path: string): Measured & { readonly run: Run; readonly reel: ReelTruth } {
  const run = analyseOnce(path);
  const reel = readReelTruth(path);
  const truth = parseMot(readFileSync(path.replace(/\.mp4$/, '.truth.txt'), 'utf8'));
  const crossings = crossingFigures(run, reel);
  const look = lookFigures(run, reel);
  const events = cameraEvents(run);
  return {
    run,
    reel,
    footage: footageOf(run),
    truth: 'drawn',
    figures: {
      ...trackFigures(run, truth, { dontCare: true, classes: [PERSON] }).figures,
      ...crossings.figures,
      ...(events === undefined ? {} : { falseEvents: events.length }),
      ...speedFigures(run),
      ...look.figures,
    },
    notes: [...crossings.notes, ...look.notes, ...(events ?? []).map((event) => `false event: ${event}`)],
  };
}

/** What was told of the camera, of which nothing should be told; `undefined` when the app does not tell. */
function cameraEvents({ results }: Run): readonly string[] | undefined {
  return results.sceneEvents?.map(({ kind, fromUs }) => `${kind} at ${(fromUs / 1e6).toFixed(1)} s`);
}

export async function measureQuiet(minutes: number, gop: number): Promise<Measured> {
  const { path } = await makeQuietReel({ minutes, ...FULL, gop });
  const { run, ...measured } = measureReel(path);
  const { summary } = run;
  const pace = (seconds: number): string => (summary.framesDecoded / seconds).toFixed(0);
  const note = `${pace(summary.wallS)} frames/s, decode only ${pace(summary.decodeOnlyWallS)}`;
  return {
    ...measured,
    figures: { ...measured.figures, dvrScan: againstDvrScan(run) },
    notes: [...measured.notes, note],
  };
}

export async function measureStanding(): Promise<Measured> {
  return measureReel((await makeQuietReel({ minutes: 1, ...FULL, gop: 50, isStanding: true })).path);
}

export async function measureStopped(): Promise<Measured> {
  return measureReel(await makeStoppedReel());
}

export async function measureUhd(): Promise<Measured> {
  return measureReel(await makeUhdReel());
}

/** Something that no class fits: each passage one track, called unclassified. */
export async function measureShape(): Promise<Measured> {
  const path = await makeShapeReel();
  const run = analyseOnce(path);
  const { figures, check } = crossingFigures(run, readReelTruth(path));
  const classOf = new Map(run.rows.map(({ id, classNumber }) => [id, classNumber]));
  const isOne = (tracks: readonly number[]): boolean =>
    tracks.length === 1 && tracks.every((id) => classOf.get(id) === OBJECT_CLASSES.unclassified);
  const one = check.crossings.filter(({ tracks }) => isOne(tracks)).length;
  return {
    footage: footageOf(run),
    truth: 'drawn',
    figures: {
      onTheShape: (100 * one) / check.crossings.length,
      ...(figures.otherTracks === undefined ? {} : { otherTracks: figures.otherTracks }),
      ...speedFigures(run),
    },
    notes: [
      `${one} of ${check.crossings.length} passages are one unclassified track`,
      ...check.crossings
        .filter(({ tracks }) => !isOne(tracks))
        .map(
          ({ id, tracks }) =>
            `passage ${id}: ${tracks.length} tracks, classes ${tracks.map((t) => classOf.get(t)).join(', ')}`,
        ),
    ],
  };
}

/** Which of the eighths of the compass: the route of a crossing of that reel is its direction. */
export async function measureDirections(): Promise<Measured> {
  const path = await makeDirectionsReel();
  const run = analyseOnce(path);
  const { crossings } = readReelTruth(path);
  const { check, notes } = crossingFigures(run, readReelTruth(path));
  const answers = crossings.map((crossing): DirectionAnswer => {
    const ids = check.crossings.find(({ id }) => id === crossing.id)?.tracks ?? [];
    const tracks = run.results.tracks.filter(({ id }) => ids.includes(id));
    const longest = tracks.sort((a, b) => b.frames.length - a.frames.length)[0];
    const said = longest?.attributes['direction'];
    return { id: crossing.id, truth: crossing.route, said: typeof said === 'string' ? said : undefined };
  });
  const share = directionShare(answers);
  const wrong = answers.filter(({ truth, said }) => truth !== said);
  return {
    footage: footageOf(run),
    truth: 'drawn',
    figures: { ...(share === undefined ? {} : { direction: 100 * share }), ...speedFigures(run) },
    notes: [
      notes[0] ?? '',
      ...wrong.map(({ id, truth, said }) => `crossing ${id}: ${truth}, said ${said ?? 'nothing'}`),
    ],
  };
}

/** Memory does not grow with the length of a recording. */
export async function measureMemory(): Promise<Measured> {
  const short = analyseOnce((await makeQuietReel({ minutes: 5, ...FULL, gop: 50 })).path);
  const { run: long, ...measured } = measureReel((await makeQuietReel({ minutes: 60, ...FULL, gop: 50 })).path);
  const ratio = long.summary.peakMemoryMB / short.summary.peakMemoryMB;
  return {
    ...measured,
    figures: { ...measured.figures, memoryRatio: ratio },
    notes: [
      ...measured.notes,
      `${short.summary.peakMemoryMB.toFixed(0)} MB for five minutes, ${long.summary.peakMemoryMB.toFixed(0)} MB for the hour`,
    ],
  };
}
