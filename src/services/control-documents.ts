// Documents that no case has to be open for: the control file, and certificates of what was erased at a start.

import type { IssuedDocument } from '../contracts/dossier.ts';
import { AppError } from '../contracts/errors.ts';
import type { Erasure, InstallationRecord, UnlockedUser } from '../contracts/vault.ts';
import { certificate } from '../domain/documents/certificate.ts';
import { controlFile } from '../domain/documents/control-file.ts';
import type { CertificateInput, ControlFileInput, ErasureCause, SoftwareFacts } from '../domain/documents/inputs.ts';
import type { DocumentModel } from '../domain/documents/model.ts';
import { issueDocument } from '../domain/documents/issue.ts';
import { documentMissing } from '../domain/documents/missing.ts';
import { caseId, sha256, type CaseId } from '../domain/ids.ts';
import type { JournalAccount } from '../domain/journal/account.ts';
import type { MissingCode } from '../domain/law/codes.ts';
import { may } from '../domain/law/rights.ts';
import { unconfirmed } from '../domain/law/statutes.ts';
import { dayOf } from '../domain/time/calendar.ts';
import { instant } from '../domain/time/instant.ts';
import { documentName, hashText } from './document-files.ts';
import type { Environment } from './document-inputs/environment.ts';
import { listedModels } from './document-inputs/models.ts';
import { lawful, refusal } from './lawful.ts';
import type { AskVault } from './vault-link.ts';
import { readVerified } from './verify-journal.ts';

export interface Controlling {
  readonly ask: AskVault;
  readonly user: UnlockedUser;
  readonly software: SoftwareFacts;
  readonly environment: () => Environment;
  /** Machine's clock, ms since 1970. */
  readonly clock: () => number;
}

/** A document that was issued, and what its PDF is made of. */
export interface Drawn {
  readonly issued: IssuedDocument;
  readonly model: DocumentModel;
}

type Kind = 'CONTROL' | 'CERTIFICATE';

/**
 * "Dossier de contrôle": versions, models, habilitations, journals verified, counts. No case is opened for it, no key of
 * one is asked for. Rejects with RIGHT_REFUSED, or LAW_REFUSED and what is missing.
 */
export async function controlDocument(controlling: Controlling): Promise<Drawn> {
  const { ask, user } = controlling;
  if (!may(actorOf(user), 'control-file')) {
    throw refusal(['RIGHT']);
  }
  const input = await controlInput(controlling);
  await mustBeComplete(ask, 'CONTROL', documentMissing('CONTROL', input));
  return issue(ask, 'CONTROL', controlFile(input));
}

/** Certificates that are still to be written, by somebody who reads every journal. What is missing for one is journalled. */
export async function certifyErasures(controlling: Controlling): Promise<void> {
  const { ask, user } = controlling;
  if (!may(actorOf(user), 'read-journal')) {
    return;
  }
  const kept = new Set((await ask((vault) => vault.certificates())).map(({ id }) => id));
  const due = (await ask((vault) => vault.erasures())).filter(({ id }) => !kept.has(id));
  if (due.length === 0) {
    return;
  }
  const installation = await ask((vault) => vault.installation());
  for (const erasure of due) {
    const input = await certificateInput(controlling, erasure, installation);
    const codes = documentMissing('CERTIFICATE', input);
    if (codes.length === 0) {
      await issueCertificate(ask, input);
    } else {
      await noteRefusal(ask, 'CERTIFICATE', codes);
    }
  }
}

/** Journalled, then kept in the registry. */
export async function issueCertificate(ask: AskVault, input: CertificateInput): Promise<IssuedDocument> {
  const { issued, model } = await issue(
    ask,
    'CERTIFICATE',
    lawful(() => certificate(input)),
  );
  const { text } = issued;
  const kept = { id: caseId(input.caseId), text, sha256: sha256(issued.sha256), model };
  await ask((vault) => vault.keepCertificate(kept));
  return issued;
}

async function issue(ask: AskVault, kind: Kind, model: DocumentModel): Promise<Drawn> {
  const issued = await issueDocument(model, hashText);
  await ask((vault) =>
    vault.append('installation', { kind: 'document-issued', document: kind, sha256: issued.sha256 }),
  );
  return { issued: { kind, fileName: documentName(kind, issued.sha256), ...issued }, model };
}

async function mustBeComplete(ask: AskVault, kind: Kind, codes: readonly MissingCode[]): Promise<void> {
  if (codes.length > 0) {
    await noteRefusal(ask, kind, codes);
    throw refusal(codes);
  }
}

async function noteRefusal(ask: AskVault, kind: Kind, codes: readonly MissingCode[]): Promise<void> {
  const event = { kind: 'command-refused', command: `issue-${kind}`, missing: [...codes] } as const;
  await ask((vault) => vault.append('installation', event));
}

const actorOf = ({ profile, quality }: UnlockedUser): Parameters<typeof may>[0] => ({ role: profile.role, quality });

async function controlInput({ ask, software, environment, clock }: Controlling): Promise<ControlFileInput> {
  const installation = await ask((vault) => vault.installation());
  const { cases } = await ask((vault) => vault.status());
  const erasures = await ask((vault) => vault.erasures());
  const users = await ask((vault) => vault.users());
  const certificates = await ask((vault) => vault.certificates());
  const now = instant(clock());
  const today = dayOf(now, installation.timeZone);
  return {
    installation,
    software,
    environment: environment(),
    models: await listedModels(),
    users: users.map(({ label, role, quality, habilitation, isActive }) => ({
      ...{ label, role, quality, habilitation, isActive },
    })),
    journals: await journalsOf(ask, [...cases.map(({ id }) => id), ...erasures.map(({ id }) => id)]),
    cases: [
      ...cases.map(({ id, state, deadline }) => ({ id, state, deadline })),
      ...erasures.map(({ id, at }) => ({ id, state: 'ERASED' as const, deadline: at })),
    ],
    certificates: certificates.length,
    unconfirmedTexts: unconfirmed(today, installation.confirmedStatutes),
    drawnUpAt: now,
  };
}

/** Those that this person may read; the others are not theirs to speak of. */
async function journalsOf(ask: AskVault, ids: readonly CaseId[]): Promise<ControlFileInput['journals']> {
  const journals: { readonly chain: string; readonly account: JournalAccount }[] = [];
  for (const chain of ['installation' as const, ...ids]) {
    try {
      journals.push({ chain, account: (await readVerified(ask, chain)).account });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'RIGHT_REFUSED')) {
        throw error;
      }
    }
  }
  return journals;
}

async function certificateInput(
  { ask, software }: Controlling,
  { id, at, cause, account }: Erasure,
  { timeZone }: InstallationRecord,
): Promise<CertificateInput> {
  const journal = (await readVerified(ask, id)).account;
  return {
    caseId: id,
    ...{ procedureNumber: '', framework: undefined, cause: CAUSES[cause], erasedAt: at, account, report: undefined },
    ...{ software, timeZone, journal: journal.head },
  };
}

const CAUSES: Readonly<Record<Erasure['cause'], ErasureCause>> = {
  DEADLINE: { kind: 'DEADLINE', deadline: undefined },
  ORDER: { kind: 'CUT_SHORT' },
  ABANDONED: { kind: 'ABANDONED' },
  SHARE_LOST: { kind: 'SHARE_LOST' },
};
