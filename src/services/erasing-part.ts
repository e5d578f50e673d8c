// What an order to erase a recording or an object leaves behind: the certificate that says so.

import type { ErasureProof } from '../contracts/dossier.ts';
import type { CaseFile } from '../domain/case/case-file.ts';
import type { CaseCommand } from '../domain/case/commands.ts';
import { WHOLE_CASE } from '../domain/case/permission.ts';
import type { PartialErasureInput, SoftwareFacts } from '../domain/documents/inputs.ts';
import { issueDocument } from '../domain/documents/issue.ts';
import { partialCertificate } from '../domain/documents/partial-certificate.ts';
import { caseId } from '../domain/ids.ts';
import type { Instant } from '../domain/time/instant.ts';
import { documentName, hashText } from './document-files.ts';
import type { DossierJournal } from './dossier-journal.ts';
import type { AskVault } from './vault-link.ts';

/** What was ordered to be erased of a case that stays. */
export type OrderedPart = Pick<PartialErasureInput, 'part' | 'order'>;

export interface PartErasing {
  readonly ask: AskVault;
  readonly journal: DossierJournal;
  readonly file: CaseFile;
  readonly software: SoftwareFacts;
  readonly timeZone: string;
  readonly at: Instant;
}

/** Read before the order is carried out; `undefined`: the command erases no part. `pseudonymOf`: of an object. */
export function orderedPart(
  command: CaseCommand,
  file: CaseFile,
  pseudonymOf: (track: string) => string | undefined,
): OrderedPart | undefined {
  if (command.kind !== 'order' || command.order.kind !== 'ERASE' || command.order.target === WHOLE_CASE) {
    return undefined;
  }
  const { target, reference, orderedOn } = command.order;
  const id = target.slice(target.indexOf('/') + 1);
  const order = { reference, orderedOn };
  if (target.startsWith('track/')) {
    return { part: { kind: 'TRACK', designation: pseudonymOf(id) ?? id, id }, order };
  }
  const provenance = file.recordings.find((recording) => recording.id === id)?.provenance;
  return { part: { kind: 'RECORDING', designation: provenance?.reference ?? 'sans référence', id }, order };
}

/** Once it is done. Journalled with its hash, and handed over: what is erased of a case is not kept in the registry. */
export async function certifyPart(ordered: OrderedPart, erasing: PartErasing): Promise<ErasureProof> {
  const { ask, journal, file, software, timeZone, at } = erasing;
  const head = await ask((vault) => vault.checkpoint(caseId(file.id)));
  if (head === undefined) {
    throw new Error('An order without its entry');
  }
  const model = partialCertificate({
    ...ordered,
    ...{ caseId: file.id, procedureNumber: file.procedureNumber, erasedAt: at, software, timeZone },
    journal: { seq: head.seq, hash: head.hash },
  });
  const issued = await issueDocument(model, hashText);
  await journal.append({ kind: 'document-issued', document: 'CERTIFICATE', sha256: issued.sha256 });
  return {
    account: undefined,
    certificate: { kind: 'CERTIFICATE', fileName: documentName('CERTIFICATE', issued.sha256), ...issued },
  };
}
