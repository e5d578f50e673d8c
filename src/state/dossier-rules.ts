// Why something is not offered in a dossier: asked of the domain before it is asked of the person.

import type { CaseFile, CaseRecording } from '../domain/case/case-file.ts';
import type { CaseCommand, CommandContext, ReviewCommand } from '../domain/case/commands.ts';
import { missingToAnalyse } from '../domain/case/gates.ts';
import { actorRefused, refuseOutright, WHOLE_CASE } from '../domain/case/permission.ts';
import { LawRefusal, type MissingCode, type RefusalCode } from '../domain/law/codes.ts';
import type { DataNature } from '../domain/law/enumerations.ts';
import { ERASING_EVENTS } from '../domain/law/frameworks.ts';
import { caseDeadline, isOver } from '../domain/law/retention.ts';
import type { Action } from '../domain/law/rights.ts';

/** Why nobody with this role may give such a command now, whatever is filled in; empty when they may try. */
export function whyNotCommand(
  file: CaseFile,
  kind: CaseCommand['kind'],
  context: CommandContext,
): readonly RefusalCode[] {
  try {
    refuseOutright(file, { kind }, context);
    return [];
  } catch (error) {
    if (error instanceof LawRefusal) {
      return error.codes;
    }
    throw error;
  }
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
