import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import { isShown, readIsoSummary } from '../../../src/media/iso-boxes.ts';
import {
  box,
  edits,
  ftyp,
  header,
  isoFile,
  track,
  u32,
  wideBox,
  wideEdits,
  wideHeader,
} from '../../builders/iso-file.ts';

const moov = (...content: readonly (readonly number[])[]): number[] =>
  box('moov', [header('mvhd', 1000), ...content].flat());
const mdat = (bytes: number): number[] => box('mdat', new Array<number>(bytes).fill(0));

describe('the index of an ISO file', () => {
  it('tells the frames declared by the video track and the two clocks', async () => {
    const summary = await readIsoSummary(
      isoFile(ftyp(), moov(track('soun', 900, 48_000), track('vide', 160, 12_800)), mdat(64)),
    );
    expect(summary).toEqual({
      movieTimescale: 1000,
      trackTimescale: 12_800,
      samplesDeclared: 160,
      edits: [],
      bytesMissing: 0,
      isFragmented: false,
    });
  });

  it('is missing when the copy ends before it', async () => {
    await expect(readIsoSummary(isoFile(ftyp(), mdat(64)))).rejects.toMatchObject({ code: 'MOOV_MISSING' });
    await expect(readIsoSummary(isoFile(ftyp(), box('mdat', [1, 2, 3], 5000)))).rejects.toMatchObject({
      code: 'MOOV_MISSING',
    });
  });

  it('is corrupt when it is cut itself', async () => {
    await expect(readIsoSummary(isoFile(ftyp(), box('moov', header('mvhd', 1000), 5000)))).rejects.toMatchObject({
      code: 'CONTAINER_CORRUPT',
    });
  });

  it('counts the bytes that a box claims beyond the end of the file', async () => {
    const summary = await readIsoSummary(
      isoFile(ftyp(), moov(track('vide', 160, 12_800)), box('mdat', [1, 2, 3], 1008)),
    );
    expect(summary.bytesMissing).toBe(997);
    const huge = await readIsoSummary(isoFile(ftyp(), moov(track('vide', 1, 1)), wideBox('mdat', [1], 2 ** 40)));
    expect(huge.bytesMissing).toBeGreaterThan(2 ** 39);
  });

  it('reads 64-bit boxes, a 64-bit index among them', async () => {
    const content = [...wideHeader('mvhd', 600), ...track('vide', 7, 30_000, wideEdits([600, 90_000]))];
    const file = isoFile(ftyp(), wideBox('mdat', [0, 0, 0, 0]), wideBox('moov', content));
    expect(await readIsoSummary(file)).toMatchObject({
      movieTimescale: 600,
      trackTimescale: 30_000,
      samplesDeclared: 7,
      edits: [{ durationInMovie: 600, mediaTime: 90_000 }],
    });
  });

  it('takes a box of size zero as the rest of the file, and knows fragments', async () => {
    const open = await readIsoSummary(isoFile(ftyp(), moov(track('vide', 3, 1000)), box('mdat', [1, 2, 3], 0)));
    expect(open).toMatchObject({ samplesDeclared: 3, bytesMissing: 0, isFragmented: false });
    const last = isoFile(ftyp(), mdat(4), box('moov', [...header('mvhd', 1000), ...track('vide', 5, 1000)], 0));
    expect(await readIsoSummary(last)).toMatchObject({ samplesDeclared: 5 });
    const fragmented = isoFile(ftyp(), moov(track('vide', 0, 1000)), box('moof', u32(0)), mdat(8));
    expect(await readIsoSummary(fragmented)).toMatchObject({ samplesDeclared: 0, isFragmented: true });
  });

  it.each(['mvhd', 'trak', 'mdia', 'mdhd', 'hdlr', 'edts', 'elst', 'stbl', 'stsz'])(
    'bears an empty %s at its very end',
    async (type) => {
      // A path down to an empty box, for every box that is read.
      const paths: Record<string, readonly string[]> = {
        mvhd: [],
        trak: [],
        mdia: ['trak'],
        mdhd: ['trak', 'mdia'],
        hdlr: ['trak', 'mdia'],
        edts: ['trak'],
        elst: ['trak', 'edts'],
        stbl: ['trak', 'mdia', 'minf'],
        stsz: ['trak', 'mdia', 'minf', 'stbl'],
      };
      const hdlr = box('hdlr', [...u32(0), ...u32(0), ...u32(0x76696465), ...u32(0)]);
      const nested = [...(paths[type] ?? [])]
        .reverse()
        .reduce(
          (content, name) => (name === 'trak' ? box('trak', [...box('mdia', hdlr), ...content]) : box(name, content)),
          box(type, []),
        );
      for (const file of [isoFile(ftyp(), box('moov', nested)), isoFile(ftyp(), box('moov', box(type, [])))]) {
        expect(await readIsoSummary(file)).toMatchObject({ samplesDeclared: 0, edits: [] });
      }
    },
  );

  it('never hangs and never throws anything but an AppError, whatever the bytes', async () => {
    const type = fc.constantFrom(
      'moov',
      'trak',
      'mdia',
      'minf',
      'stbl',
      'stsz',
      'hdlr',
      'mdhd',
      'mvhd',
      'edts',
      'elst',
      'mdat',
      'moof',
    );
    const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 30 });
    const { any } = fc.letrec<{ any: number[]; inner: number[] }>((tie) => ({
      inner: fc.array(tie('any'), { maxLength: 4 }).map((parts) => parts.flat()),
      any: fc
        .tuple(
          type,
          fc.oneof({ maxDepth: 5 }, bytes, tie('inner')),
          fc.option(fc.integer({ min: 0, max: 60 }), { freq: 6, nil: undefined }),
        )
        .map(([name, content, size]) => box(name, content, size)),
    }));
    const file = fc.oneof(
      fc.array(any, { maxLength: 5 }).map((parts) => isoFile(ftyp(), ...parts)),
      fc.array(any, { maxLength: 5 }).map((parts) => isoFile(ftyp(), box('moov', parts.flat()))),
      bytes.map((raw) => isoFile(raw)),
    );
    await fc.assert(
      fc.asyncProperty(file, async (input) => {
        const error: unknown = await readIsoSummary(input).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(error === undefined || error instanceof AppError).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the edit list', () => {
  const summaryOf = (editList: readonly number[]): ReturnType<typeof readIsoSummary> =>
    readIsoSummary(isoFile(ftyp(), moov(track('vide', 9, 12_800, editList))));

  it('hides what precedes its start and what follows its end', async () => {
    // Shown: one second from media time 2 s on. The demuxer has already moved the start to zero.
    const summary = await summaryOf(edits([1000, 25_600]));
    expect([-12_800, -1, 0, 12_799, 12_800].map((ticks) => isShown(summary, ticks))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it('shows everything when there is none, or when it says "to the end"', async () => {
    expect(isShown(await summaryOf([]), -5)).toBe(true);
    const open = await summaryOf(edits([0, 1024]));
    expect([-1, 0, 10 ** 9].map((ticks) => isShown(open, ticks))).toEqual([false, true, true]);
  });

  it('counts an empty edit as a delay', async () => {
    const summary = await summaryOf(edits([500, -1], [1000, 0]));
    // Half a second of nothing first: the first picture is shown at 6400 ticks.
    expect([6399, 6400, 6400 + 12_799, 6400 + 12_800].map((ticks) => isShown(summary, ticks))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
