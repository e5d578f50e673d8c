// How long data may be kept (CPP 230-22): three calendar years from the first writing of each datum, never reset.
// The case's deadline is that of its oldest datum; everything goes with it.

import type { CaseFile } from '../case/case-file.ts';
import { addYears, dayOf, daysBetween, startOfDay } from '../time/calendar.ts';
import { instant, type Day, type Instant } from '../time/instant.ts';
import { FRAMEWORK_RULES } from './frameworks.ts';
import type { ForbiddenCode } from './codes.ts';

const YEARS_KEPT = 3;
const YEARS_DEROGATED = 2;
/** The clock may be set right by this much, ms; more makes it doubtful. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Days before the deadline on which a notice is due. */
export const NOTICE_DAYS = [90, 30, 7] as const;
export type NoticeDays = (typeof NOTICE_DAYS)[number];

/** First moment at which a datum may no longer exist: the midnight before its third anniversary. */
export function deadlineOf(recordedAt: Instant, timeZone: string): Instant {
  return startOfDay(addYears(dayOf(recordedAt, timeZone), YEARS_KEPT), timeZone);
}

/** When a derived datum counts as recorded: with the earliest of what it was made from. */
export function inheritedFrom(...parents: readonly [Instant, ...Instant[]]): Instant {
  return instant(Math.min(...parents));
}

interface RetentionSettings {
  readonly timeZone: string;
  readonly derogationsAllowed: boolean;
}

/** The earliest deadline of a case; only a recorded derogation moves it, and only while the installation allows it. */
export function caseDeadline(file: CaseFile, { timeZone, derogationsAllowed }: RetentionSettings): Instant {
  const law = deadlineOf(
    inheritedFrom(file.createdAt, ...file.recordings.map(({ recordedAt }) => recordedAt)),
    timeZone,
  );
  const untils = derogationsAllowed ? file.derogations.map(({ until }) => startOfDay(until, timeZone)) : [];
  return instant(Math.max(law, ...untils));
}

/** Whether a moment is at or after a deadline. */
export function isOver(deadline: Instant, now: Instant): boolean {
  return now >= deadline;
}

/** What forbids a derogation (CPP 230-22 al. 2), if anything. */
export function derogationRefused(
  file: CaseFile,
  decision: { readonly decidedOn: Day; readonly until: Day },
  { now, ...settings }: RetentionSettings & { readonly now: Instant },
): readonly ForbiddenCode[] {
  const isLate = isOver(caseDeadline(file, settings), now);
  const canDerogate = file.framework !== undefined && FRAMEWORK_RULES[file.framework].canDerogate;
  return [
    ...(settings.derogationsAllowed ? [] : ['DEROGATION_OFF' as const]),
    ...(canDerogate ? [] : ['DEROGATION_FRAMEWORK' as const]),
    ...(file.organisedCrime ? [] : ['DEROGATION_OFFENCE' as const]),
    ...(decision.decidedOn > dayOf(now, settings.timeZone) ? ['FUTURE_DATE' as const] : []),
    ...(decision.until > addYears(decision.decidedOn, YEARS_DEROGATED) ? ['DEROGATION_TOO_LONG' as const] : []),
    ...(isLate ? ['DEADLINE_PASSED' as const] : []),
  ];
}

/** The notice that is due: the one of the least days that has been reached; `undefined` before the first and after the deadline. */
export function noticeDue(deadline: Instant, now: Instant, timeZone: string): NoticeDays | undefined {
  const left = daysBetween(dayOf(now, timeZone), dayOf(deadline, timeZone));
  return isOver(deadline, now) ? undefined : NOTICE_DAYS.findLast((days) => left <= days);
}

/** The moment to go by, and whether the machine's clock has gone back by more than five minutes. */
export function ratchet(now: Instant, lastSeen: Instant): { readonly now: Instant; readonly wentBack: boolean } {
  return { now: instant(Math.max(now, lastSeen)), wentBack: lastSeen - now > CLOCK_TOLERANCE_MS };
}
