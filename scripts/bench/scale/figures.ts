// What the page of the scale row tells.

import * as v from 'valibot';

/** Bytes are those on disk, sealed; boxes apart from what is said of each track, the index included. */
export const FilledSchema = v.object({
  chunks: v.number(),
  boxBytes: v.number(),
  trackBytes: v.number(),
  writeS: v.number(),
  indexS: v.number(),
});
export type Filled = v.InferOutput<typeof FilledSchema>;

export const OpenedSchema = v.object({
  tracks: v.number(),
  found: v.number(),
  page: v.number(),
  /** Passphrase to an open case. */
  unlockS: v.number(),
  /** Index from the disk, decrypted. */
  readS: v.number(),
  judgeMs: v.number(),
  pageMs: v.number(),
  countMs: v.number(),
  /** Passphrase to the first page. */
  firstPageS: v.number(),
});
export type Opened = v.InferOutput<typeof OpenedSchema>;
