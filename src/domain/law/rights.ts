// Who may do what: the matrix of roles, as data. Services ask `may`; buttons only follow.

import type { Actor } from '../case/commands.ts';
import type { ControlQuality, DataNature, Role } from './enumerations.ts';

/** Everything that a right is asked for. */
export const ACTIONS = [
  /** Installation record, models, clock. */
  'install',
  /** Users and their habilitations. */
  'habilitate',
  /** Create, describe, have authorised, extend, derogate, note a request. */
  'create',
  /** Note a contrary decision: everything stops. */
  'stop',
  'close',
  'import',
  'analyse',
  'consult',
  /** Retain, dismiss, link. */
  'review',
  'read-identities',
  'write-identities',
  /** Stills, clips, results of one case. */
  'export',
  /** Mentions and report. */
  'issue',
  /** "Dossier de contrôle", without any content. */
  'control-file',
  'read-journal',
  /** Get at the key of a case. */
  'open-case',
  'list-users',
  /** Enter an order of CPP 230-23. */
  'order',
  'erase',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * What a cell says. `by-nature`: if the habilitation opens the nature of data. `own-entries`, `this-case`: of the
 * journal. `control-key`: with the control key only. `on-…`: erasing, once that has happened.
 */
export type Cell =
  'no' | 'yes' | 'by-nature' | 'own-entries' | 'this-case' | 'control-key' | 'on-closure' | 'on-order' | 'on-deadline';

/** A row of the matrix: a role, or a CONTROLE in one quality. */
export const RANKS = [
  'ENQUETEUR',
  'DIRECTEUR_ENQUETE',
  'REFERENT',
  'MAGISTRAT_SAISI',
  'MAGISTRAT_230_24',
  'CNIL',
] as const;
export type Rank = Exclude<Role, 'CONTROLE'> | ControlQuality;

const MAGISTRATE: Partial<Record<Action, Cell>> = {
  stop: 'yes',
  consult: 'yes',
  'read-identities': 'yes',
  'control-file': 'yes',
  'open-case': 'control-key',
  order: 'yes',
  erase: 'on-order',
};

/** What is not written is refused. */
const GRANTS: Readonly<Record<Rank, Partial<Record<Action, Cell>>>> = {
  ENQUETEUR: {
    stop: 'yes',
    import: 'yes',
    analyse: 'yes',
    consult: 'by-nature',
    review: 'by-nature',
    'read-identities': 'by-nature',
    'write-identities': 'by-nature',
    export: 'by-nature',
    issue: 'by-nature',
    'read-journal': 'own-entries',
    'open-case': 'yes',
  },
  DIRECTEUR_ENQUETE: {
    create: 'yes',
    stop: 'yes',
    close: 'yes',
    import: 'yes',
    analyse: 'yes',
    consult: 'yes',
    review: 'yes',
    'read-identities': 'yes',
    'write-identities': 'yes',
    export: 'yes',
    issue: 'yes',
    'read-journal': 'this-case',
    'open-case': 'yes',
    'list-users': 'yes',
    // Magistrates order in writing; the directeur enters the order with its reference.
    order: 'yes',
    erase: 'on-closure',
  },
  REFERENT: {
    install: 'yes',
    habilitate: 'yes',
    'control-file': 'yes',
    'read-journal': 'yes',
    erase: 'on-deadline',
  },
  MAGISTRAT_SAISI: { ...MAGISTRATE, 'read-journal': 'this-case' },
  MAGISTRAT_230_24: { ...MAGISTRATE, 'read-journal': 'yes' },
  // Content only on site, under its own powers: a visit's unlocking with the control key, journalled. No identity.
  CNIL: { consult: 'control-key', 'control-file': 'yes', 'read-journal': 'yes', 'open-case': 'control-key' },
};

/** What the right depends on, where the cell is neither yes nor no. Left out: it does not hold. */
export interface Circumstances {
  /** The nature of data asked for, and those that the actor's habilitation opens. */
  readonly nature?: DataNature;
  readonly natures?: readonly DataNature[];
  /** The journal asked for is that of the open case; its entries are the actor's own. */
  readonly isThisCase?: boolean;
  readonly isOwnEntry?: boolean;
  /** The control key was used to unlock. */
  readonly hasControlKey?: boolean;
  readonly isClosed?: boolean;
  readonly isOrdered?: boolean;
  readonly isExpired?: boolean;
}

/** The row of somebody; `undefined` for a CONTROLE without quality, who may do nothing. */
export function rankOf({ role, quality }: Pick<Actor, 'role' | 'quality'>): Rank | undefined {
  return role === 'CONTROLE' ? quality : role;
}

/** What the matrix says. */
export function cellOf(rank: Rank, action: Action): Cell {
  return GRANTS[rank][action] ?? 'no';
}

/** Whether somebody may do something in these circumstances. */
export function may(actor: Pick<Actor, 'role' | 'quality'>, action: Action, given: Circumstances = {}): boolean {
  const rank = rankOf(actor);
  return rank !== undefined && holds(cellOf(rank, action), given);
}

function holds(cell: Cell, given: Circumstances): boolean {
  switch (cell) {
    case 'no':
      return false;
    case 'yes':
      return true;
    case 'by-nature':
      return given.nature !== undefined && given.natures?.includes(given.nature) === true;
    case 'own-entries':
      return given.isThisCase === true && given.isOwnEntry === true;
    case 'this-case':
      return given.isThisCase === true;
    case 'control-key':
      return given.hasControlKey === true;
    case 'on-closure':
      return given.isClosed === true;
    case 'on-order':
      return given.isOrdered === true;
    case 'on-deadline':
      return given.isExpired === true;
  }
}
