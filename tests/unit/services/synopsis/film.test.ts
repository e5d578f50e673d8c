import { describe, expect, it } from 'vitest';

import { recordingId } from '../../../../src/domain/ids.ts';
import { SynopsisFilm } from '../../../../src/services/synopsis/film.ts';
import {
  arrangementOf,
  FakeTubes,
  opener,
  ownerOfRow,
  settled,
  FakeBitmap,
  type MadePiece,
} from '../../../builders/film-scene.ts';
import { aFrameTable, evenFrames } from '../../../builders/frame-table.ts';

const MS = 1000;

function filmOf(made: readonly MadePiece[], tubes = new FakeTubes(), budget?: number) {
  const rows = Math.max(0, ...made.map(({ tube }) => tube + 1));
  const owners = Array.from({ length: rows }, (_, row) => ownerOfRow(row, tubes.table));
  const film = new SynopsisFilm({ arrangement: arrangementOf(made), owners, openTubes: opener(tubes) }, budget);
  return { film, tubes };
}

/** Until nothing more is read. */
async function rest(film: SynopsisFilm): Promise<void> {
  do {
    await settled();
  } while (!film.isResting);
}

describe('the picture of a time', () => {
  it('shows of each object the last picture at or before the moment it comes from', async () => {
    const table = aFrameTable([0, 100, 130, 300, 310, 500, 900]);
    const { film } = filmOf([{ tube: 0, fromMs: 100, toMs: 900, atMs: 1000 }], new FakeTubes(table));
    const shown: number[] = [];
    for (const ms of [1000, 1029, 1030, 1205, 1210, 1799, 1800, 1839]) {
      const { figures } = await film.pictureAt(ms * MS);
      shown.push(...figures.map(({ ordinal }) => ordinal));
    }
    expect(shown).toEqual([2, 2, 3, 4, 5, 6, 7, 7]);
    expect((await film.pictureAt(999 * MS)).figures).toEqual([]);
    expect((await film.pictureAt(1840 * MS)).figures).toEqual([]);
  });

  it('puts each object in its place with its own time, the nearer in front', async () => {
    const table = evenFrames(100, 40);
    const tubes = new FakeTubes(table);
    const owners = [ownerOfRow(0, table, { y: 0.9 }), ownerOfRow(1, table, { y: 0.6 })];
    const arrangement = arrangementOf([
      { tube: 0, fromMs: 400, toMs: 800, atMs: 0 },
      { tube: 1, fromMs: 2000, toMs: 2800, atMs: 0, part: 2, parts: 3, rate: 2 },
    ]);
    const film = new SynopsisFilm({ arrangement, owners, openTubes: opener(tubes) });
    const { figures } = await film.pictureAt(80 * MS);
    expect(figures.map(({ row, ordinal, sourceUs }) => [row, ordinal, sourceUs])).toEqual([
      [1, 55, 2_160_000],
      [0, 13, 480_000],
    ]);
    expect(figures[0]).toMatchObject({
      part: 2,
      parts: 3,
      rate: 2,
      track: 2,
      place: { x: 0.45, y: 0.1, w: 0.025, h: 0.05 },
    });
    expect(figures[0]?.box.y).toBeCloseTo(0.2);
  });

  it('goes by presentation times and the shift of the recording', async () => {
    const table = evenFrames(100, 40, 5000);
    const owners = [ownerOfRow(0, table, { shiftUs: 3_600_000_000 })];
    const arrangement = arrangementOf([{ tube: 0, fromMs: 3_606_000, toMs: 3_607_000, atMs: 0 }]);
    const film = new SynopsisFilm({ arrangement, owners, openTubes: opener(new FakeTubes(table)) });
    const { figures } = await film.pictureAt(200 * MS);
    expect(figures[0]).toMatchObject({ ordinal: 31, sourceUs: 6_200_000 });
  });

  it('keeps the last pixels of an object where a picture cannot be decoded, and says which ordinal they are of', async () => {
    const tubes = new FakeTubes();
    tubes.undecodable = new Set([4, 5]);
    const { film } = filmOf([{ tube: 0, fromMs: 0, toMs: 1000, atMs: 0 }], tubes);
    expect((await film.pictureAt(160 * MS)).figures[0]?.ordinal).toBe(3);
    expect((await film.pictureAt(200 * MS)).figures[0]?.ordinal).toBe(6);
  });
});

