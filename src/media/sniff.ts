// What a file is, from its first bytes; never from its name.

import type { ContainerName } from '../contracts/media.ts';

/** A container that is read, a known one that is not (with its common name), or nothing known. */
export type Sniffed =
  | { readonly kind: 'readable'; readonly container: ContainerName }
  | { readonly kind: 'unsupported'; readonly container: string }
  | { readonly kind: 'unknown' };

/** Bytes that {@link sniff} wants to see (fewer when the file is shorter). */
export const SNIFF_BYTES = 4096;

const TS_PACKET = 188;
const ISO_BOXES = ['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'styp', 'moof', 'sidx', 'uuid'];

/** Names the container of a file from its first {@link SNIFF_BYTES} bytes. */
export function sniff(head: Uint8Array): Sniffed {
  const tag = (offset: number, length = 4): string => String.fromCharCode(...head.subarray(offset, offset + length));

  if (ISO_BOXES.includes(tag(4))) {
    const isQuickTime = tag(4) === 'ftyp' ? tag(8) === 'qt  ' : tag(4) !== 'styp' && tag(4) !== 'moof';
    return { kind: 'readable', container: isQuickTime ? 'QuickTime' : 'MP4' };
  }
  if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3) {
    const isWebM = tag(0, Math.min(64, head.length)).includes('webm');
    return { kind: 'readable', container: isWebM ? 'WebM' : 'Matroska' };
  }
  if (isTransportStream(head)) {
    return { kind: 'readable', container: 'MPEG-TS' };
  }
  if (tag(0) === 'RIFF' && tag(8, 3) === 'AVI') {
    return { kind: 'unsupported', container: 'AVI' };
  }
  if (tag(0, 3) === 'FLV') {
    return { kind: 'unsupported', container: 'FLV' };
  }
  if (head[0] === 0x30 && head[1] === 0x26 && head[2] === 0xb2 && head[3] === 0x75) {
    return { kind: 'unsupported', container: 'ASF / WMV' };
  }
  if (tag(0) === 'OggS') {
    return { kind: 'unsupported', container: 'Ogg' };
  }
  if (tag(0) === 'DHAV' || tag(0) === 'IMKH') {
    return { kind: 'unsupported', container: tag(0) === 'DHAV' ? 'Dahua (DAV)' : 'Hikvision (IMKH)' };
  }
  return sniffStartCode(head);
}

/** MPEG streams that begin with a start code: program stream, or a raw elementary stream. */
function sniffStartCode(head: Uint8Array): Sniffed {
  const at = head[0] === 0 && head[1] === 0 ? (head[2] === 1 ? 3 : head[2] === 0 && head[3] === 1 ? 4 : 0) : 0;
  const code = at > 0 ? head[at] : undefined;
  if (code === undefined) {
    return { kind: 'unknown' };
  }
  if (code === 0xba) {
    return { kind: 'unsupported', container: 'MPEG-PS' };
  }
  if (code === 0xb3) {
    return { kind: 'unsupported', container: 'MPEG-2 (ES)' };
  }
  return { kind: 'unsupported', container: 'H.264 / H.265 (Annex B)' };
}

/** Sync bytes 188 apart (or 192 with a time code), wherever the first one is. */
function isTransportStream(head: Uint8Array): boolean {
  for (const stride of [TS_PACKET, TS_PACKET + 4]) {
    for (let start = 0; start < stride && start + 4 * stride < head.length; start += 1) {
      let packets = 0;
      while (start + packets * stride < head.length && head[start + packets * stride] === 0x47) {
        packets += 1;
      }
      if (packets >= 5 && start + packets * stride >= head.length) {
        return true;
      }
    }
  }
  return false;
}
