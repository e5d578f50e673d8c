import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DIRECTIONS, type TrackAttributes } from '../../../../src/domain/attributes/attributes.ts';
import { tallies } from '../../../../src/domain/attributes/colour-tally.ts';
import type { TimedBox } from '../../../../src/domain/attributes/path.ts';
import { trackAttributes, type AttributeEvidence } from '../../../../src/domain/attributes/track-attributes.ts';
import { Way } from '../../../../src/domain/attributes/way.ts';
import { gaussianNoise, seededRandom } from '../../../reels/random.ts';

const PICTURE = { width: 1280, height: 720 };

/** Where somebody of `height` pixels stands at each second; straight lines between. */
interface Walk {
  readonly at: readonly (readonly [second: number, x: number, y: number])[];
  readonly height?: number;
  /** Standard deviation of each side of a box, as a share of its height. */
  readonly noise?: number;
  readonly everyS?: number;
  readonly seed?: number;
}

function sightsOf({ at, height = 80, noise = 0, everyS = 0.2, seed = 1 }: Walk): TimedBox[] {
  const jitter = gaussianNoise(4096, 20, seededRandom(seed));
  const sights: TimedBox[] = [];
  const [from = 0] = at[0] ?? [];
  const [to = 0] = at.at(-1) ?? [];
  for (let index = 0; from + index * everyS <= to + 1e-9; index += 1) {
    const second = from + index * everyS;
    const after = Math.max(
      1,
      at.findIndex(([other]) => other >= second - 1e-9),
    );
    const [s0 = 0, x0 = 0, y0 = 0] = at[after - 1] ?? [];
    const [s1 = 0, x1 = 0, y1 = 0] = at[after] ?? at[0] ?? [];
    const t = s1 > s0 ? (second - s0) / (s1 - s0) : 0;
    const shift = (side: number): number => ((jitter[(4 * index + side) % jitter.length] ?? 0) / 20) * noise * height;
    const width = height * 0.4;
    const left = x0 + (x1 - x0) * t - width / 2 + shift(0);
    const top = y0 + (y1 - y0) * t - height / 2 + shift(1);
    sights.push({
      us: Math.round(second * 1e6),
      box: { x: left, y: top, w: width + shift(2), h: height + shift(3) },
    });
  }
  return sights;
}

function attributesOf(walk: Walk, more: Partial<AttributeEvidence> = {}): TrackAttributes {
  return trackAttributes({
    objectClass: 'person',
    way: Way.of(sightsOf(walk), PICTURE),
    picture: PICTURE,
    watched: { fromUs: -10e6, toUs: 1e12 },
    colours: tallies(),
    looks: 10,
    carried: {},
    ...more,
  });
}

describe('direction', () => {
  it('is the eighth of the compass of a way of at least a height, for any speed, size and jitter of boxes', () => {
    let right = 0;
    let all = 0;
    fc.assert(
      fc.property(
        fc.nat(7),
        fc.double({ min: -15, max: 15, noNaN: true }),
        fc.double({ min: 1, max: 12, noNaN: true }),
        fc.double({ min: 0.8, max: 3, noNaN: true }),
        fc.integer({ min: 20, max: 200 }),
        fc.nat(1000),
        (eighth, off, seconds, speed, height, seed) => {
          const angle = ((eighth * 45 + off) * Math.PI) / 180;
          const way = speed * height * seconds;
          const end = [seconds, 640 + way * Math.cos(angle), 360 + way * Math.sin(angle)] as const;
          const { direction } = attributesOf({ at: [[0, 640, 360], end], height, noise: 0.06, seed });
          all += 1;
          right += direction === DIRECTIONS[eighth] ? 1 : 0;
        },
      ),
      { numRuns: 1000 },
    );
    expect(right / all).toBeGreaterThanOrEqual(0.99);
  });

  it('is "still" for who stays, however much the boxes jitter', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 3, max: 60 }), (seed, seconds) => {
        const stay = {
          at: [
            [0, 400, 300],
            [seconds, 400, 300],
          ] as const,
          noise: 0.06,
          seed,
        };
        expect(attributesOf(stay).direction).toBe('still');
      }),
    );
  });

  it('is not told of a path that comes back', () => {
    const there: Walk = {
      at: [
        [0, 300, 300],
        [6, 900, 300],
        [12, 310, 300],
      ],
      noise: 0.03,
    };
    expect(attributesOf(there).direction).toBeUndefined();
  });
});