describe('reading', () => {
  it('decodes once what was there together, and only as many pictures as can be shown', async () => {
    const { film, tubes } = filmOf([
      { tube: 0, unit: 7, fromMs: 0, toMs: 2000, atMs: 0, rate: 4 },
      { tube: 1, unit: 7, fromMs: 400, toMs: 1600, atMs: 100, rate: 4 },
    ]);
    await film.pictureAt(0);
    await rest(film);
    expect(tubes.reads.map(({ span }) => span)).toEqual([{ tracks: [1, 2], fromOrdinal: 1, toOrdinal: 51, stride: 4 }]);
  });

  it('asks in order of time, and for nothing that is far away', async () => {
    const { film, tubes } = filmOf([
      { tube: 0, fromMs: 9000, toMs: 10_000, atMs: 2000 },
      { tube: 1, fromMs: 4000, toMs: 5000, atMs: 0 },
      { tube: 2, fromMs: 0, toMs: 1000, atMs: 1000 },
      { tube: 3, fromMs: 0, toMs: 1000, atMs: 60_000 },
    ]);
    await film.pictureAt(0);
    await rest(film);
    expect(tubes.reads.map(({ span }) => span.tracks)).toEqual([[2], [3], [1]]);
    expect(tubes.reads.every(({ isOver }) => isOver)).toBe(true);
  });

  it('leaves the decoders to what is wanted now, until that is there', async () => {
    const tubes = new FakeTubes();
    tubes.isSlow = true;
    const { film } = filmOf(
      [0, 0, 2000, 3000].map((atMs, tube) => ({ tube, fromMs: tube * 5000, toMs: tube * 5000 + 4000, atMs })),
      tubes,
    );
    const wanted = film.pictureAt(0);
    await settled();
    expect(tubes.reads).toHaveLength(2);
    await tubes.step(3);
    expect((await wanted).figures).toHaveLength(2);
    await tubes.step(200);
    expect(tubes.reads).toHaveLength(4);
  });

  it('reads nothing twice when it plays on or steps back', async () => {
    const { film, tubes } = filmOf([{ tube: 0, fromMs: 0, toMs: 4000, atMs: 0 }]);
    for (const ms of [0, 40, 80, 1200, 1160, 1120, 0, 2000]) {
      expect((await film.pictureAt(ms * MS)).figures[0]?.ordinal).toBe(ms / 40 + 1);
    }
    await rest(film);
    expect(tubes.reads).toHaveLength(1);
  });

  it('holds memory within its bound, but for the picture that is wanted', async () => {
    const tubes = new FakeTubes();
    const aPicture = 4 * tubes.side ** 2;
    const { film } = filmOf(
      [0, 1, 2].map((tube) => ({ tube, fromMs: tube * 5000, toMs: tube * 5000 + 4000, atMs: 0 })),
      tubes,
      20 * aPicture,
    );
    for (let ms = 0; ms <= 4000; ms += 40) {
      const { figures } = await film.pictureAt(ms * MS);
      expect(figures).toHaveLength(3);
      await rest(film);
      expect(film.bytes).toBeLessThanOrEqual(20 * aPicture);
      expect(tubes.open * aPicture).toBe(film.bytes);
    }
    expect(tubes.reads).toHaveLength(3);
    const small = filmOf(
      [0, 1].map((tube) => ({ tube, fromMs: 0, toMs: 400, atMs: 0 })),
      new FakeTubes(),
      1,
    );
    expect((await small.film.pictureAt(200 * MS)).figures).toHaveLength(2);
  });

  it('never closes what is in the hands of the caller', async () => {
    const { film } = filmOf([{ tube: 0, fromMs: 0, toMs: 20_000, atMs: 0 }], new FakeTubes(), 4000);
    for (const ms of [0, 15_000, 3000, 0]) {
      const { figures } = await film.pictureAt(ms * MS);
      await rest(film);
      expect(figures.map(({ sprite }) => (sprite.image as unknown as FakeBitmap).isOpen)).toEqual([true]);
    }
  });

  it('gives up what a seek leaves behind, and closes what comes too late', async () => {
    const tubes = new FakeTubes();
    tubes.isSlow = true;
    const { film } = filmOf(
      [
        { tube: 0, fromMs: 0, toMs: 4000, atMs: 0 },
        { tube: 1, fromMs: 20_000, toMs: 24_000, atMs: 30_000 },
      ],
      tubes,
    );
    const first = film.pictureAt(0);
    await settled();
    const second = film.pictureAt(31_000 * MS);
    await expect(first).rejects.toMatchObject({ code: 'READ_GIVEN_UP' });
    expect(tubes.reads[0]?.signal.aborted).toBe(true);
    await tubes.step(3);
    expect((await second).figures[0]?.row).toBe(1);
    expect(tubes.reads[0]?.isOver).toBe(true);
    film[Symbol.dispose]();
    await tubes.step(3);
    expect(tubes).toMatchObject({ open: 0, closedTwice: 0, isDisposed: true });
  });

  it('begins anew where a leap within a span would be long, and reads on where it is short', async () => {
    const tubes = new FakeTubes();
    tubes.isSlow = true;
    const { film } = filmOf([{ tube: 0, fromMs: 0, toMs: 30_000, atMs: 0 }], tubes);
    const from = async (ms: number): Promise<number> => {
      const picture = film.pictureAt(ms * MS);
      await tubes.step(60);
      await picture;
      return tubes.reads.length;
    };
    expect(await from(0)).toBe(1);
    expect(await from(1000)).toBe(1);
    expect(await from(20_000)).toBe(2);
    expect(tubes.reads[1]?.given[0]).toBe(501);
    expect(await from(400)).toBe(3);
    expect(tubes.reads[2]?.span.fromOrdinal, 'what is still kept is not read again').toBeGreaterThan(26);
  });

  it('closes every bitmap exactly once, whatever is asked for in whatever order', async () => {
    const tubes = new FakeTubes(evenFrames(1000, 40), [0, 20_000_000]);
    const { film } = filmOf(
      Array.from({ length: 12 }, (_, tube) => ({
        tube,
        fromMs: tube * 2500,
        toMs: tube * 2500 + 3000,
        atMs: tube * 700,
      })),
      tubes,
      8000,
    );
    for (let turn = 0; turn < 120; turn += 1) {
      const timeUs = ((turn * 7919) % 11_000) * MS;
      if (turn % 3 === 0) {
        film.ready(timeUs);
      } else {
        film.pictureAt(timeUs).catch(() => undefined);
      }
      if (turn % 4 === 0) {
        await settled();
      }
    }
    await rest(film);
    expect(film.bytes).toBeGreaterThan(0);
    film[Symbol.dispose]();
    await settled();
    expect(tubes).toMatchObject({ open: 0, closedTwice: 0 });
  });
});

