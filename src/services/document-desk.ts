// Documents of an open dossier: judged, refused while anything is missing, journalled with their hash, then noted.

import type { IssueProgress, IssuedDocument, SessionDocumentKind } from '../contracts/dossier.ts';
import { AppError } from '../contracts/errors.ts';
import type { SignedEntry } from '../contracts/journal.ts';
import type { InstallationRecord } from '../contracts/vault.ts';
import type { UseSession } from '../domain/case/case-file.ts';
import type { CaseCommand } from '../domain/case/commands.ts';
import type { Review } from '../domain/case/review-rules.ts';
import type { Tray } from '../domain/case/tray.ts';
import { missing } from '../domain/case/gates.ts';
import type { JournalHead, M2Input, ReportInput, SoftwareFacts } from '../domain/documents/inputs.ts';
import { issueDocument } from '../domain/documents/issue.ts';
import { mentionM1 } from '../domain/documents/mention-m1.ts';
import { mentionM2 } from '../domain/documents/mention-m2.ts';
import { documentMissing } from '../domain/documents/missing.ts';
import type { DocumentModel } from '../domain/documents/model.ts';
import { report } from '../domain/documents/report.ts';
import { numberOfTrack, sha256, type CaseId, type TrackId } from '../domain/ids.ts';
import type { JournalAccount } from '../domain/journal/account.ts';
import { inFormOrder, type MissingCode } from '../domain/law/codes.ts';
import { caseDeadline } from '../domain/law/retention.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { CaseDesk } from './case-desk.ts';
import { documentName, hashText } from './document-files.ts';
import type { Environment } from './document-inputs/environment.ts';
import { decidedIn, entriesOf, eventsOf } from './document-inputs/journal-facts.ts';
import { modelsOf, readRuns } from './document-inputs/models.ts';
import { maskingOf, retainedObjects } from './document-inputs/objects.ts';
import { accountOf, hashAgain } from './document-inputs/recordings.ts';
import { exportsOf, searchesOf, sessionAccount } from './document-inputs/sessions.ts';
import { tickedPieces } from './document-inputs/tray.ts';
import { alertText } from './document-inputs/words.ts';
import type { DossierJournal } from './dossier-journal.ts';
import { lawful, refuseMissing } from './lawful.ts';
import { pdfOf } from './pdf.ts';
import type { Recording } from './recording.ts';
import type { AskVault } from './vault-link.ts';
import { readVerified } from './verify-journal.ts';

export interface DocumentDeskContext {
  readonly id: CaseId;
  readonly ask: AskVault;
  readonly desk: CaseDesk;
  readonly journal: DossierJournal;
  readonly results: CaseRepository;
  /** Every recording of the case. */
  readonly recordings: () => readonly Recording[];
  readonly review: () => Review;
  readonly tray: () => Tray;
  readonly installation: InstallationRecord;
  readonly software: SoftwareFacts;
  readonly environment: () => Environment;
}

interface Verified {
  readonly entries: readonly SignedEntry[];
  readonly account: JournalAccount;
}

/** A document that lacks nothing, and the command that notes it. */
interface Drawn {
  readonly model: DocumentModel;
  readonly note: (sha256Of: string) => CaseCommand;
}

/** Stands for the hash of a report that is not drawn up yet. */
const NO_HASH = sha256('0'.repeat(64));

export class DocumentDesk {
  readonly #context: DocumentDeskContext;
  /** The last document of each kind, for its PDF. */
  readonly #issued = new Map<IssuedDocument['kind'], { readonly sha256: string; readonly model: DocumentModel }>();

  constructor(context: DocumentDeskContext) {
    this.#context = context;
  }

  /** Rejects with LAW_REFUSED and the codes of what is missing; the refusal is journalled. The right is the caller's to judge. */
  async issue(kind: SessionDocumentKind, onProgress: IssueProgress = () => undefined): Promise<IssuedDocument> {
    const { desk, journal, ask, id } = this.#context;
    desk.mustBeTrusted();
    const verified = await readVerified(ask, id);
    const { model, note } = await this.#draw(kind, verified, onProgress);
    const issued = await issueDocument(model, hashText);
    const { sha256: hash } = issued;
    lawful(() => desk.judge(note(hash)));
    await journal.append({ kind: 'document-issued', document: kind, sha256: hash });
    await desk.command(note(hash));
    this.#issued.set(kind, { sha256: hash, model });
    return { kind, fileName: documentName(kind, hash), ...issued };
  }

  /** Of the last document of its kind that was issued here. */
  async pdf({ kind, sha256: pageSha256 }: IssuedDocument): Promise<Blob> {
    const last = this.#issued.get(kind);
    if (last?.sha256 !== pageSha256) {
      throw new AppError('INPUT_INVALID', { field: 'document' });
    }
    return pdfOf({ model: last.model, pageSha256 });
  }