describe('stops', () => {
  it('are found where they are, to half a second, with any jitter', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.double({ min: 2.6, max: 120, noNaN: true }),
        fc.double({ min: 0, max: 0.05, noNaN: true }),
        (seed, stood, noise) => {
          const walk: Walk = {
            at: [
              [0, 100, 300],
              [4, 420, 300],
              [4 + stood, 420, 300],
              [8 + stood, 740, 300],
            ],
            noise,
            seed,
          };
          const { stops, direction } = attributesOf(walk);
          expect(stops).toHaveLength(1);
          const [stop = { fromUs: 0, toUs: 0 }] = stops;
          expect(Math.abs(stop.fromUs - 4e6)).toBeLessThanOrEqual(600_000);
          expect(Math.abs(stop.toUs - (4 + stood) * 1e6)).toBeLessThanOrEqual(600_000);
          expect(direction).toBe('right');
        },
      ),
    );
  });

  it('are none for a second of hesitation, nor for a slow walk', () => {
    expect(
      attributesOf({
        at: [
          [0, 100, 300],
          [4, 420, 300],
          [5, 420, 300],
          [9, 740, 300],
        ],
        noise: 0.03,
      }).stops,
    ).toEqual([]);
    expect(
      attributesOf({
        at: [
          [0, 100, 300],
          [20, 700, 300],
        ],
        noise: 0.03,
      }).stops,
    ).toEqual([]);
  });

  it('follow presentation time, also where frames are missing', () => {
    const before = sightsOf({
      at: [
        [0, 100, 300],
        [4, 420, 300],
      ],
    });
    const after = sightsOf({
      at: [
        [14, 420, 300],
        [18, 740, 300],
      ],
    });
    const { stops } = attributesOf({ at: [] }, { way: Way.of([...before, ...after], PICTURE) });
    expect(stops).toHaveLength(1);
    expect(stops[0]?.fromUs).toBeGreaterThan(3.3e6);
    expect(stops[0]?.toUs).toBeLessThan(14.7e6);
  });
});

describe('the border of the picture', () => {
  it.each([
    [
      'left',
      [
        [0, 20, 300],
        [5, 600, 300],
      ],
    ],
    [
      'right',
      [
        [0, 1260, 300],
        [5, 600, 300],
      ],
    ],
    [
      'top',
      [
        [0, 600, 45],
        [5, 600, 400],
      ],
    ],
    [
      'bottom',
      [
        [0, 600, 675],
        [5, 600, 300],
      ],
    ],
  ] as const)('is crossed on the %s, coming in and going out', (edge, at) => {
    const coming = attributesOf({ at, noise: 0.02 });
    expect(coming.entered).toBe(edge);
    expect(coming.left).toBeUndefined();
    const back = at.map(([second], index) => [second, at[1 - index]?.[1] ?? 0, at[1 - index]?.[2] ?? 0] as const);
    const going = attributesOf({ at: back, noise: 0.02 });
    expect(going.left).toBe(edge);
    expect(going.entered).toBeUndefined();
  });

  it('is not crossed by who was there at the start, is there at the end, or appears inside', () => {
    const at = [
      [0, 20, 300],
      [5, 1260, 300],
    ] as const;
    const there = attributesOf({ at }, { watched: { fromUs: 0, toUs: 5e6 } });
    expect([there.entered, there.left]).toEqual([undefined, undefined]);
    const inside = attributesOf({
      at: [
        [0, 500, 300],
        [5, 800, 300],
      ],
    });
    expect([inside.entered, inside.left]).toEqual([undefined, undefined]);
  });
});

describe('speed and size', () => {
  it('are classes of the box, in own heights a second and as a share of the picture', () => {
    const walker = (speed: number): Walk => ({
      at: [
        [0, 100, 300],
        [4, 100 + 4 * speed * 80, 300],
      ],
      noise: 0.03,
    });
    expect(attributesOf(walker(0.3)).speed).toBe('slow');
    expect(attributesOf(walker(0.8)).speed).toBe('medium');
    expect(attributesOf(walker(2)).speed).toBe('fast');
    expect(attributesOf(walker(2), { objectClass: 'car' }).speed).toBe('medium');
    expect(
      attributesOf({
        at: [
          [0, 100, 300],
          [8, 100, 300],
        ],
      }).speed,
    ).toBeUndefined();
    const sized = (height: number): Walk => ({
      at: [
        [0, 600, 300],
        [4, 700, 300],
      ],
      height,
    });
    expect([40, 200, 600].map((height) => attributesOf(sized(height)).size)).toEqual(['small', 'medium', 'large']);
  });
});

describe('what belongs to a class only', () => {
  it('is not said of another one', () => {
    const colours = tallies();
    for (const surface of [colours.upper, colours.lower, colours.vehicle]) {
      surface.add({ l: 0.5, a: 0.2, b: 0.1 }, 1000);
    }
    const evidence = { colours, carried: { backpack: 8, umbrella: 1 } };
    const at = [
      [0, 100, 300],
      [4, 500, 300],
    ] as const;
    const person = attributesOf({ at }, evidence);
    expect([person.upper, person.lower].map(([colour]) => colour?.name)).toEqual(['red', 'red']);
    expect(person.vehicle).toEqual([]);
    expect(person.carried).toEqual([{ name: 'backpack', share: 0.8 }]);
    const car = attributesOf({ at }, { ...evidence, objectClass: 'car' });
    expect([car.upper, car.lower, car.carried]).toEqual([[], [], []]);
    expect(car.vehicle[0]?.name).toBe('red');
  });
});
