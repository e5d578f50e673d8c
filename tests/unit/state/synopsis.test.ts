// The synopsis as a person composes it: what arranges anew, what waits, what is given up.

import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/contracts/errors.ts';
import type { ArrangeOptions } from '../../../src/contracts/session.ts';
import type { ArrangeDemand, Arrangement } from '../../../src/domain/synopsis/arrangement.ts';
import type { Tubes } from '../../../src/domain/synopsis/tubes.ts';
import { Criteria } from '../../../src/state/criteria.svelte.ts';
import { DrawnCriteria } from '../../../src/state/drawn-criteria.svelte.ts';
import { PathSearch } from '../../../src/state/path-search.svelte.ts';
import { StoredPaths } from '../../../src/state/stored-paths.ts';
import { Synopsis, type MadeSynopsis } from '../../../src/state/synopsis.svelte.ts';
import { densityOf } from '../../../src/state/synopsis-density.ts';
import { SynopsisList } from '../../../src/state/synopsis-list.ts';
import { sceneOf } from '../../../src/state/synopsis-scene.ts';
import { anArrangement } from '../../builders/arrangements.ts';
import { aFakeRecording, aFakeTrack } from '../../builders/fake-recording.ts';
import { FakeSession } from '../../builders/fake-session.ts';
import { hitsOf } from '../../builders/searching.ts';

const BREATH = { now: () => 0, pause: () => Promise.resolve() };

interface Asked {
  readonly tubes: Tubes;
  readonly demand: ArrangeDemand;
  readonly options: ArrangeOptions;
  readonly answer: (arrangement: Arrangement) => void;
  readonly refuse: (error: unknown) => void;
}

/** A synopsis whose arranging answers when the test says so. */
class Bench {
  readonly asked: Asked[] = [];
  readonly session = new FakeSession(() =>
    aFakeRecording({
      frames: 200,
      tracks: [
        aFakeTrack({ firstOrdinal: 1, lastOrdinal: 41 }),
        aFakeTrack({ firstOrdinal: 51, lastOrdinal: 91, objectClass: 'car' }),
        aFakeTrack({ firstOrdinal: 151, lastOrdinal: 181 }),
      ],
    }),
  );
  readonly paths = new StoredPaths((id, seq) => this.session.storedBoxes(id, seq));
  readonly criteria = new Criteria(new DrawnCriteria(new PathSearch(this.paths, BREATH)));
  readonly synopsis = new Synopsis({
    paths: this.paths,
    breath: BREATH,
    arrange: (tubes, demand, options = {}) =>
      new Promise((answer, refuse) => {
        this.asked.push({ tubes, demand, options, answer, refuse });
        options.signal?.addEventListener('abort', () => {
          refuse(new DOMException('Given up', 'AbortError'));
        });
      }),
    openTubes: () => Promise.reject(new AppError('FILE_ABSENT')),
    clock: { now: () => 0, onRepaint: () => () => undefined },
  });

  constructor(frames = 200) {
    this.session.addFiles([new File(['x'], 'a.mp4')]);
    this.session.advance(0);
    this.session.advance(frames);
  }

  look(key = 'all'): void {
    const { recordings } = this.session;
    const scene = sceneOf(recordings, recordings[0]);
    if (scene === undefined) {
      throw new RangeError('No scene');
    }
    this.synopsis.look({ scene, hits: hitsOf(this.criteria, recordings), windowsOf: () => undefined, key });
  }

  /** The `number`-th question to the solver, from 1. */
  async question(number: number): Promise<Asked> {
    await expect.poll(() => this.asked.length).toBe(number);
    const asked = this.asked[number - 1];
    if (asked === undefined) {
      throw new RangeError('Not asked');
    }
    return asked;
  }

  async answer(number: number): Promise<MadeSynopsis> {
    const { tubes, answer } = await this.question(number);
    answer(anArrangement(tubes));
    await expect.poll(() => this.synopsis.isBusy).toBe(false);
    const { made } = this.synopsis;
    if (made === undefined) {
      throw new RangeError('Nothing was made');
    }
    return made;
  }
}

