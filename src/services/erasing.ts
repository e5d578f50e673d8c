// The end of a case: keys, records, database, and the certificate that says so and outlives it.

import type { ErasureProof } from '../contracts/dossier.ts';
import type { InstallationRecord } from '../contracts/vault.ts';
import type { CaseFile } from '../domain/case/case-file.ts';
import { WHOLE_CASE } from '../domain/case/permission.ts';
import type { CertificateInput, ErasureCause, SoftwareFacts } from '../domain/documents/inputs.ts';
import { caseId } from '../domain/ids.ts';
import { caseDeadline, isOver } from '../domain/law/retention.ts';
import type { Instant } from '../domain/time/instant.ts';
import { issueCertificate } from './control-documents.ts';
import type { AskVault } from './vault-link.ts';

export interface Erasing {
  readonly ask: AskVault;
  /** As it was last, its state ERASED. */
  readonly file: CaseFile;
  readonly installation: InstallationRecord;
  readonly software: SoftwareFacts;
  readonly at: Instant;
}

/** Nothing of the case may be open any more. The account is kept by the registry even when no certificate can be drawn up. */
export async function eraseCase({ ask, file, installation, software, at }: Erasing): Promise<ErasureProof> {
  const id = caseId(file.id);
  // The entry of the command that erases; afterwards the journal is read by control and référent only.
  const head = await ask((vault) => vault.checkpoint(id));
  const account = await ask((vault) => vault.shred(id));
  const { report } = file;
  const input: CertificateInput = {
    ...{ caseId: file.id, procedureNumber: file.procedureNumber, framework: file.framework },
    ...{ cause: causeOf(file, installation, at), erasedAt: at, account, software, timeZone: installation.timeZone },
    report: report?.joinedAs === undefined ? undefined : { sha256: report.sha256, joinedAs: report.joinedAs },
    journal: head === undefined ? undefined : { seq: head.seq, hash: head.hash },
  };
  return { account, certificate: await issueCertificate(ask, input) };
}

function causeOf(file: CaseFile, installation: InstallationRecord, at: Instant): ErasureCause | undefined {
  const deadline = caseDeadline(file, installation);
  const order = file.orders.findLast(({ kind, target }) => kind === 'ERASE' && target === WHOLE_CASE);
  if (isOver(deadline, at)) {
    return { kind: 'DEADLINE', deadline };
  }
  if (order !== undefined) {
    return { kind: 'ORDER', reference: order.reference };
  }
  return file.closure === undefined ? undefined : { kind: 'CLOSURE', event: file.closure.event };
}
