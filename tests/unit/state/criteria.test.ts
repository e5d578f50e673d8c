import { beforeEach, describe, expect, it } from 'vitest';
import { USUAL_SETTINGS } from '../../../src/contracts/analysis.ts';
import { NO_PLACE, type RecordingState, type TrackState } from '../../../src/contracts/session.ts';
import { NO_ATTRIBUTES, type ColourName, type Direction } from '../../../src/domain/attributes/attributes.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { atOnce } from '../../../src/domain/query/sort-rows.ts';
import { listOf } from '../../../src/services/track-list.ts';
import { Criteria } from '../../../src/state/criteria.svelte.ts';
import { countFacets, type Facets } from '../../../src/state/facets.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { aFrameTable } from '../../builders/frame-table.ts';
import { hitsOf } from '../../builders/searching.ts';

const first = recordingId('r1');
const second = recordingId('r2');

function aTrack(number: number, parts: Partial<TrackState> = {}): TrackState {
  const recording = parts.recordingId ?? first;
  return {
    id: trackId(recording, number),
    recordingId: recording,
    pseudonym: `P-${number}`,
    number,
    objectClass: 'person',
    votes: { person: 1 },
    confidence: 0.5,
    detections: 3,
    firstOrdinal: number,
    lastOrdinal: number + 10,
    firstUs: number * 1000,
    lastUs: (number + 10) * 1000,
    bestOrdinal: number + 5,
    bestUs: (number + 5) * 1000,
    bestBox: { x: 0, y: 0, w: 1, h: 1 },
    attributes: NO_ATTRIBUTES,
    ...parts,
  };
}

function aRecording(tracks: readonly TrackState[], id = first): RecordingState {
  return {
    id,
    name: id,
    path: id,
    sizeBytes: 1,
    phase: 'done',
    queuePlace: undefined,
    place: NO_PLACE,
    settings: USUAL_SETTINGS,
    hashedBytes: 1,
    sha256: undefined,
    hashS: undefined,
    media: undefined,
    table: undefined,
    look: undefined,
    firstLook: undefined,
    progress: undefined,
    result: undefined,
    coverage: [],
    tracks: listOf(tracks),
    alerts: [],
  };
}

