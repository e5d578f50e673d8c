// The control key (CPP 230-23, 230-24): a file and its passphrase, made once at installation, kept outside of the machine.
// It opens every case and every journal without any investigator's secret; it never seals a result.

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import { kdfParams, type KdfParams } from '../storage/registry-shapes.ts';
import { bound, fromBase64, toText, type Bytes } from './bytes.ts';
import { newKdfParams, passphraseKey, type KdfCost } from './kdf.ts';
import { importPrivateKeys, newPairs, openAs, sealAs, type PrivateKeys, type PublicKeys } from './keys.ts';
import { toJson } from './sealed-shapes.ts';

const KIND = 'derush-control-key';

const base64 = v.pipe(v.string(), v.base64(), v.transform(fromBase64));
const shape = v.strictObject({
  kind: v.literal(KIND),
  version: v.literal(1),
  installation: v.string(),
  kdf: v.looseObject({ salt: base64 }),
  iv: base64,
  data: base64,
});

export async function makeControlKey(
  passphrase: string,
  installation: string,
  cost: KdfCost,
): Promise<{ readonly file: Bytes; readonly publicKeys: PublicKeys; readonly privateKeys: PrivateKeys }> {
  const { publicKeys, privateBytes } = await newPairs();
  const kdf = await newKdfParams(cost);
  const key = await passphraseKey(passphrase, kdf);
  const { iv, data } = await sealAs(key, bound(KIND, installation), privateBytes);
  const file = toJson({ kind: KIND, version: 1, installation, kdf, iv, data: new Uint8Array(data) });
  return { file, publicKeys, privateKeys: await importPrivateKeys(privateBytes) };
}

/** `undefined` when the passphrase is wrong. Fails with INPUT_INVALID for a file that is no control key of this installation. */
export async function openControlKey(
  file: Bytes,
  passphrase: string,
  installation: string,
): Promise<PrivateKeys | undefined> {
  const read = readFile(file);
  if (read.installation !== installation) {
    throw new AppError('INPUT_INVALID', { field: 'control-key' });
  }
  const key = await passphraseKey(passphrase, read.kdf);
  const bytes = await openAs(key, bound(KIND, installation), { iv: read.iv, data: read.data.buffer });
  return bytes === undefined ? undefined : importPrivateKeys(bytes);
}

function readFile(file: Bytes): Omit<v.InferOutput<typeof shape>, 'kdf'> & { readonly kdf: KdfParams } {
  try {
    const read = v.parse(shape, JSON.parse(toText(file)));
    return { ...read, kdf: v.parse(kdfParams, read.kdf) };
  } catch (error) {
    throw new AppError('INPUT_INVALID', { field: 'control-key' }, { cause: error });
  }
}
