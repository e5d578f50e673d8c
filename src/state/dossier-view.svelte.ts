// What an open dossier shows: its file, its decisions, what is missing; all of it gone while it is locked.

import type { DossierSession, DossierWork } from '../contracts/dossier.ts';
import type { InstallationRecord, UnlockedUser } from '../contracts/vault.ts';
import type { CaseFile } from '../domain/case/case-file.ts';
import type { CommandContext } from '../domain/case/commands.ts';
import type { Link, TrackDecision } from '../domain/case/review.ts';
import { missingInProvenance } from '../domain/case/gates.ts';
import { recordingId, type CaseId, type RecordingId, type TrackId } from '../domain/ids.ts';
import type { JournalFault } from '../domain/journal/account.ts';
import { instant, type Instant } from '../domain/time/instant.ts';

/** What of the session is shown; nothing while it is locked. */
interface Content {
  readonly file: CaseFile;
  readonly decisions: ReadonlyMap<TrackId, TrackDecision>;
  readonly links: readonly Link[];
  readonly detached: ReadonlySet<RecordingId>;
  readonly dismissedCount: number;
}

/** A session as of its last {@link DossierView.follow}. */
export abstract class DossierView {
  protected readonly session: DossierSession;
  readonly #clock: () => number;

  #content: Content | undefined = $state.raw();
  #user: UnlockedUser | undefined = $state.raw();
  /** Kept under lock: the one thing of the case that a locked screen says. */
  #procedureNumber = $state('');
  #isLocked = $state(false);
  #journalFault: JournalFault | undefined = $state.raw();
  #work: DossierWork | undefined = $state.raw();

  /** `clock`: ms since the epoch. */
  constructor(session: DossierSession, clock: () => number) {
    this.session = session;
    this.#clock = clock;
  }

  get id(): CaseId {
    return this.session.caseId;
  }

  /** `undefined` under lock. */
  get file(): CaseFile | undefined {
    return this.#content?.file;
  }

  get procedureNumber(): string {
    return this.#procedureNumber;
  }

  get user(): UnlockedUser {
    return this.#user ?? this.session.user;
  }

  get installation(): InstallationRecord {
    return this.session.installation;
  }

  get journalFault(): JournalFault | undefined {
    return this.#journalFault;
  }

  get isLocked(): boolean {
    return this.#isLocked;
  }

  /** Analyses under way: how many, how far, never of what. */
  get work(): DossierWork | undefined {
    return this.#work;
  }

  get decisions(): ReadonlyMap<TrackId, TrackDecision> {
    return this.#content?.decisions ?? new Map();
  }

  get links(): readonly Link[] {
    return this.#content?.links ?? [];
  }

  get detached(): ReadonlySet<RecordingId> {
    return this.#content?.detached ?? new Set();
  }

  get dismissedCount(): number {
    return this.#content?.dismissedCount ?? 0;
  }

  /** Recordings of which nobody has said where they come from: they are not read. */
  get withoutProvenance(): readonly RecordingId[] {
    const lacking = this.file?.recordings.filter((recording) => missingInProvenance(recording).length > 0) ?? [];
    return lacking.map(({ id }) => recordingId(id));
  }

  /** What acts are judged by, now. */
  get context(): CommandContext {
    const { profile, quality } = this.user;
    const { timeZone, derogationsAllowed } = this.installation;
    const actor = { userId: profile.userId, role: profile.role, quality };
    return { actor, now: this.now, timeZone, derogationsAllowed, isInstalled: true };
  }

  get now(): Instant {
    return instant(Math.round(this.#clock()));
  }

  /** Codes of what still stands in the way of an act. Follows the file. */
  missing(action: 'import' | 'analyse' | 'close' | 'report'): readonly string[] {
    return this.#content === undefined ? [] : this.session.missing(action);
  }

  /** Reads the session again. */
  protected follow(): void {
    const { session } = this;
    this.#isLocked = session.isLocked;
    this.#journalFault = session.journalFault;
    this.#work = session.work;
    this.#user = session.user;
    if (session.isLocked) {
      this.#content = undefined;
      return;
    }
    const { file, decisions, links, detached, dismissedCount } = session;
    this.#content = { file, decisions, links, detached, dismissedCount };
    this.#procedureNumber = file.procedureNumber;
  }
}
