// What a fake door gives to read without opening a case.

import type { DossierDoor, IssuedDocument, VerifiedJournal } from '../../src/contracts/dossier.ts';
import type { SignedEntry } from '../../src/contracts/journal.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import type { JournalFault } from '../../src/domain/journal/account.ts';
import { HASH } from './cases.ts';
import { aDocument } from './fake-dossier.ts';

type Papers = Pick<
  DossierDoor,
  'journal' | 'exportJournal' | 'controlFile' | 'controlPdf' | 'certificates' | 'certificatePdf'
>;

export class FakePapers implements Papers {
  entries: readonly SignedEntry[] = [anEntry(1, 'installation-recorded'), anEntry(2, 'unlocked')];
  fault: JournalFault | undefined;
  kept: readonly { readonly id: CaseId; readonly text: string }[] = [];
  /** What was asked for, in order. */
  readonly calls: string[] = [];

  async journal(chain: CaseId | 'installation'): Promise<VerifiedJournal> {
    await Promise.resolve();
    this.calls.push(`journal ${chain}`);
    const { entries, fault } = this;
    const faults = fault === undefined ? [] : [fault];
    const head = { seq: entries.length, hash: HASH };
    const isIntact = fault === undefined;
    return { entries, account: { isIntact, faults, firstBreak: fault, notices: [], count: entries.length, head } };
  }

  async exportJournal(chain: CaseId | 'installation'): Promise<Blob> {
    this.calls.push(`export-journal ${chain}`);
    return Promise.resolve(new Blob(['{}'], { type: 'application/json' }));
  }

  async controlFile(): Promise<IssuedDocument> {
    this.calls.push('control-file');
    return Promise.resolve(aDocument('CONTROL'));
  }

  async certificates(): Promise<readonly { readonly id: CaseId; readonly text: string }[]> {
    return Promise.resolve(this.kept);
  }

  async controlPdf({ sha256 }: IssuedDocument): Promise<Blob> {
    this.calls.push('control-pdf');
    return Promise.resolve(new Blob([sha256], { type: 'application/pdf' }));
  }

  async certificatePdf(id: CaseId): Promise<Blob> {
    this.calls.push('certificate-pdf');
    return Promise.resolve(new Blob([id], { type: 'application/pdf' }));
  }
}

/** A line of a journal; nothing verifies it. */
function anEntry(seq: number, kind: string): SignedEntry {
  return {
    ...{ seq, at: '2026-03-10T08:30:00.000Z', chain: 'installation', actor: 'u3', role: 'REFERENT', event: { kind } },
    ...{ motive: undefined, previous: HASH, hash: HASH, signature: 'x' },
  };
}