describe('what is there now', () => {
  it('is the whole picture or none', async () => {
    const tubes = new FakeTubes();
    tubes.isSlow = true;
    const { film } = filmOf(
      [0, 1].map((tube) => ({ tube, fromMs: 0, toMs: 400, atMs: 0 })),
      tubes,
    );
    expect(film.ready(0)).toBeUndefined();
    await settled();
    expect(film.ready(0)).toBeUndefined();
    await tubes.step(2);
    expect(film.ready(0)?.figures).toHaveLength(2);
    expect(film.preparedUs(0)).toBeGreaterThanOrEqual(40 * MS);
    expect(film.preparedUs(0)).toBeLessThan(400 * MS);
    for (let turn = 0; turn < 20; turn += 1) {
      await tubes.step();
    }
    expect(film.preparedUs(0)).toBe(400 * MS);
  });
});

describe('failures', () => {
  it('are told to who waits, and tried again when he asks again', async () => {
    const tubes = new FakeTubes();
    tubes.failsAt = 6;
    const { film } = filmOf([{ tube: 0, fromMs: 0, toMs: 4000, atMs: 0 }], tubes);
    await expect(film.pictureAt(1000 * MS)).rejects.toThrow('unreadable');
    expect(film.failure?.code).toBe('INTERNAL');
    expect(film.ready(0)).toBeUndefined();
    const tries = tubes.reads.length;
    film.ready(0);
    await settled();
    expect(tubes.reads).toHaveLength(tries);
    tubes.failsAt = undefined;
    expect((await film.pictureAt(1000 * MS)).figures).toHaveLength(1);
    expect(film.failure).toBeUndefined();
  });

  it('of a recording that cannot be opened are told too', async () => {
    const table = evenFrames(100, 40);
    const film = new SynopsisFilm({
      arrangement: arrangementOf([{ tube: 0, fromMs: 0, toMs: 400, atMs: 0 }]),
      owners: [ownerOfRow(0, table)],
      openTubes: () => Promise.reject(new Error('absent')),
    });
    await expect(film.pictureAt(0)).rejects.toThrow('absent');
    film[Symbol.dispose]();
  });
});

describe('the background', () => {
  it('is made of the plates of the moments that are shown', async () => {
    const table = evenFrames(1000, 40);
    const other = recordingId('night');
    const [day, night] = [new FakeTubes(table, [0, 10_000_000]), new FakeTubes(table, [0])];
    const owners = [ownerOfRow(0, table), ownerOfRow(1, table, { recordingId: other, shiftUs: 80_000_000 })];
    const arrangement = arrangementOf([
      { tube: 0, fromMs: 2500, toMs: 12_500, atMs: 0 },
      { tube: 1, fromMs: 80_000, toMs: 90_000, atMs: 0 },
    ]);
    const film = new SynopsisFilm({ arrangement, owners, openTubes: opener(day, new Map([[other, night]])) });
    const { background } = await film.pictureAt(0);
    expect(background.map(({ recordingId: id, us, weight }) => [id, us, weight])).toEqual([
      [owners[0]?.recordingId, 0, 0.375],
      [owners[0]?.recordingId, 10_000_000, 0.125],
      [other, 0, 0.5],
    ]);
  });

  it('is waited for without keeping the page from working', async () => {
    const tubes = new FakeTubes(evenFrames(1000, 40), [0]);
    const { film } = filmOf([{ tube: 0, fromMs: 0, toMs: 4000, atMs: 0 }], tubes);
    let give: (image: ImageBitmap) => void = () => undefined;
    tubes.plate = () => new Promise((resolve) => (give = resolve));
    const picture = film.pictureAt(0);
    await rest(film);
    expect(film.preparedUs(0), 'its objects are there').toBe(4_000_000);
    give(new FakeBitmap(tubes, 64, 32));
    expect((await picture).background).toHaveLength(1);
  });

  it('is empty where no plate was kept', async () => {
    const { film } = filmOf([{ tube: 0, fromMs: 0, toMs: 400, atMs: 0 }]);
    expect((await film.pictureAt(0)).background).toEqual([]);
  });
});
