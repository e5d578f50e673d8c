// The cases that a test puts behind a fake door.

import { AppError } from '../../src/contracts/errors.ts';
import type { CaseHeader, UnlockedUser, UserProfile } from '../../src/contracts/vault.ts';
import type { CaseFile } from '../../src/domain/case/case-file.ts';
import type { CaseFacts } from '../../src/domain/case/commands.ts';
import { draft } from '../../src/domain/case/decide.ts';
import { caseId, type CaseId } from '../../src/domain/ids.ts';
import { caseDeadline } from '../../src/domain/law/retention.ts';
import type { Instant } from '../../src/domain/time/instant.ts';
import { contextOf, PARIS } from './cases.ts';

type Share = Uint8Array<ArrayBuffer> | undefined;

export class FakeCases {
  readonly #known = new Map<CaseId, { readonly file: CaseFile; readonly share: Share }>();

  get headers(): readonly CaseHeader[] {
    return [...this.#known].map(([id, { file, share }]) => ({
      id,
      state: file.state,
      deadline: caseDeadline(file, { timeZone: PARIS, derogationsAllowed: false }),
      hasShare: share !== undefined,
    }));
  }

  put(file: CaseFile, share: Share): CaseId {
    const id = caseId(file.id);
    this.#known.set(id, { file, share });
    return id;
  }

  /** A draft of this person's. */
  draft(facts: CaseFacts, { userId, role, label, habilitation }: UserProfile, now: Instant, share: Share): CaseFile {
    const context = contextOf({ actor: { userId, role, quality: undefined }, now });
    const file = draft(`case-${this.#known.size + 1}`, facts, { userId, role, label, habilitation }, context);
    this.put(file, share);
    return file;
  }

  open(id: CaseId, share: Share): CaseFile {
    const known = this.#known.get(id);
    if (known === undefined) {
      throw new AppError('CASE_ERASED');
    }
    if (known.share !== undefined && String(known.share) !== String(share)) {
      throw new AppError(share === undefined ? 'KEY_SHARE_MISSING' : 'KEY_SHARE_WRONG');
    }
    return known.file;
  }

  /** Those on which a user is listed; all for the control. */
  of({ role, userId }: UserProfile): UnlockedUser['cases'] {
    return this.headers.flatMap((header) => {
      const file = this.#known.get(header.id)?.file;
      const isOpen = role === 'CONTROLE' || file?.users.some((user) => user.userId === userId) === true;
      return file !== undefined && isOpen ? [{ ...header, procedureNumber: file.procedureNumber }] : [];
    });
  }
}
