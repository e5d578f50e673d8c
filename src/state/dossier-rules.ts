// Why something is not offered in a dossier: asked of the domain before it is asked of the person.

import type { CaseFile, CaseRecording } from '../domain/case/case-file.ts';
import type { CaseCommand, CommandContext, ReviewCommand } from '../domain/case/commands.ts';
import { flagranceEnd, missingToAnalyse } from '../domain/case/gates.ts';
import { actorRefused, refuseOutright, WHOLE_CASE } from '../domain/case/permission.ts';
import { natureOf } from '../domain/case/tray-rules.ts';
import { refusalOf, type MissingCode, type RefusalCode } from '../domain/law/codes.ts';
import type { DataNature } from '../domain/law/enumerations.ts';
import { ERASING_EVENTS } from '../domain/law/frameworks.ts';
import { caseDeadline, isOver, noticeDue, type NoticeDays } from '../domain/law/retention.ts';
import type { Action } from '../domain/law/rights.ts';
import { dayOf, daysBetween } from '../domain/time/calendar.ts';
import { instant, type Instant } from '../domain/time/instant.ts';

/** Why nobody with this role may give such a command now, whatever is filled in; empty when they may try. */
export function whyNotCommand(
  file: CaseFile,
  kind: CaseCommand['kind'],
  context: CommandContext,
): readonly RefusalCode[] {
  return refusalOf(() => {
    refuseOutright(file, { kind }, context);
  });
}

/** Why this person may not act on data of a nature. */
export function whyNotAct(
  file: CaseFile,
  action: Action,
  context: CommandContext,
  nature?: DataNature,
): readonly RefusalCode[] {
  if (file.state === 'ERASED') {
    return ['CASE_ERASED'];
  }
  if (isOver(caseDeadline(file, context), context.now)) {
    return ['DEADLINE_PASSED'];
  }
  const circumstances = { ...(nature === undefined ? {} : { nature }), isThisCase: true, isOwnEntry: true };
  return actorRefused(file, action, context, circumstances);
}

const NATURES: Readonly<Record<ReviewCommand['kind'], DataNature>> = {
  retain: 'OBJETS',
  dismiss: 'OBJETS',
  undo: 'OBJETS',
  link: 'RAPPROCHEMENTS',
  unlink: 'RAPPROCHEMENTS',
};

/** Why this person may not decide about objects now. */
export function whyNotReview(
  file: CaseFile,
  kind: ReviewCommand['kind'],
  context: CommandContext,
): readonly RefusalCode[] {
  const codes = whyNotAct(file, 'review', context, NATURES[kind]);
  const isOpen = file.state === 'AUTHORISED' || file.state === 'IN_USE';
  return codes.length > 0 || isOpen ? codes : ['STATE'];
}

/** Why this person may not change the tray now. */
export function whyNotTray(file: CaseFile, context: CommandContext): readonly RefusalCode[] {
  const codes = whyNotAct(file, 'review', context, natureOf('still'));
  const isOpen = file.state === 'AUTHORISED' || file.state === 'IN_USE';
  return codes.length > 0 || isOpen ? codes : ['STATE'];
}

/** Why this person may not keep searches and zones now. */
export function whyNotShelf(file: CaseFile, context: CommandContext): readonly RefusalCode[] {
  return whyNotReview(file, 'retain', context);
}

/** What a recording lacks before it is analysed; its hash is computed by the tool, not by the person. */
export function lacksOf(file: CaseFile, recording: CaseRecording, context: CommandContext): readonly MissingCode[] {
  return missingToAnalyse(file, recording, context).filter((code) => code !== 'RECORDING_HASH');
}

/** Whether nothing of the case is left after this command. */
export function erasesAtOnce(command: CaseCommand): boolean {
  switch (command.kind) {
    case 'close':
      return ERASING_EVENTS.has(command.event);
    case 'order':
      return command.order.kind === 'ERASE' && command.order.target === WHOLE_CASE;
    default:
      return false;
  }
}

/** What a person is to know of the time that is left. */
export interface DeadlineFacts {
  /** A moment of the last day on which data may still be there. */
  readonly lastDay: Instant;
  readonly daysLeft: number;
  /** Set from J-90 on. */
  readonly notice: NoticeDays | undefined;
  readonly flagranceEnd: Instant | undefined;
}

export function deadlineFacts(file: CaseFile, context: CommandContext): DeadlineFacts {
  const { now, timeZone } = context;
  const deadline = caseDeadline(file, context);
  return {
    // The deadline is a midnight: the day before is the last one.
    lastDay: instant(deadline - 1),
    daysLeft: Math.max(0, daysBetween(dayOf(now, timeZone), dayOf(deadline, timeZone))),
    notice: noticeDue(deadline, now, timeZone),
    flagranceEnd: flagranceEnd(file, timeZone),
  };
}

/** When each document was last drawn up; `undefined`: it is still to be. M2: only when every session has its own. */
export function documentStates({
  m1At,
  sessions,
  report,
}: CaseFile): Readonly<Record<'M1' | 'M2' | 'REPORT', Instant | undefined>> {
  const isWhole = sessions.length > 0 && sessions.every(({ mentionedAt }) => mentionedAt !== undefined);
  return { M1: m1At, M2: isWhole ? sessions.at(-1)?.mentionedAt : undefined, REPORT: report?.at };
}
