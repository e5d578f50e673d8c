// Cases: their keys are made, wrapped for each holder, opened one at a time, and given to ports that seal.

import { AppError } from '../contracts/errors.ts';
import type { Sealer } from '../contracts/sealer.ts';
import type { CaseHeader, UnlockedUser } from '../contracts/vault.ts';
import type { CaseState } from '../domain/case/case-file.ts';
import { caseId, type CaseId } from '../domain/ids.ts';
import { instant, type Instant } from '../domain/time/instant.ts';
import type { CaseRow } from '../storage/registry-shapes.ts';
import { serveSealer } from '../storage/sealer-port.ts';
import { fromText, toText, type Bytes } from './bytes.ts';
import { CaseKeys, HALF_BYTES, newHalf } from './case-keys.ts';
import { unwrap, wrapFor, type WrapPurpose } from './keys.ts';
import type { Memory, OpenCase, Unlocked, VaultTools } from './memory.ts';

type Holder = CaseRow['holders'][number];

/** Somebody for whom a case can be wrapped. */
export interface Recipient {
  readonly holder: string;
  readonly publicKey: Bytes;
}

export const headerOf = ({ id, state, deadline, hasShare }: CaseRow): CaseHeader => ({
  id: caseId(id),
  state,
  deadline: instant(deadline),
  hasShare,
});

export class CaseKeeper {
  readonly #tools: VaultTools;
  readonly #memory: Memory;

  constructor(tools: VaultTools, memory: Memory) {
    this.#tools = tools;
    this.#memory = memory;
  }

