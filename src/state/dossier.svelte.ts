// An open dossier as the person works on it: every act, what is being done, what came of it, why it failed.

import type { DossierSession, ErasureProof, IssuedDocument, SessionDocumentKind } from '../contracts/dossier.ts';
import { toAppError, type Alert } from '../contracts/errors.ts';
import type { SignedEntry } from '../contracts/journal.ts';
import type { Credentials } from '../contracts/vault.ts';
import type { CaseCommand } from '../domain/case/commands.ts';
import { openSession } from '../domain/case/gates.ts';
import type { CaseId, RecordingId } from '../domain/ids.ts';
import { Doing } from './doing.svelte.ts';
import { erasesAtOnce, whyNotCommand } from './dossier-rules.ts';
import { DossierView } from './dossier-view.svelte.ts';

/** What the person has asked for and is being done. */
export type DossierBusy = 'lock' | 'unlock' | 'command' | 'attach' | 'issue' | 'pdf' | 'journal' | 'close' | 'erase';

/** How the dossier was left; `proof`: of its erasure. */
export type Ending = { readonly kind: 'closed' } | { readonly kind: 'erased'; readonly proof: ErasureProof };

/** What a dossier asks for beside its session. */
export interface DossierPorts {
  /** ms since the epoch. */
  readonly now: () => number;
  /** The journal as a file for the verifier; left out where no door gives it. */
  readonly exportJournal?: (id: CaseId) => Promise<Blob>;
}

/** A file given for a recording that is not the one of the dossier. */
export interface FileMismatch {
  readonly recordingId: RecordingId | undefined;
  readonly alert: Alert;
}

export class DossierState extends DossierView implements Disposable {
  readonly #ports: DossierPorts;
  readonly #unsubscribe: () => void;
  readonly #doing = new Doing<DossierBusy>();

  /** Of a document that is being drawn up, 0–1. */
  #share = $state(0);
  #mismatch: FileMismatch | undefined = $state.raw();
  #issued: ReadonlyMap<SessionDocumentKind, IssuedDocument> = $state.raw(new Map());
  /** Acts under way that may end the dossier. */
  #endings = 0;
  #ending: Ending | undefined = $state.raw();
  #partErased: ErasureProof | undefined = $state.raw();

  constructor(session: DossierSession, ports: DossierPorts = { now: Date.now }) {
    super(session, ports.now);
    this.#ports = ports;
    this.#unsubscribe = session.subscribe(() => {
      this.#refresh();
    });
    this.#refresh();
  }

  /** Whether the journal can be given to the verifier from here. */
  get canExportJournal(): boolean {
    return this.#ports.exportJournal !== undefined;
  }

  get issued(): ReadonlyMap<SessionDocumentKind, IssuedDocument> {
    return this.#issued;
  }

  /** The act begun last among those under way. */
  get busy(): DossierBusy | undefined {
    return this.#doing.busy;
  }

  get share(): number {
    return this.#share;
  }

  /** Why the last act failed. */
  get problem(): Alert | undefined {
    return this.#doing.problem;
  }

  get mismatch(): FileMismatch | undefined {
    return this.#mismatch;
  }

  /** Set once the dossier is closed or erased: nothing can be done with it any more. */
  get ending(): Ending | undefined {
    return this.#ending;
  }

  /** The proof of the last act, where it erased a part of the dossier. */
  get partErased(): ErasureProof | undefined {
    return this.#partErased;
  }

  dismissProblem(): void {
    this.#doing.problem = undefined;
  }

  lock(): Promise<boolean> {
    return this.#attempt('lock', () => this.session.lock());
  }

  unlock(credentials: Credentials): Promise<boolean> {
    return this.#attempt('unlock', () => this.session.unlock(credentials));
  }

  /** True when it went through; else `problem` says why. */
  async command(command: CaseCommand): Promise<boolean> {
    const give = (): Promise<ErasureProof | undefined> => this.session.command(command);
    if (!erasesAtOnce(command)) {
      this.#partErased = undefined;
      return this.#attempt('command', async () => {
        this.#partErased = await give();
      });
    }
    return this.#end('command', async () => {
      const proof = await give();
      return proof === undefined ? undefined : { kind: 'erased', proof };
    });
  }

  /** Of its own accord, not by an act of the person: it hides no other problem. Rejects when it could not be written. */
  async noteSearch(criteria: readonly string[], hits: number): Promise<void> {
    try {
      await this.session.noteSearch(criteria, hits);
    } catch (error) {
      this.#doing.problem = toAppError(error).toAlert();
      throw error;
    }
  }

  /** Files of recordings of the dossier, or new ones. */
  async attach(files: readonly File[], recordingId?: RecordingId): Promise<void> {
    this.#mismatch = undefined;
    await this.#attempt('attach', async () => {
      // What is given is to be analysed: whoever gives it uses the tool (CPP R. 40-40, al. 3).
      const { file } = this.session;
      if (openSession(file) === undefined && whyNotCommand(file, 'start-session', this.context).length === 0) {
        await this.session.command({ kind: 'start-session', clockGapMs: undefined });
      }
      await this.session.attach(files);
    });
    if (this.problem?.code === 'FILE_MISMATCH') {
      this.#mismatch = { recordingId, alert: this.problem };
      this.dismissProblem();
    }
  }

  async issue(kind: SessionDocumentKind): Promise<void> {
    this.#share = 0;
    await this.#attempt('issue', async () => {
      const document = await this.session.issue(kind, (share) => {
        this.#share = share;
      });
      this.#issued = new Map(this.#issued).set(kind, document);
    });
  }

  pdf(document: IssuedDocument): Promise<Blob | undefined> {
    return this.#result('pdf', () => this.session.pdf(document));
  }

  readJournal(): Promise<readonly SignedEntry[] | undefined> {
    return this.#result('journal', () => this.session.readJournal());
  }

  exportJournal(): Promise<Blob | undefined> {
    const { exportJournal } = this.#ports;
    return exportJournal === undefined
      ? Promise.resolve(undefined)
      : this.#result('journal', () => exportJournal(this.id));
  }

  /** Ends the session: dismissed objects are purged, keys dropped. */
  close(): Promise<boolean> {
    return this.#end('close', async () => {
      await this.session.close();
      return { kind: 'closed' };
    });
  }

  eraseNow(): Promise<boolean> {
    return this.#end('erase', async () => ({ kind: 'erased', proof: await this.session.eraseNow() }));
  }

  [Symbol.dispose](): void {
    this.#unsubscribe();
  }

  /** A session that ends locks itself: until it has said how, what is shown stays. */
  async #end(busy: DossierBusy, act: () => Promise<Ending | undefined>): Promise<boolean> {
    this.#endings += 1;
    const ending = await this.#doing.result(busy, act);
    this.#endings -= 1;
    if (ending !== undefined) {
      this.#ending = ending;
      this.#issued = new Map();
    }
    this.#refresh();
    return ending !== undefined;
  }

  async #attempt(busy: DossierBusy, act: () => Promise<unknown>): Promise<boolean> {
    return (await this.#result(busy, () => act().then(() => true))) ?? false;
  }

  async #result<T>(busy: DossierBusy, act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#doing.result(busy, act);
    } finally {
      this.#refresh();
    }
  }

  #refresh(): void {
    if (this.#endings > 0 || this.#ending !== undefined) {
      return;
    }
    this.follow();
    if (this.isLocked) {
      this.#issued = new Map();
      this.#mismatch = undefined;
      this.#partErased = undefined;
    }
  }
}
