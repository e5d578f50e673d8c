// Times of a recording as the person reads them: real where it has a clock, else from its own beginning.

import type { Formatters } from '../../i18n/format.ts';
import { caseTimeOf, type Clocked } from '../../state/case-clock.ts';
import type { WallFormat } from '../wall-format.ts';

/** To the second. */
export function momentOf(recording: Clocked, us: number, wall: WallFormat, format: Formatters): string {
  const at = caseTimeOf(recording, us);
  return at === undefined ? format.timeShort(us) : wall.timeShort(at);
}
