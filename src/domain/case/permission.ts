// Whether a command may be given at all: by this person, in this state, before the deadline. What it needs, the commands
// say themselves.

import { LawRefusal, need, refuse, type RefusalCode } from '../law/codes.ts';
import { caseDeadline, isOver } from '../law/retention.ts';
import { may, type Action, type Circumstances } from '../law/rights.ts';
import type { DataNature } from '../law/enumerations.ts';
import type { CaseFile, CaseState } from './case-file.ts';
import type { CaseCommand, CommandContext } from './commands.ts';
import { listed, missingInUser } from './gates.ts';

interface Rule {
  /** The right it takes. */
  readonly action: Action;
  /** The nature of data that it opens, where the right goes by nature. */
  readonly nature?: DataNature;
  readonly states: readonly CaseState[];
}

const OPEN: readonly CaseState[] = ['DRAFT', 'AUTHORISED', 'IN_USE', 'SUSPENDED'];
const ACTIVE: readonly CaseState[] = ['AUTHORISED', 'IN_USE'];
const BEGUN: readonly CaseState[] = [...ACTIVE, 'SUSPENDED'];
const KEPT: readonly CaseState[] = [...OPEN, 'CLOSED'];

/** States are those in which it makes sense; what is not authorised yet is told by the gates, with what is missing. */
export const COMMAND_RULES: Readonly<Record<CaseCommand['kind'], Rule>> = {
  describe: { action: 'create', states: OPEN },
  authorise: { action: 'create', states: OPEN },
  'set-scope': { action: 'create', states: ACTIVE },
  'extend-flagrance': { action: 'create', states: ACTIVE },
  'convert-to-preliminary': { action: 'create', states: BEGUN },
  'contrary-decision': { action: 'stop', states: OPEN },
  'list-user': { action: 'list-users', states: OPEN },
  'delist-user': { action: 'list-users', states: OPEN },
  'add-recording': { action: 'import', states: OPEN },
  'set-provenance': { action: 'import', states: OPEN },
  'note-hash': { action: 'import', states: OPEN },
  'remove-recording': { action: 'import', states: OPEN },
  'start-session': { action: 'analyse', states: ACTIVE },
  'end-session': { action: 'analyse', states: KEPT },
  'start-analysis': { action: 'analyse', states: OPEN },
  'count-out-of-scope': { action: 'analyse', states: BEGUN },
  'note-mention': { action: 'analyse', states: BEGUN },
  'request-copy': { action: 'create', states: BEGUN },
  derogate: { action: 'create', states: BEGUN },
  order: { action: 'order', states: KEPT },
  'note-report': { action: 'issue', nature: 'RAPPORTS', states: BEGUN },
  'join-report': { action: 'close', states: BEGUN },
  close: { action: 'close', states: OPEN },
  erase: { action: 'erase', states: KEPT },
};

/** Refuses what no filling in would make lawful. */
export function refuseOutright(file: CaseFile, command: Pick<CaseCommand, 'kind'>, context: CommandContext): void {
  const { action, nature, states } = COMMAND_RULES[command.kind];
  const isExpired = isOver(caseDeadline(file, context), context.now);
  need(file.state !== 'ERASED', 'CASE_ERASED');
  need(!isExpired || command.kind === 'erase', 'DEADLINE_PASSED');
  refuseActor(file, action, context, {
    ...(nature === undefined ? {} : { nature }),
    isThisCase: true,
    isClosed: file.state === 'CLOSED',
    isOrdered: file.orders.some(({ kind, target }) => kind === 'ERASE' && target === WHOLE_CASE),
    isExpired,
  });
  need(states.includes(file.state), 'STATE');
}

/** Target of an order that erases a case. */
export const WHOLE_CASE = 'case/all';

/** Refuses somebody whose cell says no, or who is not an authorised user of this case today. */
export function refuseActor(
  file: CaseFile,
  action: Action,
  context: CommandContext,
  circumstances: Circumstances = {},
): void {
  const codes = actorRefused(file, action, context, circumstances);
  if (codes.length > 0) {
    throw new LawRefusal(codes);
  }
}

/** Why somebody may not do something in this case; empty when they may. */
export function actorRefused(
  file: CaseFile,
  action: Action,
  context: CommandContext,
  circumstances: Circumstances = {},
): readonly RefusalCode[] {
  const { actor } = context;
  if (actor.role === 'CONTROLE' || actor.role === 'REFERENT') {
    return may(actor, action, circumstances) ? [] : ['RIGHT'];
  }
  const user = listed(file, actor.userId);
  const lacks = missingInUser(user, context);
  if (user === undefined || lacks.length > 0) {
    return lacks;
  }
  const isAllowed =
    user.role === actor.role && may(actor, action, { ...circumstances, natures: user.habilitation.natures });
  return isAllowed ? [] : ['RIGHT'];
}

/** Refuses while judicial mode is closed. */
export function refuseUninstalled({ isInstalled }: CommandContext): void {
  refuse(...(isInstalled ? [] : ['INSTALLATION' as const]));
}
