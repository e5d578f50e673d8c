// A zone of real files, compared in the reader: to the very picture, whatever the light, past what is damaged, stopped at once.

import { describe, expect, it } from 'vitest';

import type { MotionJob, MotionListener, MotionReport } from '../../../src/contracts/motion-search.ts';
import { exactReads, momentsOf, USUAL_MOTION, type MotionMoment } from '../../../src/domain/motion-search/moments.ts';
import { joinedRows, mergedRows, type MotionRows } from '../../../src/domain/motion-search/rows.ts';
import type { Polygon } from '../../../src/domain/settings/polygon.ts';
import { EntryIndex } from '../../../src/media/entries.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { readMotion } from '../../../src/media/motion-reader.ts';
import { openFootage } from '../../builders/footage.ts';

const boxOf = (x: number, y: number, w: number, h: number): Polygon =>
  [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ].map(([left = 0, top = 0]) => ({ x: left / 384, y: top / 288 }));

/** Around what is put down at ordinal 121 and taken away at 321; around what is there from 404 to 413; around nothing. */
const BAG = boxOf(148, 148, 24, 34);
const PASSAGE = boxOf(245, 95, 30, 40);
const NOTHING = boxOf(40, 200, 60, 50);

type Asked = Partial<MotionJob> & Pick<MotionJob, 'question' | 'zone'>;

async function search(
  media: MediaFile,
  asked: Asked,
  signal = new AbortController().signal,
  onProgress: () => void = () => undefined,
): Promise<{ readonly rows: MotionRows; readonly report: MotionReport }> {
  const parts: MotionRows[] = [];
  const job: MotionJob = {
    ...{ reference: 1, span: { fromOrdinal: 1, toOrdinal: media.table.us.length }, pictures: 'keys' },
    ...{ lastsUs: USUAL_MOTION.lastsUs, allowed: undefined, licence: { kind: 'exercise' } },
    ...{ caseId: 'c', recordingId: 'r', recordingSha256: 's' },
    ...asked,
  };
  const listen: MotionListener = (progress) => {
    parts.push(progress.rows);
    onProgress();
  };
  const report = await readMotion(media, new EntryIndex(media), job, listen, signal);
  return { rows: joinedRows(parts), report };
}

/** Key frames, then what lies between those that differ. */
async function searchExactly(media: MediaFile, asked: Asked): Promise<readonly MotionMoment[]> {
  const timeOf = (ordinal: number): number => media.table.us[ordinal - 1] ?? 0;
  const find = (of: MotionRows): readonly MotionMoment[] =>
    momentsOf(of, asked.question, USUAL_MOTION, timeOf, asked.reference);
  const coarse = await search(media, asked);
  expect(coarse.report.unread).toEqual([]);
  const reads = exactReads(coarse.rows, find(coarse.rows), USUAL_MOTION, timeOf);
  const exact = await search(media, { ...asked, reads });
  return find(mergedRows(coarse.rows, exact.rows));
}

