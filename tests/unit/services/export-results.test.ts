import { describe, expect, it } from 'vitest';

import { NO_PLACE, type RecordingState, type TrackState } from '../../../src/contracts/session.ts';
import { NO_ATTRIBUTES } from '../../../src/domain/attributes/attributes.ts';
import { recordingId, sha256, trackId } from '../../../src/domain/ids.ts';
import { micros } from '../../../src/domain/time/micros.ts';
import { resultsJson } from '../../../src/services/export-results.ts';
import { listOf, NO_TRACKS } from '../../../src/services/track-list.ts';

const rec = recordingId('rec');
const track: TrackState = {
  id: trackId(rec, 7),
  recordingId: rec,
  pseudonym: 'P-0001',
  number: 7,
  objectClass: 'person',
  votes: { person: 1 },
  confidence: 0.123456,
  detections: 1,
  firstOrdinal: 3,
  lastOrdinal: 4,
  firstUs: 80_000,
  lastUs: 120_000,
  bestOrdinal: 3,
  bestUs: 80_000,
  bestBox: { x: 1, y: 2, w: 3, h: 4 },
  attributes: {
    ...NO_ATTRIBUTES,
    upper: [{ name: 'red', share: 0.81234 }],
    direction: 'down-left',
    stops: [{ fromUs: 80_000, toUs: 3_080_000 }],
    carried: [{ name: 'backpack', share: 0.5 }],
  },
};
const recording: RecordingState = {
  id: rec,
  name: 'entrée nord.mp4',
  path: 'entrée nord.mp4',
  sizeBytes: 5,
  phase: 'done',
  queuePlace: undefined,
  place: NO_PLACE,
  settings: {
    sensitivity: 'fine',
    masks: [
      [
        { x: 0, y: 0 },
        { x: 0.5, y: 0 },
        { x: 0.5, y: 0.5 },
        { x: 0, y: 0.5 },
      ],
    ],
  },
  hashedBytes: 5,
  sha256: sha256('ab'.repeat(32)),
  hashS: 0.01,
  media: {
    container: 'MP4',
    codec: 'avc',
    codecString: 'avc1.42c01e',
    width: 768,
    height: 576,
    rotation: 0,
    pixelAspect: 1,
    framesDeclared: 160,
    durationUs: 16_000_000,
    hasAudio: false,
  },
  table: undefined,
  look: undefined,
  firstLook: undefined,
  progress: undefined,
  result: {
    framesDecoded: 84,
    framesDeclared: 160,
    wallS: 2.5,
    warmupS: 0.5,
    backend: 'wasm',
    detectorRuns: 12,
    tracks: 1,
    cancelled: false,
    coverage: [],
    scenes: [{ fromUs: 0, toUs: 8_300_000, fromOrdinal: 1, toOrdinal: 84 }],
    sceneEvents: [{ kind: 'frozen', fromUs: 1_000_000, ordinal: 11, toUs: undefined, toOrdinal: undefined }],
    envelope: undefined,
    alerts: [],
  },
  coverage: [{ state: 'still', fromOrdinal: 1, toOrdinal: 84, fromUs: micros(0), toUs: micros(8_300_000) }],
  tracks: listOf([track]),
  alerts: [{ code: 'DATA_MISSING', severity: 'error', facts: { declared: 160, present: 84 } }],
};

describe('the results as a file', () => {
  it('L22 say what was read, what was found, where, what was not, and that nothing of it is decided', async () => {
    const rows = [
      { ordinal: 3, box: { x: 1.00049, y: 2, w: 3, h: 4 }, score: 0.5, origin: 'detected' as const },
      { ordinal: 4, box: { x: 2, y: 2, w: 3, h: 4 }, score: 0, origin: 'interpolated' as const },
    ];
    const json: unknown = JSON.parse(
      await resultsJson(recording, '0.1.0', (one) => Promise.resolve(one === track ? rows : [])),
    );
    expect(json).toMatchObject({
      notice: 'EXERCICE – sans valeur procédurale',
      summary: {
        file: 'entrée nord.mp4',
        sha256: 'ab'.repeat(32),
        container: 'MP4',
        codec: 'avc',
        width: 768,
        height: 576,
        framesDecoded: 84,
        framesDeclared: 160,
        durationS: 16,
        backend: 'wasm',
        detectorRuns: 12,
        wallS: 2.5,
      },
      settings: {
        sensitivity: 'fine',
        engine: { leastRegionPixels: 12 },
        excludedZones: [
          [
            [0, 0],
            [0.5, 0],
            [0.5, 0.5],
            [0, 0.5],
          ],
        ],
        excludedShare: 0.25,
      },
      tracks: [
        {
          id: 7,
          pseudonym: 'P-0001',
          class: 'person',
          votes: { person: 1 },
          state: 'PROPOSED',
          frames: [3, 4],
          boxes: [
            [1, 2, 3, 4],
            [2, 2, 3, 4],
          ],
          attributes: {
            upper: [{ name: 'red', share: 0.812 }],
            lower: [],
            vehicle: [],
            direction: 'down-left',
            entered: null,
            left: null,
            stops: [{ fromUs: 80_000, toUs: 3_080_000 }],
            speed: null,
            size: 'medium',
            carried: [{ name: 'backpack', share: 0.5 }],
          },
        },
      ],
      scenes: [{ fromUs: 0, toUs: 8_300_000, fromOrdinal: 1, toOrdinal: 84 }],
      sceneEvents: [{ kind: 'frozen', fromUs: 1_000_000, ordinal: 11 }],
      envelope: null,
      coverage: [{ state: 'still', fromUs: 0, toUs: 8_300_000 }],
      warnings: [{ code: 'DATA_MISSING', severity: 'error', declared: 160, present: 84 }],
    });
  });

  it('of a file that was refused still say why', async () => {
    const refused: RecordingState = {
      ...recording,
      phase: 'failed',
      media: undefined,
      result: undefined,
      coverage: [],
      tracks: NO_TRACKS,
      alerts: [{ code: 'MOOV_MISSING', severity: 'error', facts: {} }],
    };
    const json: unknown = JSON.parse(await resultsJson(refused, '0.1.0', () => Promise.resolve([])));
    expect(json).toMatchObject({
      summary: { framesDecoded: 0, framesDeclared: 0 },
      tracks: [],
      warnings: [{ code: 'MOOV_MISSING' }],
    });
  });
});
