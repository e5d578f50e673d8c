// Mentions of an open dossier: drawn up when nothing is missing, journalled, then noted in the file.

import type { IssuedDocument } from '../contracts/dossier.ts';
import type { InstallationRecord } from '../contracts/vault.ts';
import type { SoftwareFacts } from '../domain/documents/inputs.ts';
import { mentionM1 } from '../domain/documents/mention-m1.ts';
import type { CaseId } from '../domain/ids.ts';
import type { CaseDesk } from './case-desk.ts';
import type { DossierJournal } from './dossier-journal.ts';
import { drawUp } from './draw-up.ts';
import { lawful } from './lawful.ts';
import type { AskVault } from './vault-link.ts';

export interface Issuing {
  readonly id: CaseId;
  readonly desk: CaseDesk;
  readonly journal: DossierJournal;
  readonly ask: AskVault;
  readonly software: SoftwareFacts;
  readonly installation: InstallationRecord;
}

/** M1, the mention of the authorisation in force. Rejects with LAW_REFUSED and what is missing. */
export async function issueM1(issuing: Issuing): Promise<IssuedDocument> {
  const { id, desk, journal, ask, software, installation } = issuing;
  const head = await ask((vault) => vault.checkpoint(id));
  const { file, context } = desk;
  const input = { file, installation, software, drawnUpAt: context.now, journal: head };
  const model = lawful(() => mentionM1(input));
  const issued = await drawUp(model, 'mention-M1');
  // Judged before anything is said of it.
  desk.judge({ kind: 'note-mention', mention: 'M1', session: undefined });
  await journal.append({ kind: 'document-issued', document: 'M1', sha256: issued.sha256 });
  await desk.command({ kind: 'note-mention', mention: 'M1', session: undefined });
  return { ...issued, kind: 'M1' };
}
