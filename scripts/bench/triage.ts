// The first look against the truth of a reel: was every crossing flagged, and how much of the empty time with it.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { readReelTruth, type Crossing } from '../../tests/reels/truth.ts';
import { ROOT } from '../lib/setup.mjs';

const Span = v.object({ fromUs: v.number(), toUs: v.number(), score: v.number() });
const WithFirstLook = v.object({
  summary: v.object({ durationS: v.number(), triageS: v.number() }),
  firstLook: v.object({
    spans: v.array(Span),
    crops: v.array(v.object({ us: v.number(), ordinal: v.number() })),
    packetSizesTell: v.boolean(),
    keyFrames: v.number(),
    failedKeyFrames: v.number(),
  }),
});

/** What the first look at a reel is worth. */
export interface TriageMeasure {
  readonly crossings: number;
  /** Crossings that no promising span touches. */
  readonly missed: readonly number[];
  /** Crossings of which a first picture was taken while they lasted. */
  readonly pictured: number;
  /** Promising spans that touch no crossing, s from the start. */
  readonly falseSpansAtS: readonly number[];
  /** Share of the footage that is flagged, and that of the crossings themselves. */
  readonly flaggedShare: number;
  readonly truthShare: number;
  readonly triageS: number;
  readonly realtimeFactor: number;
  readonly keyFrames: number;
  readonly failedKeyFrames: number;
  readonly packetSizesTell: boolean;
}

/** Compares the results file of the app with the crossings of its reel. */
export function scoreTriage(json: string, crossings: readonly Crossing[]): TriageMeasure {
  const { summary, firstLook } = v.parse(WithFirstLook, JSON.parse(json));
  const { spans, crops, keyFrames, failedKeyFrames, packetSizesTell } = firstLook;
  const meets = (a: { fromUs: number; toUs: number }, b: { fromUs: number; toUs: number }): boolean =>
    a.fromUs <= b.toUs && b.fromUs <= a.toUs;
  const length = (list: readonly { fromUs: number; toUs: number }[]): number =>
    list.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0) / 1e6;
  return {
    crossings: crossings.length,
    missed: crossings.filter((crossing) => !spans.some((span) => meets(span, crossing))).map(({ id }) => id),
    pictured: crossings.filter(({ fromUs, toUs }) => crops.some(({ us }) => us >= fromUs && us <= toUs)).length,
    falseSpansAtS: spans
      .filter((span) => !crossings.some((crossing) => meets(span, crossing)))
      .map(({ fromUs }) => fromUs / 1e6),
    flaggedShare: Number((length(spans) / summary.durationS).toFixed(4)),
    truthShare: Number((length(crossings) / summary.durationS).toFixed(4)),
    triageS: summary.triageS,
    realtimeFactor: Number((summary.durationS / summary.triageS).toFixed(1)),
    keyFrames,
    failedKeyFrames,
    packetSizesTell,
  };
}

/** Analyses a reel with the built app and default settings, and scores its first look. */
export function measureTriage(reel: string): TriageMeasure {
  const scratch = mkdtempSync(join(tmpdir(), 'derush-triage-'));
  try {
    const json = join(scratch, 'results.json');
    const stdio = ['ignore', 'ignore', 'inherit'] as const;
    execFileSync('npm', ['run', '-s', 'analyse', '--', reel, '--json', json], { cwd: ROOT, stdio: [...stdio] });
    return scoreTriage(readFileSync(json, 'utf8'), readReelTruth(reel).crossings);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
