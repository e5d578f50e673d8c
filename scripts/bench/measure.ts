// The rows of the scoreboard, each on the built app with default settings.

import { SCENE } from '../../tests/reels/cutouts.ts';
import { measureEvents } from './camera-events.ts';
import type { Measured } from './common-figures.ts';
import type { BenchRow } from './figures.ts';
import {
  measureDirections,
  measureMemory,
  measureQuiet,
  measureShape,
  measureStanding,
  measureStopped,
  measureUhd,
} from './reel-rows.ts';
import { measureReport } from './report-pdf.ts';
import { measureReviewDesk } from './review-desk.ts';
import { measureScale } from './scale.ts';
import { measureScene, SEARCH_SCENES } from './search-rows.ts';
import { measureColours, measureHighway, measureSearchIn, measureStreet, measureVtest } from './sequence-rows.ts';
import { measureArranging } from './synopsis-arrange.ts';
import { measureSynopsisPaint } from './synopsis-paint.ts';
import { measureBusySynopsis, measureQuietSynopsis } from './synopsis-play.ts';

interface RowPlan {
  readonly name: string;
  /** Not part of a run that names no rows: it takes long, or nothing here can measure it. */
  readonly isOnDemand?: boolean;
  /** `undefined`: what it needs is absent. */
  readonly measure: (minutes: number) => Measured | undefined | Promise<Measured | undefined>;
  readonly absent?: string;
}

const NO_SEQUENCE = 'the sequence does not lie beside the repository';

/** By the name that `--only` takes. */
export const ROWS: Readonly<Record<string, RowPlan>> = {
  pets: { name: 'yard, vtest (PETS09-S2L1)', measure: () => measureVtest(SCENE.width, SCENE.height) },
  highway: { name: 'motorway (CDnet-highway)', measure: measureHighway, absent: NO_SEQUENCE },
  tud: { name: 'street (TUD-Stadtmitte)', measure: measureStreet, absent: NO_SEQUENCE },
  colours: { name: 'colours of clothes', measure: measureColours, absent: NO_SEQUENCE },
  quiet: { name: 'quiet, GOP 50', measure: (minutes) => measureQuiet(minutes, 50) },
  gop250: { name: 'quiet, GOP 250', measure: (minutes) => measureQuiet(minutes, 250) },
  standing: { name: 'somebody stands for 30 s', measure: measureStanding },
  stopped: { name: 'somebody stands for 120 s', measure: measureStopped },
  shape: { name: 'a shape that no class fits', measure: measureShape },
  directions: { name: 'eight directions', measure: measureDirections },
  events: { name: 'events of the camera', measure: measureEvents },
  ...Object.fromEntries(
    SEARCH_SCENES.map((scene): [string, RowPlan] => [
      `search-scene-${scene.id}`,
      { name: `search on a drawn scene: ${scene.name}`, measure: () => measureScene(scene) },
    ]),
  ),
  'search-pets': {
    name: 'search drawn on the yard (PETS09-S2L1)',
    measure: () => measureSearchIn('PETS09-S2L1'),
    absent: NO_SEQUENCE,
  },
  'search-tud': {
    name: 'search drawn on the street (TUD-Stadtmitte)',
    measure: () => measureSearchIn('TUD-Stadtmitte'),
    absent: NO_SEQUENCE,
  },
  busy: { name: 'busy, 1080p', measure: () => measureVtest(1920, 1080) },
  cif6: { name: 'busy, CIF at 6 frames/s', measure: () => measureVtest(352, 288, 6) },
  uhd30: { name: 'quiet, 4K at 30 frames/s', measure: measureUhd },
  memory: { name: 'quiet, one hour', isOnDemand: true, measure: measureMemory },
  'report-pdf': { name: 'report of 500 retained objects', measure: measureReport },
  scale: { name: 'dossier of a million tracks', isOnDemand: true, measure: () => measureScale() },
  'review-desk': { name: 'review of a million objects', isOnDemand: true, measure: () => measureReviewDesk() },
  'synopsis-arrange-quiet': {
    name: 'synopsis of a quiet hour, arranged',
    measure: () => measureArranging('quiet'),
    absent: 'the quiet hour was not drawn: npm run reel:quiet -- --minutes 60',
  },
  'synopsis-arrange-busy': {
    name: 'synopsis of ten busy minutes, arranged',
    measure: () => measureArranging('busy'),
    absent: NO_SEQUENCE,
  },
  'synopsis-arrange-hundreds': {
    name: 'synopsis of 500 objects, arranged',
    measure: () => measureArranging('hundreds'),
  },
  'synopsis-arrange-thousands': {
    name: 'synopsis of 10,000 objects, arranged',
    isOnDemand: true,
    measure: () => measureArranging('thousands'),
  },
  'synopsis-paint': {
    name: 'pictures of a synopsis, 1080p, 15 objects',
    isOnDemand: true,
    measure: () => measureSynopsisPaint(),
  },
  'synopsis-play': { name: 'synopsis of the quiet reel', isOnDemand: true, measure: measureQuietSynopsis },
  'synopsis-busy': { name: 'synopsis of the busy reel, 1080p', isOnDemand: true, measure: measureBusySynopsis },
  gpu: {
    name: 'busy 1080p25 on a GPU',
    isOnDemand: true,
    measure: () => undefined,
    absent: 'no GPU on this machine: to be measured on one that has',
  },
};

export const DEFAULT_ROWS: readonly string[] = Object.keys(ROWS).filter((id) => ROWS[id]?.isOnDemand !== true);

/** Those of which `--minutes` says how long the reel is. */
const TIMED = ['quiet', 'gop250', 'synopsis-play'];

/** The rows that a name stands for: its own, or all that begin with it, as `search` does for `search-scene-arrow`. */
export function rowsOf(name: string): readonly string[] {
  const rows = name in ROWS ? [name] : Object.keys(ROWS).filter((id) => id.startsWith(`${name}-`));
  if (rows.length === 0) {
    throw new Error(`No row called ${name}: ${Object.keys(ROWS).join(', ')}`);
  }
  return rows;
}

/** Measures one row. A row that fails says why, and the others go on. */
export async function measureRow(id: string, minutes: number): Promise<Omit<BenchRow, 'when'>> {
  const plan = ROWS[id];
  if (plan === undefined) {
    throw new Error(`No row called ${id}: ${Object.keys(ROWS).join(', ')}`);
  }
  const isTimed = TIMED.includes(id);
  const command = `npm run bench -- --only ${id}${isTimed ? ` --minutes ${minutes}` : ''}`;
  const row = { id, name: isTimed ? `${plan.name}, ${minutes} min` : plan.name, command };
  try {
    const measured = await plan.measure(minutes);
    return measured === undefined
      ? { ...row, state: 'absent', reason: plan.absent ?? 'absent', figures: {}, notes: [] }
      : { ...row, state: 'measured', ...measured };
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? 'failed';
    return { ...row, state: 'failed', reason, figures: {}, notes: [] };
  }
}
