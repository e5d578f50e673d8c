// The law of an open dossier in front of everything its session does: rights, permits, the journal, the seal.

import { NONE_OUT_OF_SCOPE, type Licence, type OutOfScope } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import type { SealerGrant } from '../contracts/sealer.ts';
import { actorRefused } from '../domain/case/permission.ts';
import { permitFor } from '../domain/case/permit.ts';
import { sha256, type RecordingId, type Sha256 } from '../domain/ids.ts';
import type { DataNature } from '../domain/law/enumerations.ts';
import { caseDeadline, isOver } from '../domain/law/retention.ts';
import type { Action } from '../domain/law/rights.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { CaseDesk } from './case-desk.ts';
import type { CasePolicy } from './case-policy.ts';
import type { DossierJournal } from './dossier-journal.ts';
import type { DossierSealer } from './dossier-sealer.ts';
import { lawful, refuseMissing } from './lawful.ts';
import type { Recording } from './recording.ts';

/** Stands for a hash that is not known yet. */
const ANY_HASH = sha256('0'.repeat(64));

/** It is the open one; of its journal whoever has a right to their own entries is given no other. */
const THIS_CASE = { isThisCase: true, isOwnEntry: true };

/** What reads and never changes anything: allowed while the clock is doubted. */
const READING: ReadonlySet<Action> = new Set(['consult', 'read-identities', 'read-journal', 'open-case']);

export interface DossierPolicyContext {
  readonly desk: CaseDesk;
  readonly journal: DossierJournal;
  readonly sealer: DossierSealer;
  readonly results: CaseRepository;
  /** Every recording of the case. */
  readonly recordings: () => readonly Recording[];
}

export class DossierPolicy implements CasePolicy {
  readonly #context: DossierPolicyContext;
  /** Consulted since the last unlocking: told once. */
  readonly #consulted = new Set<string>();
  #isLocked = false;

  constructor(context: DossierPolicyContext) {
    this.#context = context;
  }

  get isLocked(): boolean {
    return this.#isLocked;
  }

  setLocked(isLocked: boolean): void {
    this.#isLocked = isLocked;
    this.#consulted.clear();
  }

  mustBeUnlocked(): void {
    if (this.#isLocked) {
      throw new AppError('VAULT_LOCKED');
    }
  }

  mayShow(nature?: DataNature): boolean {
    return !this.#isLocked && (nature === undefined || this.#refused('consult', nature).length === 0);
  }

  /** Whether somebody may do something with data of a nature, right now. */
  may(action: Action, nature?: DataNature): boolean {
    return !this.#isLocked && this.#refused(action, nature).length === 0;
  }

  must(action: Action, nature?: DataNature): void {
    this.mustBeUnlocked();
    refuseMissing(this.#refused(action, nature));
    if (!READING.has(action)) {
      this.#context.desk.mustBeTrusted();
    }
  }

  async consult(target: string, nature: DataNature): Promise<void> {
    this.must('consult', nature);
    if (!this.#consulted.has(target)) {
      await this.#context.journal.append({ kind: 'consulted', target });
      this.#consulted.add(target);
    }
  }

  mayRead(id: RecordingId): void {
    const { desk } = this.#context;
    const known = desk.file.recordings.find((recording) => recording.id === id);
    desk.judge({ kind: 'note-hash', recordingId: id, sha256: known?.sha256 ?? ANY_HASH });
  }

  async hashed(id: RecordingId, found: Sha256): Promise<void> {
    await this.#context.desk.command({ kind: 'note-hash', recordingId: id, sha256: found });
  }

  async licence(id: RecordingId): Promise<Licence> {
    const { desk } = this.#context;
    await desk.command({ kind: 'start-analysis', recordingId: id });
    return { kind: 'dossier', permit: lawful(() => permitFor(desk.file, id, desk.context)) };
  }

  searchLicence(id: RecordingId): Licence {
    const { desk } = this.#context;
    return { kind: 'dossier', permit: lawful(() => permitFor(desk.file, id, desk.context)) };
  }

  grant(): Promise<SealerGrant> {
    return this.#context.sealer.grant();
  }

  async catchUp(recording: Recording): Promise<void> {
    if (!this.#isLocked) {
      await recording.readNewChunks(this.#context.results);
    }
  }

  async ended(): Promise<void> {
    const { desk, recordings } = this.#context;
    const counts = recordings().reduce((sum, { state }) => added(sum, state.result?.outOfScope), NONE_OUT_OF_SCOPE);
    if (JSON.stringify(counts) !== JSON.stringify(added(NONE_OUT_OF_SCOPE, desk.file.outOfScope))) {
      await desk.command({ kind: 'count-out-of-scope', counts });
    }
  }

  rest(): void {
    this.#context.sealer.rest();
  }

  #refused(action: Action, nature: DataNature | undefined): readonly string[] {
    const { file, context } = this.#context.desk;
    if (file.state === 'ERASED') {
      return ['CASE_ERASED'];
    }
    if (isOver(caseDeadline(file, context), context.now)) {
      return ['DEADLINE_PASSED'];
    }
    const ofNature = nature === undefined ? {} : { nature };
    // Whoever has the quality of a CONTROLE has unlocked with the control key: there is no other way in.
    const hasControlKey = context.actor.role === 'CONTROLE';
    return actorRefused(file, action, context, { ...ofNature, ...THIS_CASE, hasControlKey });
  }
}

function added(a: OutOfScope, b: OutOfScope = NONE_OUT_OF_SCOPE): OutOfScope {
  return { period: a.period + b.period, zones: a.zones + b.zones, classes: a.classes + b.classes };
}
