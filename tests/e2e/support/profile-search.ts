// Looks for words in every file of a browser's profile: as UTF-8 and UTF-16, in what is packed too.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readVarint, unsnappy } from './snappy.ts';

export interface ProfileHit {
  readonly word: string;
  /** Path inside the profile. */
  readonly file: string;
}

/** Last eight bytes of a LevelDB table. */
const TABLE_MAGIC = Buffer.from('57fb808b247547db', 'hex');
const FOOTER_BYTES = 48;
const SNAPPY = 1;
/** What Blink writes before a value that it has packed (serialization tag, pseudo-version, snappy). */
const PACKED_VALUE = Buffer.from([0xff, 0x11, 0x02]);
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
/** Head of a fragment in a LevelDB log: checksum, length, kind; every 32 KiB begin anew. */
const LOG_BLOCK = 32_768;
const LOG_HEAD = 7;

/** Every word in every file under `profile`. */
export function searchProfile(profile: string, words: readonly string[]): ProfileHit[] {
  const forms = words.map((word) => ({ word, bytes: [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')] }));
  return filesUnder(profile).flatMap((path) => {
    const layers = layersOf(path);
    return forms
      .filter(({ bytes }) => layers.some((layer) => bytes.some((form) => layer.includes(form))))
      .map(({ word }) => ({ word, file: relative(profile, path) }));
  });
}

export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : entry.isFile() && statSync(path).size > 0 ? [path] : [];
  });
}

/** A file as it is, and unpacked in every way that it may be packed. Its own name stands in it too. */
function layersOf(path: string): Buffer[] {
  const raw = readFileSync(path);
  const inside = [...tableBlocks(raw), ...(path.endsWith('.log') ? [logWithoutHeads(raw)] : []), ...gunzipped(raw)];
  const opened = [raw, ...inside];
  return [Buffer.from(path, 'utf8'), ...opened, ...opened.flatMap(packedValues)];
}

/** Blocks of a LevelDB table, unpacked. */
function tableBlocks(file: Buffer): Buffer[] {
  if (file.length < FOOTER_BYTES || !file.subarray(-TABLE_MAGIC.length).equals(TABLE_MAGIC)) {
    return [];
  }
  const footer = file.subarray(file.length - FOOTER_BYTES);
  const meta = readHandle(footer, 0);
  const index = meta === undefined ? undefined : readHandle(footer, meta.next);
  const directory = index === undefined ? undefined : readBlock(file, index);
  return directory === undefined
    ? []
    : handlesOf(directory).flatMap((handle) => {
        const block = readBlock(file, handle);
        return block === undefined ? [] : [block];
      });
}

interface Handle {
  readonly offset: number;
  readonly size: number;
  readonly next: number;
}

function readHandle(bytes: Buffer, start: number): Handle | undefined {
  const offset = readVarint(bytes, start);
  const size = offset === undefined ? undefined : readVarint(bytes, offset.next);
  return offset === undefined || size === undefined
    ? undefined
    : { offset: offset.value, size: size.value, next: size.next };
}

/** The byte after a block says whether it is packed. */
function readBlock(file: Buffer, { offset, size }: Handle): Buffer | undefined {
  const block = file.subarray(offset, offset + size);
  return file[offset + size] === SNAPPY ? unsnappy(block) : block;
}

/** Values of an index block: where each data block lies. */
function handlesOf(index: Buffer): Handle[] {
  const restarts = index.length < 4 ? 0 : index.readUInt32LE(index.length - 4);
  const end = index.length - 4 * (restarts + 1);
  const handles: Handle[] = [];
  for (let at = 0; at < end;) {
    const shared = readVarint(index, at);
    const rest = shared === undefined ? undefined : readVarint(index, shared.next);
    const size = rest === undefined ? undefined : readVarint(index, rest.next);
    if (rest === undefined || size === undefined) {
      break;
    }
    const value = size.next + rest.value;
    const handle = readHandle(index, value);
    if (handle !== undefined) {
      handles.push(handle);
    }
    at = value + size.value;
  }
  return handles;
}

/** A LevelDB log without the heads that may stand in the middle of a word. */
function logWithoutHeads(log: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at + LOG_HEAD <= log.length;) {
    const left = LOG_BLOCK - (at % LOG_BLOCK);
    if (left < LOG_HEAD) {
      at += left;
      continue;
    }
    const length = log.readUInt16LE(at + 4);
    parts.push(log.subarray(at + LOG_HEAD, at + LOG_HEAD + length));
    at += LOG_HEAD + length;
  }
  return Buffer.concat(parts);
}

function gunzipped(file: Buffer): Buffer[] {
  const at = file.indexOf(GZIP);
  if (at === -1) {
    return [];
  }
  try {
    return [gunzipSync(file.subarray(at))];
  } catch {
    // Three bytes that only look like a head.
    return [];
  }
}

function packedValues(bytes: Buffer): Buffer[] {
  const values: Buffer[] = [];
  for (let at = bytes.indexOf(PACKED_VALUE); at !== -1; at = bytes.indexOf(PACKED_VALUE, at + 1)) {
    const value = unsnappy(bytes, at + PACKED_VALUE.length);
    if (value !== undefined) {
      values.push(value);
    }
  }
  return values;
}
