// Where a pass stands right after a commit: enough for another worker to go on as if nothing had happened.

import { decodeCheckpoint, encodeCheckpoint } from '../storage/checkpoint-codec.ts';
import type { AssemblerSnapshot } from './chunk-assembler.ts';
import type { SceneSnapshot } from './scene-analyser.ts';
import type { ScopeSnapshot } from './scope-filter.ts';

/** Working state of a pass between two pictures. Written and read by one build of the app. */
export interface Checkpoint {
  /** Ordinal and time of the picture watched last. */
  readonly ordinal: number;
  readonly us: number;
  readonly framesDecoded: number;
  /** Wall seconds spent up to here. */
  readonly wallS: number;
  readonly scene: SceneSnapshot;
  readonly assembler: AssemblerSnapshot;
  /** Of a dossier. */
  readonly scope: ScopeSnapshot | undefined;
}

export function packCheckpoint(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  return encodeCheckpoint(checkpoint);
}

/** The caller has made sure that this build wrote the bytes: the seal of the case vouches for the rest. */
export function unpackCheckpoint(bytes: Uint8Array<ArrayBuffer>): Checkpoint {
  return decodeCheckpoint(bytes) as unknown as Checkpoint;
}
