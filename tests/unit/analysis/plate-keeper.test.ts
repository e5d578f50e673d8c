import { describe, expect, it } from 'vitest';

import { PlateKeeper, type PlateEncoder } from '../../../src/analysis/plate-keeper.ts';
import { motionField, type MotionField } from '../../../src/domain/motion/motion-field.ts';
import { colourMatrix, type Planes } from '../../../src/vision/planes.ts';

const [WIDTH, HEIGHT, STEP] = [160, 96, 2];

/** A grey scene with a white square at `x`. */
function aPicture(grey: number, x: number): { readonly planes: Planes; readonly field: MotionField } {
  const y = new Uint8Array(WIDTH * HEIGHT).fill(grey);
  const mask = new Uint8Array((WIDTH / STEP) * (HEIGHT / STEP));
  for (let row = 32; row < 64; row += 1) {
    for (let column = x; column < x + 32; column += 1) {
      y[row * WIDTH + column] = 235;
      mask[(row >> 1) * (WIDTH / STEP) + (column >> 1)] = 1;
    }
  }
  const chroma = new Uint8Array((WIDTH / 2) * (HEIGHT / 2)).fill(128);
  const planes = {
    ...{ width: WIDTH, height: HEIGHT, y, yStride: WIDTH },
    ...{ u: chroma, v: chroma, uvStride: WIDTH / 2, uvStep: 1 as const, colour: colourMatrix({}, HEIGHT) },
  };
  return { planes, field: motionField(mask, WIDTH / STEP, HEIGHT / STEP, STEP) };
}

const raw: PlateEncoder = ({ rgba }) => Promise.resolve({ type: 'raw', bytes: Uint8Array.from(rgba) });

/** Brightest red value of a plate. */
const brightest = (bytes: Uint8Array): number =>
  bytes.reduce((most, value, at) => (at % 4 === 0 ? Math.max(most, value) : most), 0);