describe('a search in a drawn zone', () => {
  it('tells to the very picture when an object was put down and taken away, by key frames first', async () => {
    using media = await MediaFile.open(await openFootage('put-down.mp4'));
    const asked = { zone: BAG, reference: 200 };
    const came = await searchExactly(media, { ...asked, question: 'appeared' });
    expect(came.map(({ kind, from }) => [kind, from])).toEqual([['appeared', { lastBefore: 120, first: 121 }]]);
    const left = await searchExactly(media, { ...asked, question: 'left' });
    expect(left.map(({ kind, from }) => [kind, from])).toEqual([['left', { lastBefore: 320, first: 321 }]]);
    const changes = await searchExactly(media, { zone: BAG, question: 'passages' });
    expect(changes.map(({ kind, from }) => [kind, from.first])).toEqual([
      ['change', 121],
      ['change', 321],
    ]);
  });

  it('finds a passage of a second between two key frames once it reads every picture', async () => {
    using media = await MediaFile.open(await openFootage('put-down.mp4'));
    expect(await searchExactly(media, { zone: PASSAGE, question: 'passages' })).toEqual([]);
    const { rows, report } = await search(media, { zone: PASSAGE, question: 'passages', pictures: 'all' });
    expect(report).toMatchObject({ compared: 480, decoded: 480, unread: [] });
    const found = momentsOf(rows, 'passages', USUAL_MOTION, (ordinal) => media.table.us[ordinal - 1] ?? 0);
    expect(found.map(({ kind, from, to }) => [kind, from.first, to?.first])).toEqual([['passage', 404, 414]]);
  });

  it('finds nothing where only the light changes', async () => {
    using media = await MediaFile.open(await openFootage('put-down.mp4'));
    for (const question of ['appeared', 'left', 'passages'] as const) {
      const { rows } = await search(media, { zone: NOTHING, question, reference: 200, pictures: 'all' });
      expect(
        momentsOf(rows, question, USUAL_MOTION, (o) => media.table.us[o - 1] ?? 0, 200),
        question,
      ).toEqual([]);
    }
  });

  it('stays in its span, and says how fast every picture would be', async () => {
    using media = await MediaFile.open(await openFootage('put-down.mp4'));
    const span = { fromOrdinal: 70, toOrdinal: 240 };
    const { rows, report } = await search(media, { zone: BAG, question: 'appeared', reference: 200, span });
    expect([...rows.ordinals]).toEqual([70, 101, 151, 201, 240]);
    expect(report.everyPerS).toBeGreaterThan(10);
  });

  it.each(['h264.ts', 'vfr.mp4', 'open-gop.mp4', 'vp9.webm', 'rotated-90.mp4'])(
    'reads every key frame of %s',
    async (name) => {
      using media = await MediaFile.open(await openFootage(name));
      const { rows, report } = await search(media, { zone: BAG, question: 'passages' });
      const { isKey, ordinalOf } = media.index;
      const keys = [...ordinalOf].filter((ordinal, packet) => ordinal > 0 && isKey[packet] === 1);
      const wanted = new Set([1, ...keys, media.table.us.length]);
      expect([...rows.ordinals]).toEqual([...wanted].sort((a, b) => a - b));
      expect(report.unread).toEqual([]);
    },
  );

  it('names what it could not read, and never compares it', async () => {
    using media = await MediaFile.open(await openFootage('flipped-bytes.mp4'));
    const { rows, report } = await search(media, { zone: BAG, question: 'passages', pictures: 'all' });
    const unread = report.unread.reduce((sum, { fromOrdinal, toOrdinal }) => sum + toOrdinal - fromOrdinal + 1, 0);
    expect(unread).toBeGreaterThan(0);
    expect(rows.ordinals.length + unread).toBe(media.table.us.length);
    for (const { fromOrdinal, toOrdinal } of report.unread) {
      expect([...rows.ordinals].some((ordinal) => fromOrdinal <= ordinal && ordinal <= toOrdinal)).toBe(false);
    }
  });

  it('stops when it is told to, with what it has read', async () => {
    using media = await MediaFile.open(await openFootage('put-down.mp4'));
    const abort = new AbortController();
    const job: Asked = { zone: BAG, question: 'left', reference: 200, pictures: 'all' };
    const { rows, report } = await search(media, job, abort.signal, () => {
      abort.abort();
    });
    expect(report.isStopped).toBe(true);
    expect(rows.ordinals.length).toBeLessThan(480);
    expect(report.readTo).toBe(rows.ordinals.at(-1) ?? 0);
  });

  it('reads nothing without a permit that holds', async () => {
    using media = await MediaFile.open(await openFootage('put-down.mp4'));
    const reading = search(media, { zone: BAG, question: 'passages', allowed: [] });
    expect((await reading).report).toMatchObject({ compared: 0, decoded: 0 });
  });
});
