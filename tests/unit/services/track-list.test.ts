import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { TrackSummary } from '../../../src/contracts/analysis.ts';
import type { TrackList, TrackState } from '../../../src/contracts/session.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { listOf, TrackLog } from '../../../src/services/track-list.ts';
import { decodeFindings, encodeChunk } from '../../../src/storage/chunk-codec.ts';
import { manyTracks } from '../../builders/many-tracks.ts';

const ID = recordingId('r');
/** As they come out of the store. */
const SUMMARIES: readonly TrackSummary[] = [...manyTracks({ tracks: 300, samples: 2, recordings: 1 })].flatMap(
  ({ chunk }) => decodeFindings(encodeChunk(chunk)).summaries,
);

const stateOf = (summary: TrackSummary, pseudonym: string): TrackState => ({
  ...summary,
  id: trackId(ID, summary.number),
  recordingId: ID,
  pseudonym,
});

function told(commits: readonly (readonly TrackSummary[])[]): {
  readonly log: TrackLog;
  readonly last: Map<number, TrackSummary>;
} {
  const log = new TrackLog(stateOf);
  const last = new Map<number, TrackSummary>();
  for (const commit of commits) {
    log.put(commit, new Map(commit.map(({ number }) => [number, `P-${number}`])));
    commit.forEach((summary) => last.set(summary.number, summary));
  }
  return { log, last };
}

function mustBe(list: TrackList, wanted: readonly TrackState[]): void {
  expect([...list]).toEqual(wanted);
  expect(list).toHaveLength(wanted.length);
  expect(wanted.map((_, row) => list.at(row))).toEqual(wanted);
  expect([...list.columns.number]).toEqual(wanted.map(({ number }) => number));
  expect([...list.columns.bestUs]).toEqual(wanted.map(({ bestUs }) => bestUs));
}

describe('the list of objects of a recording', () => {
  it('tells of each what was told last, in order of appearance, without those that are hidden', () => {
    const some = fc.subarray([...SUMMARIES], { maxLength: 90 });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 4 }), some, (commits, hidden) => {
        const { log, last } = told(commits);
        log.hide(hidden.map(({ number }) => number));
        const gone = new Set(hidden.map(({ number }) => number));
        const wanted = [...last.values()]
          .filter(({ number }) => !gone.has(number))
          .sort((a, b) => a.firstUs - b.firstUs || a.number - b.number)
          .map((summary) => stateOf(summary, `P-${summary.number}`));
        mustBe(log.list(), wanted);
        for (const { number } of SUMMARIES.slice(0, 20)) {
          expect(log.list().numbered(number)).toEqual(wanted.find((track) => track.number === number));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps a pseudonym that was shown', () => {
    const [first] = SUMMARIES;
    const log = new TrackLog(stateOf);
    log.put(first === undefined ? [] : [first], new Map([[first?.number ?? 0, 'P-0001']]));
    log.put(first === undefined ? [] : [first], new Map([[first?.number ?? 0, 'V-0009']]));
    expect(log.list().at(0)?.pseudonym).toBe('P-0001');
  });

  it('stays as it was when more is told later', () => {
    const log = new TrackLog(stateOf);
    log.put(SUMMARIES.slice(0, 3), new Map());
    const before = log.list();
    const tracks = [...before];
    log.put(SUMMARIES.slice(3, 200), new Map());
    mustBe(before, tracks);
  });

  it('gives the same object again while it is in sight', () => {
    const { log } = told([SUMMARIES]);
    const list = log.list();
    expect(list.at(7)).toBe(list.at(7));
  });

  it('is made of objects that are there already, too', () => {
    const { last } = told([SUMMARIES]);
    expect(last.size).toBe(300);
    mustBe(
      listOf([...last.values()].map((summary) => stateOf(summary, 'P-1'))),
      [...last.values()]
        .sort((a, b) => a.firstUs - b.firstUs || a.number - b.number)
        .map((summary) => stateOf(summary, 'P-1')),
    );
  });
});