  /** A new case, for the creator and the control key. The share is given back once and kept nowhere. */
  async create(
    id: CaseId,
    deadline: Instant,
    withShare: boolean,
    recipients: readonly Recipient[],
  ): Promise<Bytes | undefined> {
    const half = newHalf();
    const share = withShare ? newHalf() : undefined;
    const holders = await Promise.all(
      recipients.map(async ({ holder, publicKey }): Promise<Holder> => {
        const key = await wrapFor(publicKey, half, { what: 'case-key', of: id, holder });
        return { holder, key, number: undefined };
      }),
    );
    const keys = await CaseKeys.of(id, half, share);
    const check = await keys.makeCheck();
    await this.#tools.registry.addCase({
      ...{ id, version: 1, state: 'DRAFT', deadline, hasShare: withShare, awaitsShare: withShare, check, holders },
    });
    return share;
  }

  /**
   * Opens one case for the screen, once the result is called; another one that was open is forgotten then, its
   * analyses with it.
   */
  async prepare(user: Unlocked, row: CaseRow, given: Bytes | undefined): Promise<() => void> {
    const id = caseId(row.id);
    const half = await this.#half(user, row);
    const share = await this.#share(user, row, given);
    const keys = await CaseKeys.of(id, half, share);
    if (!(await keys.isRight(row.check))) {
      throw new AppError(row.hasShare ? 'KEY_SHARE_WRONG' : 'STORAGE_FAILED', { store: 'cases' });
    }
    const parked = share === undefined ? undefined : await park(user, id, share);
    return () => {
      const same = this.#memory.open?.id === id ? this.#memory.open : undefined;
      if (same === undefined) {
        this.#memory.forgetCase();
        this.#memory.open = { id, keys, isShown: true, analyses: 0, parked };
      } else {
        Object.assign(same, { keys, isShown: true, parked });
      }
    };
  }

  /** Fails with RIGHT_REFUSED when the case is not wrapped for this user. */
  #half(user: Unlocked, row: CaseRow): Promise<Bytes> {
    const holder = user.profile.userId;
    const found = row.holders.find((one) => one.holder === holder);
    if (found === undefined) {
      throw new AppError('RIGHT_REFUSED', { role: user.profile.role });
    }
    return unwrap(user.privateKeys.unwrap, found.key, { what: 'case-key', of: row.id, holder });
  }

  async #share(user: Unlocked, row: CaseRow, given: Bytes | undefined): Promise<Bytes | undefined> {
    if (!row.hasShare) {
      return undefined;
    }
    const { open } = this.#memory;
    const holder = user.profile.userId;
    const parked = open?.id === row.id && open.parked?.holder === holder ? open.parked : undefined;
    if (given === undefined && parked !== undefined) {
      return unwrap(user.privateKeys.unwrap, parked.share, { what: 'share', of: row.id, holder });
    }
    if (given === undefined) {
      throw new AppError('KEY_SHARE_MISSING');
    }
    if (given.length !== HALF_BYTES) {
      throw new AppError('KEY_SHARE_WRONG');
    }
    return given;
  }

  /** What the registry says of the open case, and its number for each holder. */
  async note(state: CaseState, deadline: Instant, number: string, recipients: readonly Recipient[]): Promise<void> {
    const row = await this.#openRow();
    const holders = await Promise.all(
      row.holders.map(async (one): Promise<Holder> => {
        const recipient = recipients.find(({ holder }) => holder === one.holder);
        return recipient === undefined ? one : { ...one, number: await wrapNumber(row.id, number, recipient) };
      }),
    );
    await this.#tools.registry.putCase({ ...row, state, deadline, holders });
  }

  /** The third share of the open case is saved. */
  async confirmShare(): Promise<void> {
    await this.#tools.registry.putCase({ ...(await this.#openRow()), awaitsShare: false });
  }

  async grant(user: Unlocked, recipient: Recipient): Promise<void> {
    const row = await this.#openRow();
    const half = await this.#half(user, row);
    const { holder, publicKey } = recipient;
    const key = await wrapFor(publicKey, half, { what: 'case-key', of: row.id, holder });
    half.fill(0);
    const number = await numberOf(user, row);
    const added: Holder = { holder, key, number: await wrapNumber(row.id, number, recipient) };
    const others = row.holders.filter((one) => one.holder !== holder);
    await this.#tools.registry.putCase({ ...row, holders: [...others, added] });
  }

  async revoke(holder: string): Promise<void> {
    const row = await this.#openRow();
    await this.#tools.registry.putCase({ ...row, holders: row.holders.filter((one) => one.holder !== holder) });
  }

  /** Cases of a user, with their numbers. */
  async casesOf(user: Unlocked): Promise<UnlockedUser['cases']> {
    const rows = (await this.#tools.registry.cases()).filter(({ holders }) =>
      holders.some(({ holder }) => holder === user.profile.userId),
    );
    return Promise.all(rows.map(async (row) => ({ ...headerOf(row), procedureNumber: await numberOf(user, row) })));
  }

  /** A port for the screen or for an analysis. Keys are looked up at every call: a lock works at once. */
  port(purpose: 'screen' | 'analysis', lifeLock: string | undefined, mayWrite: () => void): MessagePort {
    const { open } = this.#memory.mustShow();
    const { port1, port2 } = new MessageChannel();
    if (purpose === 'analysis') {
      open.analyses += 1;
    }
    const onEnd = (): void => {
      if (purpose === 'analysis') {
        open.analyses -= 1;
        this.#memory.dropUnused();
      }
    };
    serveSealer(port1, this.#sealerOf(open, purpose, mayWrite), { onEnd, lifeLock });
    return port2;
  }

  #sealerOf(open: OpenCase, purpose: 'screen' | 'analysis', mayWrite: () => void): Sealer {
    const keys = (): CaseKeys => {
      const isOpen = this.#memory.open === open && (purpose === 'analysis' || open.isShown);
      if (!isOpen || open.keys === undefined) {
        throw new AppError('VAULT_LOCKED');
      }
      return open.keys;
    };
    return {
      seal: async (place, plain) => {
        mayWrite();
        return keys().seal(place, plain);
      },
      open: async (place, envelope) => keys().open(place, envelope),
    };
  }

  async #openRow(): Promise<CaseRow> {
    const { open } = this.#memory.mustShow();
    const row = await this.#tools.registry.case(open.id);
    if (row === undefined) {
      throw new AppError('CASE_ERASED');
    }
    return row;
  }
}

/** The share under the user's own public key: in memory, and of no use without the passphrase. */
async function park({ profile, publicKeys }: Unlocked, id: CaseId, share: Bytes): Promise<OpenCase['parked']> {
  const holder = profile.userId;
  return { holder, share: await wrapFor(publicKeys.wrap, share, { what: 'share', of: id, holder }) };
}

const numberPurpose = (of: string, holder: string): WrapPurpose => ({ what: 'procedure-number', of, holder });

async function wrapNumber(id: string, number: string, { holder, publicKey }: Recipient): ReturnType<typeof wrapFor> {
  return wrapFor(publicKey, fromText(number), numberPurpose(id, holder));
}

/** '' until the case was noted. */
async function numberOf(user: Unlocked, row: CaseRow): Promise<string> {
  const holder = user.profile.userId;
  const wrapped = row.holders.find((one) => one.holder === holder)?.number;
  return wrapped === undefined
    ? ''
    : toText(await unwrap(user.privateKeys.unwrap, wrapped, numberPurpose(row.id, holder)));
}
