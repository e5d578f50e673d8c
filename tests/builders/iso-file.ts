// ISO files by hand, box by box (ISO/IEC 14496-12 §4.2).

/** Big-endian bytes of a 32-bit number. */
export const u32 = (value: number): number[] => [value >>> 24, value >>> 16, value >>> 8, value].map((v) => v & 0xff);

/** Big-endian bytes of a 64-bit number. */
export const u64 = (value: number): number[] => [...u32(Math.floor(value / 2 ** 32)), ...u32(value >>> 0)];

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/** A box whose 32-bit size is that of its content, or the one given. */
export function box(type: string, content: readonly number[], size = content.length + 8): number[] {
  return [...u32(size), ...ascii(type), ...content];
}

/** A box with a 64-bit size. */
export function wideBox(type: string, content: readonly number[], size = content.length + 16): number[] {
  return [...u32(1), ...ascii(type), ...u64(size), ...content];
}

/** `mvhd` or `mdhd`, version 0. */
export const header = (type: 'mvhd' | 'mdhd', timescale: number): number[] =>
  box(type, [...u32(0), ...u32(0), ...u32(0), ...u32(timescale), ...u32(0)]);

/** `mvhd` or `mdhd`, version 1. */
export const wideHeader = (type: 'mvhd' | 'mdhd', timescale: number): number[] =>
  box(type, [...u32(0x0100_0000), ...u64(0), ...u64(0), ...u32(timescale), ...u64(0)]);

/** `edts` with one `elst` of version 0; an entry is a duration in movie ticks and a media time. */
export const edits = (...entries: readonly (readonly [number, number])[]): number[] =>
  box(
    'edts',
    box('elst', [
      ...u32(0),
      ...u32(entries.length),
      ...entries.flatMap(([duration, time]) => [...u32(duration), ...u32(time >>> 0), ...u32(0x0001_0000)]),
    ]),
  );

/** The same in version 1: 64-bit numbers. */
export const wideEdits = (...entries: readonly (readonly [number, number])[]): number[] =>
  box(
    'edts',
    box('elst', [
      ...u32(0x0100_0000),
      ...u32(entries.length),
      ...entries.flatMap(([duration, time]) => [
        ...u64(duration),
        ...(time < 0 ? [...u32(0xffff_ffff), ...u32(time >>> 0)] : u64(time)),
        ...u32(0x0001_0000),
      ]),
    ]),
  );

/** A track of a handler (`vide`, `soun`) with a sample table that declares `samples`. */
export function track(handler: string, samples: number, timescale: number, editList: readonly number[] = []): number[] {
  const stbl = box('stbl', box('stsz', [...u32(0), ...u32(0), ...u32(samples)]));
  const hdlr = box('hdlr', [...u32(0), ...u32(0), ...ascii(handler), ...u32(0)]);
  return box('trak', [...editList, ...box('mdia', [...header('mdhd', timescale), ...hdlr, ...box('minf', stbl)])]);
}

export const ftyp = (): number[] => box('ftyp', [...ascii('isom'), ...u32(0)]);

/** A file of these parts. */
export const isoFile = (...parts: readonly (readonly number[])[]): File =>
  new File([Uint8Array.from(parts.flat())], 'hand-made.mp4');
