// An open dossier as the person sees it: its file, its decisions, what is missing, what is forbidden and why.

import type { DossierSession, DossierWork, IssuedDocument, SessionDocumentKind } from '../contracts/dossier.ts';
import { toAppError, type Alert } from '../contracts/errors.ts';
import type { SignedEntry } from '../contracts/journal.ts';
import type { Credentials, ErasureAccount, InstallationRecord, UnlockedUser } from '../contracts/vault.ts';
import type { CaseFile } from '../domain/case/case-file.ts';
import type { CaseCommand, CommandContext, ReviewCommand } from '../domain/case/commands.ts';
import type { Link, TrackDecision } from '../domain/case/review.ts';
import { missingInProvenance, openSession } from '../domain/case/gates.ts';
import { recordingId, type CaseId, type RecordingId, type TrackId } from '../domain/ids.ts';
import type { JournalFault } from '../domain/journal/account.ts';
import { instant, type Instant } from '../domain/time/instant.ts';
import { erasesAtOnce, whyNotCommand } from './dossier-rules.ts';
import { ReviewDraft } from './review-draft.svelte.ts';

/** Of an object that was proposed. */
export type ReviewState = 'PROPOSED' | TrackDecision['state'];

/** What the person has asked for and is being done. */
export type DossierBusy =
  'lock' | 'unlock' | 'command' | 'review' | 'attach' | 'issue' | 'pdf' | 'journal' | 'close' | 'erase';

/** How the dossier was left; `certificate`: of its erasure, where it could be drawn up here. */
export type Ending =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'erased';
      readonly account: ErasureAccount | undefined;
      readonly certificate: Pick<IssuedDocument, 'text' | 'html' | 'fileName'> | undefined;
    };

/** What a dossier asks for beside its session. */
export interface DossierPorts {
  /** ms since the epoch. */
  readonly now: () => number;
  /** The journal as a file for the verifier; left out where no door gives it. */
  readonly exportJournal?: (id: CaseId) => Promise<Blob>;
}

/** What of the session is shown; nothing while it is locked. */
interface View {
  readonly file: CaseFile;
  readonly decisions: ReadonlyMap<TrackId, TrackDecision>;
  readonly links: readonly Link[];
  readonly detached: ReadonlySet<RecordingId>;
  readonly dismissedCount: number;
}

export class DossierState implements Disposable {
  readonly #session: DossierSession;
  readonly #ports: DossierPorts;
  readonly #unsubscribe: () => void;
  readonly id: CaseId;
  /** What is typed about the selected object. */
  readonly draft: ReviewDraft;

  #view: View | undefined = $state.raw();
  #user: UnlockedUser | undefined = $state.raw();
  /** Kept under lock: the one thing of the case that a locked screen says. */
  #procedureNumber = $state('');
  #isLocked = $state(false);
  #journalFault: JournalFault | undefined = $state.raw();
  #work: DossierWork | undefined = $state.raw();
  #busy: DossierBusy | undefined = $state();
  /** Of a document that is being drawn up, 0–1. */
  #share = $state(0);
  #problem: Alert | undefined = $state.raw();
  #mismatch: { readonly recordingId: RecordingId | undefined; readonly alert: Alert } | undefined = $state.raw();
  #issued: ReadonlyMap<SessionDocumentKind, IssuedDocument> = $state.raw(new Map());
  #isEnding = false;
  #ending: Ending | undefined = $state.raw();

