// Memory of the browser: proportional set size (PSS) of every process that descends from this one.
// PSS counts a page shared by n processes as 1/n in each, so the sum counts it once.

import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 1000;

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process ended between the listing and the reading.
    return '';
  }
}

/** Process id → parent's, for all processes. The parent is the second field after the name in parentheses. */
function parents(): Map<number, number> {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(
    ids.map((id) => [Number(id), Number(/\) \S (\d+)/.exec(read(`/proc/${id}/stat`))?.[1] ?? 0)] as const),
  );
}

function descendants(root: number): number[] {
  const tree = parents();
  const isBelow = (id: number): boolean => {
    const parent = tree.get(id);
    return parent !== undefined && parent !== 0 && (parent === root || isBelow(parent));
  };
  return [...tree.keys()].filter(isBelow);
}

/** Kilobytes of PSS of all descendants of this process. */
function pssKb(): number {
  return descendants(process.pid).reduce(
    (sum, id) => sum + Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0),
    0,
  );
}

/** Samples each second from its creation on. */
export class MemoryMeter implements Disposable {
  readonly #baselineKb: number;
  #peakKb: number;
  readonly #timer: NodeJS.Timeout;

  /** Takes the present use, of the browser on a blank page, as the baseline. */
  constructor() {
    this.#baselineKb = pssKb();
    this.#peakKb = this.#baselineKb;
    this.#timer = setInterval(() => {
      this.#peakKb = Math.max(this.#peakKb, pssKb());
    }, SAMPLE_MS);
  }

  /** Peak above the baseline, in MB of 2²⁰ bytes. */
  get peakMb(): number {
    return Math.round((this.#peakKb - this.#baselineKb) / 102.4) / 10;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
