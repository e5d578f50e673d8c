// Many kills in both shapes: do all analyses end with the tracks of an undisturbed one?

import { seededRandom } from '../../tests/reels/random.ts';
import { analyseKilled } from './killed-run.ts';
import { trackDifferences } from './same-tracks.ts';
import { withApp } from './with-app.ts';

/** What became of the analyses of one shape. */
export interface KillReport {
  readonly shape: 'pwa' | 'usb';
  readonly kills: number;
  readonly runs: number;
  /** Runs that did not end, or ended with other tracks: why. */
  readonly faults: readonly string[];
}

const GAP_MS = [1500, 6000] as const;
const MOST_A_RUN = 5;
/** Runs in a row in which nobody could be killed: the file is too short for this machine. */
const MOST_IDLE = 3;

/** Analyses `file` again and again until `wanted` workers have died at work. */
export async function killMany(
  shape: 'pwa' | 'usb',
  file: string,
  wanted: number,
  log: (text: string) => void,
): Promise<KillReport> {
  const random = seededRandom(shape === 'pwa' ? 20 : 21);
  return withApp(shape, log, async (browser, url) => {
    const { results: undisturbed } = await analyseKilled(browser, url, file, undefined);
    const faults: string[] = [];
    let kills = 0;
    let runs = 0;
    for (let idle = 0; kills < wanted && idle < MOST_IDLE; runs += 1) {
      const most = Math.min(MOST_A_RUN, wanted - kills);
      try {
        const run = await analyseKilled(browser, url, file, { most, gapMs: GAP_MS, random });
        const differences = trackDifferences(undisturbed, run.results);
        faults.push(...differences.map((text) => `run ${runs + 1}: ${text}`));
        kills += run.kills;
        idle = run.kills === 0 ? idle + 1 : 0;
        log(`${shape}: ${kills} kills, run ${runs + 1}, ${differences.length} differences`);
      } catch (error) {
        const text = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
        faults.push(`run ${runs + 1}: ${text}`);
        idle += 1;
        log(`${shape}: run ${runs + 1}: ${text}`);
      }
    }
    return { shape, kills, runs, faults };
  });
}