describe('a synopsis', () => {
  it('arranges the objects of the scene under the demand, and tells how long it is', async () => {
    const bench = new Bench();
    bench.look();
    expect(bench.synopsis.isBusy).toBe(true);
    const { tubes, demand, options } = await bench.question(1);
    expect(tubes.key.length).toBe(3);
    // So little footage is not worth a minute.
    expect(demand).toMatchObject({ most: 15, mayOverlap: true, isCalm: false });
    expect(demand.footageUs).toBe(bench.session.recordings[0]?.table?.us.at(-1));
    expect(options.before).toBeUndefined();
    options.onProgress?.(0.5);
    expect(bench.synopsis.progress).toBe(0.5);
    const made = await bench.answer(1);
    expect(bench.synopsis.progress).toBeUndefined();
    expect(made.objects.asked).toBe(3);
    bench.look();
    expect(bench.asked.length).toBe(1);
  });

  it('arranges anew when the density changes, from where it was, without reading again', async () => {
    const bench = new Bench();
    bench.look();
    const first = await bench.answer(1);
    bench.synopsis.setMost(3);
    bench.synopsis.setMost(2);
    bench.synopsis.setMost(2);
    const { demand, options, tubes } = await bench.question(2);
    expect(demand.most).toBe(2);
    expect(tubes).toBe(first.objects.tubes);
    expect(options.before).toEqual({ tubes: first.objects.tubes, arrangement: first.arrangement });
    expect(bench.synopsis.made).toBe(first);
    await bench.answer(2);
    expect(demand.isCalm).toBe(false);
    bench.synopsis.setOverlap(false);
    expect((await bench.question(3)).demand.mayOverlap).toBe(false);
  });

  it('leaves a question that is not asked any more', async () => {
    const bench = new Bench();
    bench.look();
    const { options } = await bench.question(1);
    bench.criteria.toggleClass('person');
    bench.look('persons');
    expect(options.signal?.aborted).toBe(true);
    const made = await bench.answer(2);
    expect(made.objects.owners.length).toBe(2);
    expect(bench.synopsis.problem).toBeUndefined();
  });

  it('waits with objects that came meanwhile until it is told to take them', async () => {
    const bench = new Bench(100);
    bench.look();
    const made = await bench.answer(1);
    expect(made.objects.asked).toBe(2);
    bench.session.advance(1000);
    bench.look();
    expect(bench.asked.length).toBe(1);
    expect(bench.synopsis.grown).toBe(1);
    bench.synopsis.renew();
    await bench.answer(2);
    expect(bench.synopsis.made?.objects.asked).toBe(3);
    expect(bench.synopsis.grown).toBe(0);
  });

  it('takes the first object by itself when there was none', async () => {
    const bench = new Bench(0);
    bench.look();
    expect((await bench.answer(1)).objects.asked).toBe(0);
    bench.session.advance(1000);
    bench.look();
    expect((await bench.answer(2)).objects.asked).toBe(3);
  });

  it('is given up when the person does not wait, and composed when he says so', async () => {
    const bench = new Bench();
    bench.look();
    await bench.question(1);
    bench.synopsis.cancel();
    bench.look();
    expect([bench.synopsis.isBusy, bench.synopsis.isGivenUp, bench.asked.length]).toEqual([false, true, 1]);
    bench.synopsis.renew();
    await bench.answer(2);
    expect(bench.synopsis.isGivenUp).toBe(false);
  });

  it('says why it could not be arranged, once', async () => {
    const bench = new Bench();
    bench.look();
    (await bench.question(1)).refuse(new AppError('WORKER_LOST'));
    await expect.poll(() => bench.synopsis.problem?.code).toBe('WORKER_LOST');
    bench.look();
    expect(bench.asked.length).toBe(1);
    expect(bench.synopsis.isBusy).toBe(false);
  });
});

describe('what is told of it', () => {
  it('lists every part in its order, with its own time and picture', async () => {
    const bench = new Bench();
    bench.look();
    const made = await bench.answer(1);
    const list = new SynopsisList(made);
    const entries = Array.from({ length: list.length }, (_, index) => list.at(index));
    expect(entries.map((entry) => entry?.track.number)).toEqual([1, 2, 3]);
    for (const entry of entries) {
      const table = bench.session.recordings[0]?.table;
      expect(table?.us[(entry?.ordinal ?? 0) - 1]).toBe(entry?.sourceUs);
    }
    expect(list.at(list.length)).toBeUndefined();
  });

  it('counts how many are there at once', async () => {
    const bench = new Bench();
    bench.look();
    const { arrangement } = await bench.answer(1);
    const { counts, most, fullestUs } = densityOf(arrangement, 100);
    // All three begin together, and end one after the other.
    expect(most).toBe(3);
    expect(fullestUs).toBe(0);
    expect(counts[0]).toBe(3);
    expect(counts[99]).toBe(2);
    expect([...counts]).toEqual([...counts].sort((a, b) => b - a));
  });
});
