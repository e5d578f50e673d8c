// Two analyses are the same when every column of every track is.

import { describe, expect, it } from 'vitest';
import type { Results } from '../../scripts/driver/results.ts';
import { trackDifferences } from '../../scripts/driver/same-tracks.ts';

type Track = Results['tracks'][number];

const track = (id: number, change: Partial<Track> = {}): Track => ({
  id,
  class: 'person',
  votes: { person: 0.9, car: 0.1 },
  confidence: 0.8,
  frames: [1, 2],
  boxes: [
    [0, 0, 10, 20],
    [1, 0, 10, 20],
  ],
  scores: [0.8, 0],
  attributes: { direction: 'right' },
  ...change,
});

const results = (...tracks: Track[]): Results => ({
  summary: {
    ...{ file: 'a.mp4', sha256: '', container: 'mp4', codec: 'avc', width: 10, height: 10, backend: 'wasm' },
    ...{ framesDecoded: 2, framesDeclared: 2, durationS: 1, wallS: 1, hashS: 0, warmupS: 0, triageS: 0 },
    detectorRuns: 1,
  },
  tracks,
  coverage: [],
  scenes: [],
  warnings: [],
});

describe('trackDifferences', () => {
  it('sees no difference in the order of tracks or of votes', () => {
    const turned = track(1, { votes: { car: 0.1, person: 0.9 } });
    expect(trackDifferences(results(track(1), track(2)), results(track(2), turned))).toEqual([]);
  });

  it('names what is missing, new and different', () => {
    const found = results(
      track(1, { boxes: [[0, 0, 10, 20.001]] }),
      track(3),
      track(4, { attributes: { direction: 'left' } }),
    );
    expect(trackDifferences(results(track(1), track(2), track(4)), found)).toEqual([
      'track 1 differs in boxes',
      'track 2 is missing',
      'track 3 is new',
      'track 4 differs in direction',
    ]);
  });
});
