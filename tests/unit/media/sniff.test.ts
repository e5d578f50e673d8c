import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sniff, SNIFF_BYTES, type Sniffed } from '../../../src/media/sniff.ts';

const bytes = (text: string, more: readonly number[] = []): Uint8Array =>
  Uint8Array.from([...Array.from(text, (letter) => letter.charCodeAt(0)), ...more]);
const readable = (container: string): unknown => ({ kind: 'readable', container });
const refused = (container: string): unknown => ({ kind: 'unsupported', container });

/** Packets of `stride` bytes whose sync byte stands at `at`. */
const packets = (stride: number, at: number, total = SNIFF_BYTES): Uint8Array =>
  Uint8Array.from({ length: total }, (_, index) => (index % stride === at ? 0x47 : index % 71));

describe('a container is known by its content', () => {
  it.each<[string, Uint8Array, unknown]>([
    ['mp4', bytes('\0\0\0\x20ftypisom'), readable('MP4')],
    ['a fragment', bytes('\0\0\0\x20moof'), readable('MP4')],
    ['mov', bytes('\0\0\0\x14ftypqt  '), readable('QuickTime')],
    ['old mov', bytes('\0\0\0\x08wide'), readable('QuickTime')],
    ['webm', bytes('\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm'), readable('WebM')],
    ['mkv', bytes('\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska'), readable('Matroska')],
    ['ts', packets(188, 0), readable('MPEG-TS')],
    ['ts, cut anywhere', packets(188, 77), readable('MPEG-TS')],
    ['m2ts', packets(192, 4), readable('MPEG-TS')],
    ['avi', bytes('RIFF\0\0\0\0AVI LIST'), refused('AVI')],
    ['flv', bytes('FLV\x01'), refused('FLV')],
    ['asf', bytes('\x30\x26\xb2\x75'), refused('ASF / WMV')],
    ['ogg', bytes('OggS'), refused('Ogg')],
    ['dahua', bytes('DHAV\xfd'), refused('Dahua (DAV)')],
    ['hikvision', bytes('IMKH\x01'), refused('Hikvision (IMKH)')],
    ['program stream', bytes('\0\0\x01\xba'), refused('MPEG-PS')],
    ['mpeg-2', bytes('\0\0\x01\xb3'), refused('MPEG-2 (ES)')],
    ['annex b', bytes('\0\0\0\x01\x67'), refused('H.264 / H.265 (Annex B)')],
    ['a playlist', bytes('#EXTM3U\n#EXT-X-VERSION:3\nhttps://example.org/a.ts\n'), { kind: 'unknown' }],
    ['a text', bytes('Ceci est un texte, pas une vidéo.\n'.repeat(100)), { kind: 'unknown' }],
    ['a wave file', bytes('RIFF\0\0\0\0WAVEfmt '), { kind: 'unknown' }],
    ['nothing', new Uint8Array(0), { kind: 'unknown' }],
    ['zeros', new Uint8Array(SNIFF_BYTES), { kind: 'unknown' }],
  ])('%s', (_, head, expected) => {
    expect(sniff(head)).toEqual(expected);
  });

  it('answers for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (head) => {
        expect(['readable', 'unsupported', 'unknown'] satisfies Sniffed['kind'][]).toContain(sniff(head).kind);
      }),
    );
  });
});