describe('Criteria', () => {
  let criteria: Criteria;
  beforeEach(() => {
    criteria = new Criteria();
  });
  const numbers = (...recordings: RecordingState[]): number[] =>
    [...hitsOf(criteria, recordings)].map(({ number }) => number);
  /** How many objects each word would let through, all other criteria kept. */
  const facets = (...tracks: TrackState[]): Facets => atOnce(countFacets(hitsOf(criteria, [aRecording(tracks)])));

  it('lets everything through at first, in order of time', () => {
    expect(numbers(aRecording([aTrack(3), aTrack(1), aTrack(2)]))).toEqual([1, 2, 3]);
    expect(criteria.isActive).toBe(false);
  });

  it('keeps chosen classes; all of them chosen is none chosen', () => {
    const recording = aRecording([aTrack(1), aTrack(2, { objectClass: 'car' }), aTrack(3, { objectClass: 'bus' })]);
    criteria.toggleClass('car');
    criteria.toggleClass('bus');
    expect(numbers(recording)).toEqual([2, 3]);
    criteria.toggleClass('bus');
    expect(numbers(recording)).toEqual([2]);
    for (const name of ['person', 'bicycle', 'motorcycle', 'bus', 'truck', 'unclassified'] as const) {
      criteria.toggleClass(name);
    }
    expect(criteria.isActive).toBe(false);
  });

  it('keeps objects present at some instant of the interval of their own recording', () => {
    const recordings = [
      aRecording([aTrack(1), aTrack(20), aTrack(40)]),
      aRecording([aTrack(7, { recordingId: second })], second),
    ];
    criteria.setInterval(first, { fromUs: 11_000, toUs: 20_000 });
    expect(numbers(...recordings)).toEqual([1, 20, 7]);
    criteria.setInterval(first, undefined);
    expect(numbers(...recordings)).toEqual([1, 20, 40, 7]);
  });

  it('keeps objects at or above the minimum confidence, and sorts by it', () => {
    criteria.sort = 'confidence';
    criteria.minConfidence = 0.5;
    expect(
      numbers(
        aRecording([aTrack(1, { confidence: 0.49 }), aTrack(2, { confidence: 0.5 }), aTrack(3, { confidence: 0.9 })]),
      ),
    ).toEqual([3, 2]);
  });

  it('can leave one criterion out, to count what it would let through', () => {
    criteria.onlyClass('car');
    criteria.minConfidence = 0.9;
    const sure = aTrack(1, { confidence: 0.95 });
    const car = aTrack(2, { objectClass: 'car' });
    expect(numbers(aRecording([sure, car]))).toEqual([]);
    const { classes, confidences } = facets(sure, car, aTrack(3));
    expect(classes.get('person')).toBe(1);
    expect(classes.get('car')).toBe(0);
    expect(confidences[500]).toBe(1);
    expect(confidences[950]).toBe(0);
  });

  it('keeps objects with any chosen word of an attribute, and of every attribute with a choice', () => {
    const wearing = (number: number, upper: ColourName | undefined, direction: Direction): TrackState =>
      aTrack(number, {
        attributes: { ...NO_ATTRIBUTES, upper: upper === undefined ? [] : [{ name: upper, share: 0.8 }], direction },
      });
    const car = aTrack(5, {
      objectClass: 'car',
      attributes: { ...NO_ATTRIBUTES, vehicle: [{ name: 'red', share: 1 }], direction: 'left' },
    });
    const recording = aRecording([
      wearing(1, 'red', 'left'),
      wearing(2, 'blue', 'left'),
      wearing(3, 'red', 'right'),
      wearing(4, undefined, 'left'),
      car,
    ]);
    criteria.toggleAttribute('upper', 'red');
    expect(numbers(recording)).toEqual([1, 3]);
    criteria.toggleAttribute('upper', 'undetermined');
    expect(numbers(recording)).toEqual([1, 3, 4]);
    criteria.toggleAttribute('direction', 'left');
    expect(numbers(recording)).toEqual([1, 4]);
    const { words, total } = facets(wearing(6, 'green', 'left'), wearing(7, 'green', 'right'), aTrack(8), car);
    expect(total).toBe(4);
    expect([...(words.get('upper') ?? [])]).toEqual([
      ['undetermined', 0],
      ['green', 1],
    ]);
    expect(words.get('direction')?.get('right')).toBe(0);
    expect(words.get('vehicle')?.get('red')).toBe(0);
    expect(criteria.attributeCount).toBe(3);
    criteria.reset();
    expect(criteria.isActive).toBe(false);
    criteria.toggleAttribute('vehicle', 'red');
    expect(numbers(recording)).toEqual([5]);
    criteria.toggleAttribute('vehicle', 'red');
    expect(criteria.isActive).toBe(false);
  });

  it('keeps objects by pace and by size, of any class', () => {
    const walker = aTrack(1, { attributes: { ...NO_ATTRIBUTES, speed: 'slow', size: 'small' } });
    const runner = aTrack(2, { attributes: { ...NO_ATTRIBUTES, speed: 'fast', size: 'small' } });
    const lorry = aTrack(3, { objectClass: 'truck', attributes: { ...NO_ATTRIBUTES, size: 'large' } });
    const recording = aRecording([walker, runner, lorry]);
    criteria.toggleAttribute('speed', 'fast');
    criteria.toggleAttribute('speed', 'undetermined');
    expect(numbers(recording)).toEqual([2, 3]);
    criteria.toggleAttribute('size', 'small');
    expect(numbers(recording)).toEqual([2]);
    criteria.toggleAttribute('entered', 'left');
    expect(numbers(recording)).toEqual([]);
    expect(numbers(aRecording([aTrack(4, { attributes: { ...runner.attributes, entered: 'left' } })]))).toEqual([4]);
  });
});

describe('Criteria of several sets', () => {
  const tracks = [
    aTrack(1, { objectClass: 'car' }),
    aTrack(2, { confidence: 0.9 }),
    aTrack(3, { attributes: { ...NO_ATTRIBUTES, upper: [{ name: 'red', share: 1 }] } }),
    aTrack(4, { objectClass: 'bus', confidence: 0.9 }),
  ];
  const numbers = (criteria: Criteria): number[] =>
    [...hitsOf(criteria, [aRecording(tracks)])].map(({ number }) => number);

  it('find what meets one set or the other, each object once, in order', () => {
    const criteria = new Criteria();
    criteria.onlyClass('car');
    criteria.addSet();
    expect(numbers(criteria)).toEqual([1]);
    criteria.minConfidence = 0.9;
    expect(numbers(criteria)).toEqual([1, 2, 4]);
    criteria.toggleClass('bus');
    expect(numbers(criteria)).toEqual([1, 4]);
    expect(criteria.codes).toEqual(['class:car', 'or2-class:bus', 'or2-confidence:0.90']);
    criteria.removeSet(criteria.edited.id);
    expect(numbers(criteria)).toEqual([1]);
    criteria.removeSet(criteria.edited.id);
    expect(numbers(criteria)).toEqual([1, 2, 3, 4]);
    expect(criteria.isActive).toBe(false);
  });

  it('look for what does not meet a criterion that is turned round', () => {
    const criteria = new Criteria();
    criteria.toggleAttribute('upper', 'red');
    criteria.negate('upper');
    expect(numbers(criteria)).toEqual([1, 2, 4]);
    criteria.onlyClass('car');
    criteria.negate('class');
    expect(numbers(criteria)).toEqual([2, 4]);
    expect(criteria.codes).toEqual(['not-class:car', 'not-upper:red']);
    criteria.drop('upper');
    expect(criteria.isNegated('upper')).toBe(false);
    criteria.toggleAttribute('upper', 'red');
    expect(numbers(criteria)).toEqual([3]);
  });

  it('are the same again after they were told as plain data', () => {
    const criteria = new Criteria();
    criteria.onlyClass('car');
    criteria.negate('class');
    criteria.addSet();
    criteria.minConfidence = 0.9;
    criteria.hours = { from: 1320, to: 300 };
    const again = new Criteria();
    again.restore(JSON.parse(JSON.stringify(criteria.recipe)) as typeof criteria.recipe, first);
    expect(again.codes).toEqual(criteria.codes);
    expect(again.recipe).toEqual(criteria.recipe);
  });

  it('count each criterion alone', () => {
    const criteria = new Criteria();
    criteria.onlyClass('person');
    criteria.minConfidence = 0.9;
    const [part] = hitsOf(criteria, [aRecording(tracks)]).parts;
    expect([...(part?.judged.met ?? [])]).toEqual([
      ['class', 2],
      ['confidence', 2],
    ]);
  });
});