  async #draw(kind: SessionDocumentKind, verified: Verified, onProgress: IssueProgress): Promise<Drawn> {
    switch (kind) {
      case 'M1':
        return this.#m1(verified);
      case 'M2':
        return this.#m2(verified);
      case 'REPORT':
        return this.#report(verified, onProgress);
    }
  }

  async #m1({ account }: Verified): Promise<Drawn> {
    const input = { ...this.#common(), journal: account.head };
    await this.#mustBeComplete('M1', documentMissing('M1', input));
    const note = { kind: 'note-mention', mention: 'M1', session: undefined } as const;
    return { model: mentionM1(input), note: () => note };
  }

  async #m2({ entries }: Verified): Promise<Drawn> {
    const { results, recordings } = this.#context;
    const common = this.#common();
    const use = nextToMention(common.file.sessions);
    if (use === undefined) {
      return this.#refuse('M2', ['SESSION']);
    }
    const runs = await readRuns(recordings(), results);
    const input: M2Input = {
      ...common,
      session: await sessionAccount({ file: common.file, entries, runs }, use),
      journal: rangeOf(entriesOf(entries, use)),
    };
    await this.#mustBeComplete('M2', documentMissing('M2', input));
    const note = { kind: 'note-mention', mention: 'M2', session: use.number } as const;
    return { model: mentionM2(input), note: () => note };
  }

  async #report({ entries, account }: Verified, onProgress: IssueProgress): Promise<Drawn> {
    const { desk } = this.#context;
    // Told before hours of footage are read again for nothing.
    await this.#mustBeComplete('REPORT', missing(desk.file, 'report', desk.context));
    lawful(() => desk.judge({ kind: 'note-report', sha256: NO_HASH }));
    const input = await this.#reportInput(entries, account, onProgress);
    await this.#mustBeComplete('REPORT', documentMissing('REPORT', input));
    return { model: report(input), note: (hash) => ({ kind: 'note-report', sha256: sha256(hash) }) };
  }

  async #reportInput(
    entries: readonly SignedEntry[],
    account: JournalAccount,
    onProgress: IssueProgress,
  ): Promise<ReportInput> {
    const { desk, results, installation, environment } = this.#context;
    const recordings = this.#context.recordings();
    const review = this.#context.review();
    const common = this.#common();
    const { file } = common;
    const runs = await readRuns(recordings, results);
    const after = await hashAgain(recordings, onProgress);
    const { objects, masked } = await retainedObjects(recordings, results, review, installation.maskInExports);
    const masking = maskingOf(review, installation.maskInExports);
    const tray = await tickedPieces(this.#context.tray(), recordings, results, masking);
    const exported = exportsOf(entries, recordings);
    return {
      ...common,
      author: desk.user.profile.userId,
      environment: withBackends(environment(), recordings),
      models: await modelsOf(runs.values()),
      sessions: await Promise.all(file.sessions.map((use) => sessionAccount({ file, entries, runs }, use))),
      alerts: recordings.flatMap(({ state }) => state.alerts.map((alert) => `${alertText(alert)} (${state.name})`)),
      recordings: recordings.flatMap(({ state, id }) => accountOf(state, after.get(id)) ?? []),
      searches: searchesOf(entries, file),
      objects,
      tray: tray.pieces,
      links: review.links,
      dismissed: decidedIn(eventsOf(entries)).byMotive,
      undecided: undecidedOf(recordings, review),
      masked: new Set<string>([...masked, ...tray.masked, ...exported.masked]).size,
      exports: exported.pieces,
      deadline: caseDeadline(file, installation),
      journal: rangeOf(entries),
      journalAccount: account,
    };
  }

  #common(): Pick<ReportInput, 'file' | 'installation' | 'software' | 'drawnUpAt'> {
    const { desk, installation, software } = this.#context;
    return { file: desk.file, installation, software, drawnUpAt: desk.context.now };
  }

  async #mustBeComplete(kind: SessionDocumentKind, codes: readonly MissingCode[]): Promise<void> {
    if (codes.length > 0) {
      await this.#refuse(kind, codes);
    }
  }

  /** A refusal is written down too. */
  async #refuse(kind: SessionDocumentKind, codes: readonly MissingCode[]): Promise<never> {
    const lacks = inFormOrder(codes);
    await this.#context.journal.append({ kind: 'command-refused', command: `issue-${kind}`, missing: lacks });
    refuseMissing(lacks);
    throw new Error('Refused without a reason');
  }
}

/** The first use that has ended and is not mentioned yet; when all are, the last one again. */
function nextToMention(sessions: readonly UseSession[]): UseSession | undefined {
  return sessions.find(({ to, mentionedAt }) => to !== undefined && mentionedAt === undefined) ?? sessions.at(-1);
}

/** Objects that nobody has decided about. */
function undecidedOf(recordings: readonly Recording[], { decisions }: Review): number {
  const isListed = (id: TrackId): boolean =>
    recordings.some(({ state }) => state.tracks.numbered(numberOfTrack(id))?.id === id);
  const all = recordings.reduce((sum, { state }) => sum + state.tracks.length, 0);
  return all - [...decisions.keys()].filter(isListed).length;
}

function rangeOf(entries: readonly SignedEntry[]): { readonly first: number; readonly last: JournalHead } | undefined {
  const [first, last] = [entries[0], entries.at(-1)];
  return first === undefined || last === undefined
    ? undefined
    : { first: first.seq, last: { seq: last.seq, hash: last.hash } };
}

/** What computed stands with the chip: a real one, one made of software, or none. */
function withBackends(environment: Environment, recordings: readonly Recording[]): Environment {
  const used = new Set(recordings.flatMap(({ state }) => state.result?.backend ?? []));
  return used.size === 0 || environment.graphics === ''
    ? environment
    : { ...environment, graphics: `${environment.graphics} ; calcul : ${[...used].join(', ')}` };
}
