// The keys of one case: stored half and third share → one secret → one key per store.

import { AppError } from '../contracts/errors.ts';
import type { Envelope, RecordPlace, Sealer } from '../contracts/sealer.ts';
import { open, seal } from '../storage/envelope.ts';
import { bound, concat, fromText, randomBytes, type Bytes } from './bytes.ts';
import { asSecret, drawKey, openAs, sealAs } from './keys.ts';

/** Bytes of the stored half, and of the share ["clé de dossier"]. */
export const HALF_BYTES = 32;
const CHECK = fromText('derush case key');

export const newHalf = (): Bytes => randomBytes(HALF_BYTES);

/** Seals and opens records of one case. Dropping it drops every key of the case. */
export class CaseKeys implements Sealer {
  readonly caseId: string;
  readonly #secret: CryptoKey;
  readonly #keys = new Map<string, Promise<CryptoKey>>();

  private constructor(caseId: string, secret: CryptoKey) {
    this.caseId = caseId;
    this.#secret = secret;
  }

  /** Without share the stored half is the whole secret: the two ways never give the same keys. */
  static async of(caseId: string, half: Bytes, share: Bytes | undefined): Promise<CaseKeys> {
    const bytes = share === undefined ? half : concat(half, share);
    const secret = await asSecret(bytes);
    bytes.fill(0);
    half.fill(0);
    return new CaseKeys(caseId, secret);
  }

  /** A known text under this case's key, stored with the case. */
  async makeCheck(): Promise<Envelope> {
    return sealAs(await this.#keyOf('check'), bound('check', this.caseId), CHECK);
  }

  /** Whether these are the keys under which the check was made. */
  async isRight(check: Envelope): Promise<boolean> {
    return (await openAs(await this.#keyOf('check'), bound('check', this.caseId), check)) !== undefined;
  }

  async seal(place: RecordPlace, plain: Bytes): Promise<Envelope> {
    this.#mustBeHere(place);
    return seal(await this.#keyOf(`store/${place.store}`), place, plain);
  }

  async open(place: RecordPlace, envelope: Envelope): Promise<Bytes> {
    this.#mustBeHere(place);
    return open(await this.#keyOf(`store/${place.store}`), place, envelope);
  }

  #keyOf(use: string): Promise<CryptoKey> {
    const known = this.#keys.get(use);
    if (known !== undefined) {
      return known;
    }
    const key = drawKey(this.#secret, fromText(this.caseId), bound('derush/case/1', use));
    this.#keys.set(use, key);
    return key;
  }

  /** Records of another case are not even tried. */
  #mustBeHere({ caseId, store }: RecordPlace): void {
    if (caseId !== this.caseId) {
      throw new AppError('STORAGE_FAILED', { store });
    }
  }
}
