// What lies along the bar of condensed time: what is played fast, as areas; what is passed over, as marks.

import type { StretchKind } from '../../domain/condensed/stretches.ts';
import type { Reel } from '../../state/condensed-reel.ts';

/** Shares of the bar, from 0 to 1. */
export interface BarArea {
  readonly kind: StretchKind;
  readonly from: number;
  readonly to: number;
}

export interface BarShapes {
  readonly areas: readonly BarArea[];
  /** Where dead time is passed over, and where what cannot be read is. */
  readonly dead: readonly number[];
  readonly failed: readonly number[];
}

/** `places`: how many marks the bar has room for; those of one place are one. */
export function barShapes({ files, lengthUs }: Reel, places: number): BarShapes {
  const areas: BarArea[] = [];
  const [dead, failed] = [new Set<number>(), new Set<number>()];
  const share = (us: number): number => (lengthUs === 0 ? 0 : us / lengthUs);
  for (const { course, startUs } of files) {
    course.legs.forEach((leg, index) => {
      const from = share(startUs + leg.atUs);
      if (leg.pace === 'passed') {
        (leg.kind === 'failed' ? failed : dead).add(Math.round(from * places) / places);
      } else if (leg.pace === 'fast') {
        const to = share(startUs + (course.legs[index + 1]?.atUs ?? course.lengthUs));
        const last = areas.at(-1);
        // Too narrow to be told apart from the one before.
        if (last?.kind === leg.kind && (from - last.to) * places < 1) {
          areas[areas.length - 1] = { ...last, to };
        } else {
          areas.push({ kind: leg.kind, from, to });
        }
      }
    });
  }
  return { areas, dead: [...dead], failed: [...failed] };
}