describe('clean plates', () => {
  it('show the scene without what moves, early and then every five minutes', async () => {
    const keeper = new PlateKeeper(undefined, raw);
    for (let s = 0; s <= 620; s += 1) {
      const { planes, field } = aPicture(100, (s * 8) % 128);
      keeper.consider(planes, field, s * 1e6);
    }
    const plates = await keeper.take();
    expect(plates.map(({ us }) => us / 1e6)).toEqual([10, 310, 610]);
    for (const { bytes, width, height } of plates) {
      expect([width, height]).toEqual([WIDTH, HEIGHT]);
      expect(brightest(bytes)).toBeLessThan(130);
    }
    expect(await keeper.take()).toEqual([]);
  });

  it('show all of the scene in the light of now, also what was last seen in another', async () => {
    const keeper = new PlateKeeper(undefined, raw);
    for (let s = 0; s <= 10; s += 1) {
      const { planes, field } = aPicture(s < 5 ? 60 : 120, s < 3 ? 96 : 0);
      keeper.consider(planes, field, s * 1e6);
    }
    const bytes = (await keeper.take())[0]?.bytes ?? new Uint8Array();
    const reds = bytes.filter((_, at) => at % 4 === 0);
    // (120 − 16) · 255 / 219, to a step of rounding.
    expect(Math.min(...reds)).toBeGreaterThanOrEqual(119);
    expect(Math.max(...reds)).toBeLessThanOrEqual(123);
  });

  it('do not hold who is missed at the very moment of the plate, nor who walks where it is never free', async () => {
    const missed = new PlateKeeper(undefined, raw);
    const busy = new PlateKeeper(undefined, raw);
    const nothing = aPicture(100, 0).field;
    const still = { ...nothing, counts: new Uint8Array(nothing.counts.length) };
    for (let s = 0; s <= 70; s += 1) {
      const here = aPicture(100, 64);
      const empty = { ...here.planes, y: here.planes.y.map(() => 100) };
      if (s <= 10) {
        missed.consider(s === 10 ? here.planes : empty, still, s * 1e6);
      }
      const walker = s % 5 < 2 ? here : { planes: empty, field: still };
      busy.consider(walker.planes, walker.field, s * 1e6, [{ x: 64, y: 32, w: 32, h: 32 }]);
    }
    for (const [name, keeper] of Object.entries({ missed, busy })) {
      const plates = await keeper.take();
      expect(plates).toHaveLength(1);
      expect(brightest(plates[0]?.bytes ?? new Uint8Array()), name).toBeLessThan(130);
    }
  });

  it('wait for somebody who stands there from the first picture on, and do not hold him', async () => {
    const keeper = new PlateKeeper(undefined, raw);
    for (let s = 0; s <= 40; s += 1) {
      const { planes, field } = aPicture(100, s < 30 ? 64 : 0);
      keeper.consider(planes, field, s * 1e6);
    }
    const [plate, ...others] = await keeper.take();
    expect(others).toEqual([]);
    expect(plate?.us).toBeGreaterThanOrEqual(30e6);
    expect(brightest(plate?.bytes ?? new Uint8Array())).toBeLessThan(130);
    keeper.finish();
    expect(await keeper.take()).toEqual([]);
  });

  it('are written in the end, of a short recording, and once more of one in which somebody stood for long', async () => {
    const short = new PlateKeeper(undefined, raw);
    const { planes, field } = aPicture(100, 0);
    short.consider(planes, field, 0);
    short.finish();
    expect((await short.take()).map(({ us }) => us)).toEqual([0]);
    const long = new PlateKeeper(undefined, raw);
    for (let s = 0; s <= 100; s += 1) {
      const still = aPicture(100, s < 90 ? 64 : 0);
      long.consider(still.planes, still.field, s * 1e6);
    }
    long.finish();
    const plates = await long.take();
    expect(plates).toHaveLength(2);
    expect(plates[0]?.us).toBe(70e6);
    expect(brightest(plates[0]?.bytes ?? new Uint8Array())).toBeGreaterThan(200);
    expect(brightest(plates[1]?.bytes ?? new Uint8Array())).toBeLessThan(130);
  });

  it('do not hold somebody who stands still, and moves no more, as long as he is seen', async () => {
    const keeper = new PlateKeeper(undefined, raw);
    const nothing = aPicture(100, 0).field;
    const field = { ...nothing, counts: new Uint8Array(nothing.counts.length) };
    for (let s = 0; s <= 50; s += 1) {
      const { planes } = aPicture(100, 64);
      const empty = { ...planes, y: planes.y.map(() => 100) };
      keeper.consider(
        s < 30 ? planes : empty,
        field,
        s * 1e6,
        s < 30 && s % 4 === 0 ? [{ x: 64, y: 32, w: 32, h: 32 }] : [],
      );
    }
    const [plate, ...others] = await keeper.take();
    expect(others).toEqual([]);
    expect(plate?.us).toBeGreaterThan(30e6);
    expect(brightest(plate?.bytes ?? new Uint8Array())).toBeLessThan(130);
  });

  it('start anew with another view, and keep their rhythm after a killed worker', async () => {
    const first = new PlateKeeper(undefined, raw);
    const look = (keeper: PlateKeeper, x: number, us: number): void => {
      const { planes, field } = aPicture(100, x);
      keeper.consider(planes, field, us);
    };
    look(first, 0, 0);
    const second = new PlateKeeper(first.snapshot(), raw);
    look(second, 96, 9e6);
    expect(await second.take()).toEqual([]);
    look(second, 0, 10e6);
    expect(await second.take()).toHaveLength(1);
    second.startAnew(20e6);
    look(second, 96, 25e6);
    look(second, 0, 30e6);
    expect(await second.take()).toHaveLength(1);
  });

  it('gather the scene at once after a killed worker, however far off the next plate is', async () => {
    const keeper = new PlateKeeper({ nextUs: 310e6 }, raw);
    for (let s = 100; s <= 320; s += 1) {
      const { planes, field } = aPicture(100, s < 150 ? 0 : 64);
      keeper.consider(planes, field, s * 1e6);
    }
    const plates = await keeper.take();
    expect(plates.map(({ us }) => us)).toEqual([310e6]);
    expect(brightest(plates[0]?.bytes ?? new Uint8Array())).toBeLessThan(130);
  });
});