describe('Criteria of real time', () => {
  /** Filmed from 21:30 of 20 November on, in Paris; an object a minute, over four hours. */
  const START = Date.parse('2026-11-20T20:30:00Z');
  const MINUTE = 60_000_000;
  const minutes = Array.from({ length: 240 }, (_, index) =>
    aTrack(index + 1, { firstUs: index * MINUTE, lastUs: index * MINUTE + 1_000_000, bestUs: index * MINUTE }),
  );
  const table = aFrameTable([0, 240 * 60_000]);
  const filmed = (place: Partial<RecordingState['place']>): RecordingState => ({
    ...aRecording(minutes),
    table,
    place: { camera: 'Quai', startsAt: instant(START), clockOffsetMs: undefined, ...place },
  });
  const found = (criteria: Criteria, recording: RecordingState): number[] =>
    [...hitsOf(criteria, [recording])].map(({ number }) => number - 1);

  it('keep the hours of every day, past midnight too, on the corrected clock', () => {
    const criteria = new Criteria();
    criteria.hours = { from: 22 * 60, to: 60 };
    const at = found(criteria, filmed({}));
    expect(at[0]).toBe(30);
    expect(at.at(-1)).toBe(209);
    // Three minutes slow: what it called 21:57 was 22:00.
    expect(found(criteria, filmed({ clockOffsetMs: 180_000 }))[0]).toBe(27);
  });

  it('keep a period, together with the hours', () => {
    const criteria = new Criteria();
    criteria.period = { fromUs: (START + 3_600_000) * 1000, toUs: (START + 7_200_000) * 1000 };
    expect(found(criteria, filmed({}))).toEqual(Array.from({ length: 61 }, (_, index) => index + 60));
    criteria.hours = { from: 23 * 60, to: 23 * 60 + 10 };
    expect(found(criteria, filmed({}))).toEqual(Array.from({ length: 10 }, (_, index) => index + 90));
    criteria.negate('time');
    expect(found(criteria, filmed({}))).toHaveLength(230);
  });

  it('find nothing within nor without in a recording whose time nobody knows', () => {
    const criteria = new Criteria();
    criteria.hours = { from: 0, to: 1439 };
    expect(found(criteria, filmed({ startsAt: undefined }))).toEqual([]);
    criteria.negate('time');
    expect(found(criteria, filmed({ startsAt: undefined }))).toEqual([]);
  });

  it('keep cameras, and count what each would let through, and each hour', () => {
    const criteria = new Criteria();
    const recordings = [filmed({}), { ...filmed({ camera: 'Parking' }), id: second }];
    criteria.toggleCamera('Parking');
    const hits = hitsOf(criteria, recordings);
    expect(hits).toHaveLength(240);
    const { cameras, hours } = atOnce(countFacets(hits));
    expect([...cameras]).toEqual([
      ['Quai', 240],
      ['Parking', 240],
    ]);
    expect([...hours].flatMap((count, hour) => (count > 0 ? [[hour, count]] : []))).toEqual([
      [0, 60],
      [1, 30],
      [21, 30],
      [22, 60],
      [23, 60],
    ]);
    criteria.negate('camera');
    expect(new Set([...hitsOf(criteria, recordings)].map(({ recordingId }) => recordingId))).toEqual(new Set([first]));
  });
});
