// Files given to a dossier: those of recordings that it knows, told by size and hash before any decoding; the others
// are new recordings.

import * as Comlink from 'comlink';

import { AppError } from '../contracts/errors.ts';
import type { Sha256 } from '../domain/ids.ts';
import type { Recording } from './recording.ts';
import { inOrder } from './recording-list.ts';
import { spawnReader } from './recording-reader.ts';

/** What a file turned out to be. */
export type Given =
  | { readonly kind: 'known'; readonly file: File; readonly recording: Recording }
  | { readonly kind: 'mismatch'; readonly file: File; readonly recording: Recording }
  | { readonly kind: 'new'; readonly file: File };

/** Tells what files are, in the order of their paths; `waiting`: recordings that have no file. */
export async function* recognise(
  files: readonly File[],
  waiting: () => readonly Recording[],
): AsyncGenerator<Given, void, unknown> {
  for (const file of inOrder(files)) {
    const ofSize = waiting().filter(({ state }) => state.sizeBytes === file.size);
    const hash = ofSize.some(({ state }) => state.sha256 !== undefined) ? await hashOfFile(file) : undefined;
    const recording = ofSize.find((candidate) => isOf(candidate, file, hash));
    // The name of a recording, and not its bytes: a copy that was changed or cut. Recorders make many files of one size.
    const other = waiting().find(({ state }) => state.name === file.name);
    if (recording !== undefined) {
      yield { kind: 'known', file, recording };
    } else {
      yield other === undefined ? { kind: 'new', file } : { kind: 'mismatch', file, recording: other };
    }
  }
}

/** One that was never hashed is known by its name and size: its hash is still to come. */
function isOf({ state }: Recording, file: File, hash: Sha256 | undefined): boolean {
  return state.sha256 === undefined ? state.name === file.name : state.sha256 === hash;
}

async function hashOfFile(file: File): Promise<Sha256> {
  using client = spawnReader();
  return await client.call((remote) =>
    remote.hash(
      file,
      Comlink.proxy(() => undefined),
    ),
  );
}

export function mismatch({ file, recording }: Extract<Given, { kind: 'mismatch' }>): AppError {
  return new AppError('FILE_MISMATCH', { name: file.name, recording: recording.state.name });
}
