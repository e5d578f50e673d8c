// An act of the procedure as it is being written: what the magistrate decided, when, under which reference.

import type { CaseFile } from '../domain/case/case-file.ts';
import type { CaseCommand, CommandContext } from '../domain/case/commands.ts';
import { FRAMEWORK_RULES } from '../domain/law/frameworks.ts';
import { startOfDay } from '../domain/time/calendar.ts';
import type { Day } from '../domain/time/instant.ts';
import { readDay } from '../domain/time/wall.ts';

/** Acts that are noted here, the most urgent first. */
export const CASE_ACTS = [
  'contrary-decision',
  'extend-flagrance',
  'convert-to-preliminary',
  'order',
  'request-copy',
] as const satisfies readonly CaseCommand['kind'][];
export type CaseActKind = (typeof CASE_ACTS)[number];

type OrderKind = 'ERASE' | 'COMPLETE' | 'RECTIFY' | 'REQUALIFY';

export class CaseAct {
  #kind: CaseActKind = $state('contrary-decision');
  #order: OrderKind = $state('ERASE');
  target = $state('');
  magistrate = $state('');
  court = $state('');
  /** As typed, `JJ/MM/AAAA`. */
  day = $state('');
  reference = $state('');

  get kind(): CaseActKind {
    return this.#kind;
  }

  /** Another act, or the same again: nothing of the one before is kept. */
  choose(kind: CaseActKind): void {
    this.#kind = kind;
    this.#order = 'ERASE';
    this.target = '';
    this.magistrate = '';
    this.court = '';
    this.day = '';
    this.reference = '';
  }

  get order(): OrderKind {
    return this.#order;
  }

  set order(order: OrderKind) {
    this.#order = order;
    this.target = '';
  }

  get needsDay(): boolean {
    return this.#kind !== 'extend-flagrance';
  }

  get needsMagistrate(): boolean {
    return this.#kind === 'request-copy' || this.#kind === 'convert-to-preliminary';
  }

  get isDayMissing(): boolean {
    return this.needsDay && this.day.trim() === '';
  }

  get isDayWrong(): boolean {
    return this.day.trim().length >= 10 && readDay(this.day) === undefined;
  }

  /** Whether the act, as it stands, erases something for good. */
  get erases(): boolean {
    return this.#kind === 'order' && this.#order === 'ERASE' && this.target !== '';
  }

  /** The command; `undefined` while it has no day. What else is missing, the domain says. */
  commandOn(file: CaseFile, context: CommandContext): CaseCommand | undefined {
    if (this.#kind === 'extend-flagrance') {
      return { kind: 'extend-flagrance' };
    }
    const on = readDay(this.day);
    return on === undefined ? undefined : this.#dated(file, context, on);
  }

  #dated(file: CaseFile, context: CommandContext, on: Day): CaseCommand {
    const reference = this.reference.trim();
    switch (this.#kind) {
      case 'order':
        return { kind: 'order', order: { kind: this.#order, target: this.target, orderedOn: on, reference } };
      case 'request-copy':
        return { kind: 'request-copy', request: { magistrate: this.#magistrate(file), requestedOn: on, reference } };
      case 'convert-to-preliminary':
        return this.#conversion(file, context, on, reference);
      default:
        return { kind: 'contrary-decision', on, reference };
    }
  }

  #conversion(file: CaseFile, { timeZone }: CommandContext, on: Day, reference: string): CaseCommand {
    const scope = file.authorisations.at(-1)?.scope ?? { from: undefined, to: undefined, classes: [], zones: [] };
    return {
      kind: 'convert-to-preliminary',
      authorisation: {
        form: 'ECRITE',
        magistrate: { ...this.#magistrate(file), quality: 'PROCUREUR' },
        at: startOfDay(on, timeZone),
        confirmedAt: undefined,
        noContraryDecision: false,
        reference,
        scope,
      },
    };
  }

  #magistrate(file: CaseFile): CaseFile['authorisations'][number]['magistrate'] {
    const quality = file.framework === undefined ? 'PROCUREUR' : FRAMEWORK_RULES[file.framework].magistrate;
    return { quality, name: this.magistrate.trim(), court: this.court.trim() };
  }
}
