// The state of a background model as plain bytes, so that an analysis goes on where a killed worker stopped.

/** Everything a model has learnt. Structured-cloneable; the same bytes for the CPU and the GPU twin. */
export interface BackgroundSnapshot {
  /** Layout of `bytes`; another version cannot be restored. */
  readonly version: number;
  readonly pixels: number;
  /** The columns of the state one after the other. */
  readonly bytes: Uint8Array;
}

/** Changes whenever the columns of the state do. */
export const SNAPSHOT_VERSION = 2;

/** Joins the columns of a state into bytes of their own. */
export function packState(columns: readonly ArrayBufferView[], pixels: number): BackgroundSnapshot {
  const bytes = new Uint8Array(columns.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of columns) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return { version: SNAPSHOT_VERSION, pixels, bytes };
}

/** Fills the columns of a state of the same size. Throws on a snapshot of another layout. */
export function unpackState({ version, pixels, bytes }: BackgroundSnapshot, columns: readonly ArrayBufferView[]): void {
  const expected = columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (version !== SNAPSHOT_VERSION || bytes.byteLength !== expected) {
    throw new RangeError(`snapshot of version ${version}, ${pixels} pixels, ${bytes.byteLength} bytes does not fit`);
  }
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of columns) {
    new Uint8Array(buffer, byteOffset, byteLength).set(bytes.subarray(at, at + byteLength));
    at += byteLength;
  }
}