  constructor(session: DossierSession, ports: DossierPorts = { now: Date.now }) {
    this.#session = session;
    this.#ports = ports;
    this.id = session.caseId;
    this.draft = new ReviewDraft((command) => this.review(command));
    this.#unsubscribe = session.subscribe(() => {
      this.#refresh();
    });
    this.#refresh();
  }

  /** `undefined` under lock. */
  get file(): CaseFile | undefined {
    return this.#view?.file;
  }

  get procedureNumber(): string {
    return this.#procedureNumber;
  }

  get user(): UnlockedUser {
    return this.#user ?? this.#session.user;
  }

  get installation(): InstallationRecord {
    return this.#session.installation;
  }

  get journalFault(): JournalFault | undefined {
    return this.#journalFault;
  }

  /** Whether the journal can be given to the verifier from here. */
  get canExportJournal(): boolean {
    return this.#ports.exportJournal !== undefined;
  }

  get isLocked(): boolean {
    return this.#isLocked;
  }

  /** Analyses under way: how many, how far, never of what. */
  get work(): DossierWork | undefined {
    return this.#work;
  }

  get decisions(): ReadonlyMap<TrackId, TrackDecision> {
    return this.#view?.decisions ?? new Map();
  }

  get links(): readonly Link[] {
    return this.#view?.links ?? [];
  }

  get detached(): ReadonlySet<RecordingId> {
    return this.#view?.detached ?? new Set();
  }

  /** Recordings of which nobody has said where they come from: they are not read. */
  get withoutProvenance(): readonly RecordingId[] {
    const lacking = this.file?.recordings.filter((recording) => missingInProvenance(recording).length > 0) ?? [];
    return lacking.map(({ id }) => recordingId(id));
  }

  get dismissedCount(): number {
    return this.#view?.dismissedCount ?? 0;
  }

  get issued(): ReadonlyMap<SessionDocumentKind, IssuedDocument> {
    return this.#issued;
  }

  get busy(): DossierBusy | undefined {
    return this.#busy;
  }

  get share(): number {
    return this.#share;
  }

  /** Why the last act failed. */
  get problem(): Alert | undefined {
    return this.#problem;
  }

  /** A file given for a recording that is not the one of the dossier. */
  get mismatch(): { readonly recordingId: RecordingId | undefined; readonly alert: Alert } | undefined {
    return this.#mismatch;
  }

  /** Set once the dossier is closed or erased: nothing can be done with it any more. */
  get ending(): Ending | undefined {
    return this.#ending;
  }

  /** What acts are judged by, now. */
  get context(): CommandContext {
    const { profile, quality } = this.user;
    const { timeZone, derogationsAllowed } = this.installation;
    const actor = { userId: profile.userId, role: profile.role, quality };
    return { actor, now: this.now, timeZone, derogationsAllowed, isInstalled: true };
  }

  get now(): Instant {
    return instant(Math.round(this.#ports.now()));
  }

  stateOf(track: TrackId): ReviewState {
    return this.decisions.get(track)?.state ?? 'PROPOSED';
  }

  /** Codes of what still stands in the way of an act. Follows the file. */
  missing(action: 'import' | 'analyse' | 'close' | 'report'): readonly string[] {
    return this.#view === undefined ? [] : this.#session.missing(action);
  }

  dismissProblem(): void {
    this.#problem = undefined;
  }

  lock(): Promise<boolean> {
    return this.#attempt('lock', () => this.#session.lock());
  }

  unlock(credentials: Credentials): Promise<boolean> {
    return this.#attempt('unlock', () => this.#session.unlock(credentials));
  }

  /** True when it went through; else `problem` says why. */
  async command(command: CaseCommand): Promise<boolean> {
    const erases = erasesAtOnce(command);
    this.#isEnding = erases;
    const isDone = await this.#attempt('command', () => this.#session.command(command));
    this.#isEnding = false;
    if (erases && isDone) {
      this.#end({ kind: 'erased', account: undefined, certificate: undefined });
    }
    return isDone;
  }

  /** Of its own accord, not by an act of the person: it hides no other problem. Rejects when it could not be written. */
  async noteSearch(criteria: readonly string[], hits: number): Promise<void> {
    try {
      await this.#session.noteSearch(criteria, hits);
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
      throw error;
    }
  }

  review(command: ReviewCommand): Promise<boolean> {
    return this.#attempt('review', () => this.#session.review(command));
  }

  /** Files of recordings of the dossier, or new ones. */
  async attach(files: readonly File[], recordingId?: RecordingId): Promise<void> {
    this.#mismatch = undefined;
    await this.#attempt('attach', async () => {
      // What is given is to be analysed: whoever gives it uses the tool (CPP R. 40-40, 3°).
      const { file } = this.#session;
      if (openSession(file) === undefined && whyNotCommand(file, 'start-session', this.context).length === 0) {
        await this.#session.command({ kind: 'start-session', clockGapMs: undefined });
      }
      await this.#session.attach(files);
    });
    if (this.#problem?.code === 'FILE_MISMATCH') {
      this.#mismatch = { recordingId, alert: this.#problem };
      this.#problem = undefined;
    }
  }

  async issue(kind: SessionDocumentKind): Promise<void> {
    this.#share = 0;
    await this.#attempt('issue', async () => {
      const document = await this.#session.issue(kind, (share) => {
        this.#share = share;
      });
      this.#issued = new Map(this.#issued).set(kind, document);
    });
  }

  pdf(document: IssuedDocument): Promise<Blob | undefined> {
    return this.#result('pdf', () => this.#session.pdf(document));
  }

  readJournal(): Promise<readonly SignedEntry[] | undefined> {
    return this.#result('journal', () => this.#session.readJournal());
  }

  exportJournal(): Promise<Blob | undefined> {
    const { exportJournal } = this.#ports;
    return exportJournal === undefined
      ? Promise.resolve(undefined)
      : this.#result('journal', () => exportJournal(this.id));
  }

  /** Ends the session: dismissed objects are purged, keys dropped. */
  async close(): Promise<boolean> {
    this.#isEnding = true;
    const isDone = await this.#attempt('close', () => this.#session.close());
    this.#isEnding = false;
    if (isDone) {
      this.#end({ kind: 'closed' });
    }
    return isDone;
  }

  async eraseNow(): Promise<void> {
    this.#isEnding = true;
    const erased = await this.#result('erase', () => this.#session.eraseNow());
    this.#isEnding = false;
    if (erased !== undefined) {
      this.#end({ kind: 'erased', ...erased });
    }
  }

  [Symbol.dispose](): void {
    this.#unsubscribe();
  }

  #end(ending: Ending): void {
    this.#ending = ending;
    this.#issued = new Map();
  }

  async #attempt(busy: DossierBusy, act: () => Promise<void>): Promise<boolean> {
    return (await this.#result(busy, () => act().then(() => true))) ?? false;
  }

  async #result<T>(busy: DossierBusy, act: () => Promise<T>): Promise<T | undefined> {
    this.#busy = busy;
    this.#problem = undefined;
    try {
      return await act();
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
      return undefined;
    } finally {
      this.#busy = undefined;
      this.#refresh();
    }
  }

  /** A session that ends locks itself: the dialog that ends it stays. */
  #refresh(): void {
    if (this.#isEnding || this.#ending !== undefined) {
      return;
    }
    const session = this.#session;
    this.#isLocked = session.isLocked;
    this.#journalFault = session.journalFault;
    this.#work = session.work;
    this.#user = session.user;
    if (session.isLocked) {
      this.#view = undefined;
      this.#issued = new Map();
      this.#mismatch = undefined;
      this.draft.clear();
      return;
    }
    const { file, decisions, links, detached, dismissedCount } = session;
    this.#view = { file, decisions, links, detached, dismissedCount };
    this.#procedureNumber = file.procedureNumber;
  }
}
