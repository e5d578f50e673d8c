// How a case ends: report, joined, closed, erased; or erased at once where the law says so (CPP 230-22, R.40-40 al. 4).

import { need, refuse } from '../law/codes.ts';
import { ERASING_EVENTS, FRAMEWORK_RULES } from '../law/frameworks.ts';
import { dayOf } from '../time/calendar.ts';
import type { CaseFile } from './case-file.ts';
import type { CommandContext, CommandOf } from './commands.ts';
import { missing } from './gates.ts';

export function noteReport(file: CaseFile, { sha256 }: CommandOf<'note-report'>, context: CommandContext): CaseFile {
  refuse(...missing(file, 'report', context));
  return { ...file, report: { sha256, at: context.now, joinedAs: undefined } };
}

export function joinReport(file: CaseFile, { joinedAs }: CommandOf<'join-report'>): CaseFile {
  need(file.report !== undefined, 'REPORT');
  need(joinedAs.trim() !== '', 'REPORT_JOINED');
  return { ...file, report: { ...file.report, joinedAs } };
}

export function requestCopy(
  file: CaseFile,
  { request }: CommandOf<'request-copy'>,
  { now, timeZone }: CommandContext,
): CaseFile {
  need(request.reference.trim() !== '', 'REFERENCE');
  need(request.requestedOn <= dayOf(now, timeZone), 'FUTURE_DATE');
  return { ...file, copyRequests: [...file.copyRequests, { ...request, recordedAt: now }] };
}

/** Events that erase wait for nothing, not even for the report. */
export function close(file: CaseFile, { event, precision }: CommandOf<'close'>, context: CommandContext): CaseFile {
  const events = file.framework === undefined ? undefined : FRAMEWORK_RULES[file.framework].closingEvents;
  need(event === 'RETRAIT_OU_REFUS_AUTORISATION' || events?.includes(event) === true, 'CLOSING_EVENT');
  const closed = { ...file, closure: { event, at: context.now, precision } };
  if (ERASING_EVENTS.has(event)) {
    return { ...closed, state: 'ERASED' };
  }
  need(file.state !== 'DRAFT', 'STATE');
  refuse(...missing(file, 'close', context));
  return { ...closed, state: 'CLOSED' };
}

/** Who may, and when, the matrix of rights says: after closing, on an order, after the deadline. */
export function erase(file: CaseFile): CaseFile {
  return { ...file, state: 'ERASED' };
}
