import * as v from 'valibot';
import { expect, it } from 'vitest';
import { motRows, Results, summaryLine } from '../../../scripts/driver/results.ts';

const RESULTS = v.parse(Results, {
  summary: {
    file: 'a.mp4',
    sha256: 'ab'.repeat(32),
    container: 'MP4',
    codec: 'avc',
    width: 768,
    height: 576,
    framesDecoded: 160,
    framesDeclared: 160,
    durationS: 16,
    wallS: 8,
    hashS: 0.1,
    warmupS: 0.5,
    triageS: 0,
    backend: 'wasm',
    detectorRuns: 40,
  },
  tracks: [
    {
      id: 2,
      class: 'unclassified',
      votes: {},
      confidence: 0.3,
      frames: [4],
      boxes: [[1, 2, 3, 4]],
      scores: [0],
      attributes: {},
    },
    {
      id: 1,
      class: 'truck',
      votes: { truck: 1 },
      confidence: 0.7,
      frames: [4, 5],
      boxes: [
        [10, 20, 30, 40],
        [11, 20, 30, 40],
      ],
      scores: [0.9, 0],
      attributes: {},
    },
  ],
  coverage: [{ state: 'still', fromUs: 0, toUs: 16_000_000 }],
  scenes: [],
  warnings: [{ code: 'DATA_MISSING' }],
});

it('writes MOT rows by frame then object, with the product class and the confidence of the track in gaps', () => {
  expect(motRows(RESULTS)).toBe(
    [
      '4,1,10.00,20.00,30.00,40.00,0.9000,8,1',
      '4,2,1.00,2.00,3.00,4.00,0.3000,99,1',
      '5,1,11.00,20.00,30.00,40.00,0.7000,8,1',
      '',
    ].join('\n'),
  );
});

it('sums up in one line with the speeds against footage and against decoding alone', () => {
  const line: unknown = JSON.parse(summaryLine(RESULTS, { decodeOnlyWallS: 2, peakMemoryMB: 300.5 }));
  expect(line).toMatchObject({ realtimeFactor: 2, ratioToDecode: 0.25, tracks: 2, peakMemoryMB: 300.5 });
  expect(Object.keys(v.parse(v.record(v.string(), v.unknown()), line))).toEqual([
    ...['file', 'sha256', 'container', 'codec', 'width', 'height', 'framesDecoded', 'framesDeclared', 'durationS'],
    ...['wallS', 'hashS', 'warmupS', 'triageS', 'realtimeFactor', 'decodeOnlyWallS', 'ratioToDecode', 'backend'],
    ...['detectorRuns', 'tracks', 'peakMemoryMB', 'warnings'],
  ]);
});

it('refuses a file without its facts', () => {
  expect(() => v.parse(Results, { tracks: [], coverage: [], scenes: [], warnings: [] })).toThrow();
});
