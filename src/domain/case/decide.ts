// The one way in which a case file changes: a command, judged by role, state and gates, gives the next file or a refusal.

import { need, refuse } from '../law/codes.ts';
import { isValidOn } from '../law/habilitation.ts';
import { may } from '../law/rights.ts';
import { dayOf } from '../time/calendar.ts';
import { authorise, contradict, convert, derogate, extendFlagrance, setScope } from './authorising.ts';
import type { CaseFile, CaseUser } from './case-file.ts';
import { close, erase, joinReport, noteReport, requestCopy } from './closing.ts';
import type { CaseCommand, CaseFacts, CommandContext } from './commands.ts';
import { describe, order } from './drafting.ts';
import { delistUser, listUser, refuseUnlistable } from './people.ts';
import { refuseOutright, refuseUninstalled } from './permission.ts';
import { addRecording, noteHash, removeRecording, setProvenance, startAnalysis } from './recordings.ts';
import { endSession, noteMention, startSession } from './sessions.ts';

/** A new case, of which its creator is the first DIRECTEUR_ENQUETE. Throws LawRefusal. */
export function draft(
  id: string,
  facts: CaseFacts,
  creator: Omit<CaseUser, 'addedBy' | 'recordedAt'>,
  context: CommandContext,
): CaseFile {
  const { actor, now, timeZone } = context;
  refuseUninstalled(context);
  need(may(actor, 'create') && creator.userId === actor.userId && creator.role === actor.role, 'RIGHT');
  refuseUnlistable(creator);
  refuse(...(isValidOn(creator.habilitation, dayOf(now, timeZone)) ? [] : ['HABILITATION_VALID' as const]));
  return describe(blankFile(id, creator, context), { kind: 'describe', facts }, context);
}

function blankFile(id: string, creator: Omit<CaseUser, 'addedBy' | 'recordedAt'>, context: CommandContext): CaseFile {
  const { actor, now } = context;
  return {
    id,
    state: 'DRAFT',
    createdAt: now,
    createdBy: actor.userId,
    service: '',
    procedureNumber: '',
    framework: undefined,
    flagranceFrom: undefined,
    flagranceExtended: false,
    facts: { qualification: '', natinf: '', placeAndDate: '' },
    organisedCrime: false,
    authorisations: [],
    contraryDecision: undefined,
    users: [{ ...creator, addedBy: actor.userId, recordedAt: now }],
    recordings: [],
    sessions: [],
    derogations: [],
    orders: [],
    copyRequests: [],
    m1At: undefined,
    report: undefined,
    closure: undefined,
    outOfScope: { period: 0, zones: 0, classes: 0 },
  };
}

/**
 * The file after a command. Throws LawRefusal with the codes of what is missing or forbidden; never half done.
 * Also the judge of what only happens elsewhere (`start-analysis`, `erase`): nothing starts that it has refused.
 */
export function decide(file: CaseFile, command: CaseCommand, context: CommandContext): CaseFile {
  refuseUninstalled(context);
  refuseOutright(file, command, context);
  return perform(file, command, context);
}

function perform(file: CaseFile, command: CaseCommand, context: CommandContext): CaseFile {
  switch (command.kind) {
    case 'describe':
      return describe(file, command, context);
    case 'authorise':
      return authorise(file, command, context);
    case 'set-scope':
      return setScope(file, command);
    case 'extend-flagrance':
      return extendFlagrance(file, context);
    case 'convert-to-preliminary':
      return convert(file, command, context);
    case 'contrary-decision':
      return contradict(file, command, context);
    case 'list-user':
      return listUser(file, command, context);
    case 'delist-user':
      return delistUser(file, command);
    case 'add-recording':
      return addRecording(file, command, context);
    case 'set-provenance':
      return setProvenance(file, command, context);
    case 'note-hash':
      return noteHash(file, command, context);
    case 'remove-recording':
      return removeRecording(file, command);
    case 'start-session':
      return startSession(file, command, context);
    case 'end-session':
      return endSession(file, command, context);
    case 'start-analysis':
      return startAnalysis(file, command, context);
    case 'count-out-of-scope':
      // Totals of the case: sent again after a restart, they count nothing twice.
      return { ...file, outOfScope: command.counts };
    case 'note-mention':
      return noteMention(file, command, context);
    case 'request-copy':
      return requestCopy(file, command, context);
    case 'derogate':
      return derogate(file, command, context);
    case 'order':
      return order(file, command, context);
    case 'note-report':
      return noteReport(file, command, context);
    case 'join-report':
      return joinReport(file, command);
    case 'close':
      return close(file, command, context);
    case 'erase':
      return erase(file);
  }
}
