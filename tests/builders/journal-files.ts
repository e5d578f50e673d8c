// Exported journals and documents, as the vault and the dossier hand them out.

import { writeJournalFile, type JournalFile } from '../../src/contracts/journal-file.ts';
import { anchorOf, formatAnchor } from '../../src/domain/journal/anchor.ts';
import { checkpointOf } from '../../src/domain/journal/chain.ts';
import { CHAIN_META, DIGEST_BLANK, DIGEST_META, sealDocument } from '../../src/domain/journal/document-seal.ts';
import type { ChainEntry } from '../../src/domain/journal/entry.ts';
import { aJournal, aSigner, hashText, publicKeyText, type Signer } from './journals.ts';

export interface ExportedJournal {
  readonly file: JournalFile;
  readonly entries: readonly ChainEntry[];
  readonly signers: readonly Signer[];
  readonly text: string;
  /** The file with other entries, its head and all else as they were. */
  readonly withEntries: (entries: readonly ChainEntry[]) => string;
}

/** A report page that carries its own hash and the anchor of this entry. */
export function aReport(entry: Pick<ChainEntry, 'seq' | 'hash' | 'chain'>): Promise<{ text: string; sha256: string }> {
  const head =
    `<meta charset="utf-8"><meta name="${DIGEST_META}" content="${DIGEST_BLANK}">` +
    `<meta name="${CHAIN_META}" content="${entry.chain}">`;
  const body = `<h1>Rapport</h1><p>Repère de journal : ${formatAnchor(entry)}.</p><p>SHA-256 ${DIGEST_BLANK}</p>`;
  return sealDocument(`<!doctype html><html lang="fr"><head>${head}</head><body>${body}</body></html>`, hashText);
}

/** A journal of `count` entries whose last one but one issued the report that is given with it. */
export async function anExport(count: number, chain = 'case-1'): Promise<ExportedJournal & { report: string }> {
  const signers = [aSigner('u-1'), aSigner('u-2', 'DIRECTEUR_ENQUETE')];
  const before = await aJournal(count - 2, signers, { chain });
  const anchored = before.at(-1);
  if (anchored === undefined) {
    throw new RangeError('An export needs three entries');
  }
  const report = await aReport(anchored);
  const after = await aJournal(2, signers, {
    chain,
    after: before,
    eventAt: (seq) =>
      seq === count ? { kind: 'locked' } : { kind: 'document-issued', document: 'REPORT', sha256: report.sha256 },
  });
  const entries = [...before, ...after];
  const file: JournalFile = {
    chain,
    toolVersion: '1.2.3',
    exportedAt: '2026-11-20T18:00:00.000Z',
    keys: Object.fromEntries(signers.map((signer) => [signer.actor, publicKeyText(signer)])),
    anchors: after.slice(-1).map((entry) => anchorOf(entry, undefined, 'EXPORT')),
    checkpoints: after.slice(-1).map(checkpointOf),
    entries,
  };
  const withEntries = (others: readonly ChainEntry[]): string => writeJournalFile({ ...file, entries: others });
  return { file, entries, signers, text: withEntries(entries), withEntries, report: report.text };
}
