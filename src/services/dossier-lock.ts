// A dossier behind its lock: what it is worked on with, whom it is shown to, and that it ends as a whole.

import type { DossierWork } from '../contracts/dossier.ts';
import type { Credentials, InstallationRecord, UnlockedUser } from '../contracts/vault.ts';
import type { CaseFile } from '../domain/case/case-file.ts';
import type { SoftwareFacts } from '../domain/documents/inputs.ts';
import type { CaseId, RecordingId } from '../domain/ids.ts';
import type { JournalFault } from '../domain/journal/account.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';
import { AutoLock, type AutoLockSurroundings } from './auto-lock.ts';
import type { CaseDesk } from './case-desk.ts';
import type { Environment } from './document-inputs/environment.ts';
import type { DossierJournal } from './dossier-journal.ts';
import { DossierPolicy } from './dossier-policy.ts';
import type { DossierSealer } from './dossier-sealer.ts';
import { Intake } from './intake.ts';
import { OpenCase } from './open-case.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { RecordingArchive } from './recording-archive.ts';
import type { Recording } from './recording.ts';
import type { AskVault } from './vault-link.ts';

/** What a dossier is opened with. */
export interface DossierParts {
  readonly id: CaseId;
  readonly ask: AskVault;
  readonly sealer: DossierSealer;
  readonly results: CaseRepository;
  readonly repository: DossierRepository;
  readonly journal: DossierJournal;
  readonly installation: InstallationRecord;
  readonly pseudonyms: Pseudonyms;
  readonly desk: CaseDesk;
  readonly software: SoftwareFacts;
  readonly environment: () => Environment;
  readonly journalFault: JournalFault | undefined;
  readonly surroundings: AutoLockSurroundings | undefined;
  /** Closes the database, tells the door. */
  readonly onClosed: () => void;
}

export abstract class LockableDossier extends OpenCase implements Disposable {
  protected readonly parts: DossierParts;
  protected readonly policy: DossierPolicy;
  protected readonly archive: RecordingArchive;
  protected readonly intake: Intake;
  readonly #autoLock: AutoLock;
  #isOpen = true;

  constructor(parts: DossierParts) {
    const { id, results, journal, pseudonyms, desk, sealer, repository, installation, surroundings } = parts;
    let recordings: readonly Recording[] = [];
    const policy = new DossierPolicy({ desk, journal, sealer, results, recordings: () => recordings });
    super({ id, repository: results, journal, policy, pseudonyms });
    recordings = this.list.all;
    this.parts = parts;
    this.policy = policy;
    this.archive = new RecordingArchive(repository);
    const { list, queue } = this;
    const note = (recording: Recording): void => {
      this.archive.note(recording);
    };
    this.intake = new Intake({ desk, journal, list, queue, note });
    const rules = {
      minutes: installation.autoLockMinutes,
      isWorking: () => sealer.isWorking,
      lock: () => void this.lock().catch(() => undefined), // Keys are gone even when its entry could not be written.
    };
    this.#autoLock = new AutoLock(rules, surroundings);
  }

  get user(): UnlockedUser {
    return this.parts.desk.user;
  }

  get file(): CaseFile {
    this.policy.mustBeUnlocked();
    return this.parts.desk.file;
  }

  get installation(): InstallationRecord {
    return this.parts.installation;
  }

  get journalFault(): JournalFault | undefined {
    return this.parts.journalFault;
  }

  get isLocked(): boolean {
    return this.policy.isLocked;
  }

  get work(): DossierWork | undefined {
    const states = this.list.all.map(({ state }) => state);
    const running = states.filter(({ phase }) => phase === 'analysing');
    const left = states.filter(({ queuePlace }) => queuePlace !== undefined).length + running.length;
    const { framesDone = 0, framesTotal = 0 } = running[0]?.progress ?? {};
    return left === 0 ? undefined : { left, share: framesTotal === 0 ? 0 : framesDone / framesTotal };
  }

  get detached(): ReadonlySet<RecordingId> {
    return new Set(this.intake.withoutFile.map(({ id }) => id));
  }

  async lock(): Promise<void> {
    if (this.isLocked) {
      return;
    }
    this.policy.setLocked(true);
    this.tell(undefined);
    await this.parts.ask((vault) => vault.lock());
  }

  holdAutoLock(isHeld: boolean): void {
    this.#autoLock.hold(isHeld);
  }

  async unlock(credentials: Credentials): Promise<void> {
    const { ask, sealer, desk } = this.parts;
    const user = await ask((vault) => vault.unlock(credentials));
    await ask((vault) => vault.openCase(this.caseId, undefined));
    await sealer.renew();
    desk.setUser(user);
    this.policy.setLocked(false);
    this.#autoLock.restart();
    await desk.note();
    for (const recording of this.list.all) {
      await this.policy.catchUp(recording);
      this.archive.note(recording);
    }
    this.intake.admit();
    this.tell(undefined);
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) {
      this.#isOpen = false;
      this.stopWork();
      this.#autoLock[Symbol.dispose]();
      this.policy.setLocked(true);
      this.parts.sealer[Symbol.dispose]();
      this.parts.onClosed();
      this.tell(undefined);
    }
  }

  protected override changed(id: RecordingId): void {
    const recording = this.list.all.find((candidate) => candidate.id === id);
    if (recording !== undefined && !this.isLocked) {
      this.archive.note(recording);
    }
    super.changed(id);
  }

  /** Ends every job where it is: one that was cut short goes on from its last commit when the dossier is opened again. */
  protected stopWork(): void {
    this.queue[Symbol.dispose]();
    this.arranger[Symbol.dispose]();
    this.parts.sealer.rest();
  }
}
