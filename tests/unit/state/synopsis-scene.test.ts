// Which recordings and objects a synopsis is made of.

import { describe, expect, it } from 'vitest';
import type { RecordingPlace, RecordingState } from '../../../src/contracts/session.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { Slices } from '../../../src/state/breathing.ts';
import { Criteria } from '../../../src/state/criteria.svelte.ts';
import { DrawnCriteria } from '../../../src/state/drawn-criteria.svelte.ts';
import { PathSearch } from '../../../src/state/path-search.svelte.ts';
import { StoredPaths } from '../../../src/state/stored-paths.ts';
import { countIn, elsewhereOf, footageOf, sceneOf, type Scene } from '../../../src/state/synopsis-scene.ts';
import { gatherTubes, TubeKeys, type SceneTubes } from '../../../src/state/synopsis-tubes.ts';
import { aFakeRecording, aFakeTrack, type FakeRecording } from '../../builders/fake-recording.ts';
import { FakeSession } from '../../builders/fake-session.ts';
import { hitsOf } from '../../builders/searching.ts';

const BREATH = { now: () => 0, pause: () => Promise.resolve() };
const walker = (firstOrdinal: number, lastOrdinal: number): FakeRecording['tracks'][number] =>
  aFakeTrack({ firstOrdinal, lastOrdinal });

/** Recordings of the given places, all analysed; two objects each, the second one begins first. */
class Bench {
  readonly session: FakeSession;
  readonly paths: StoredPaths;
  readonly criteria: Criteria;

  constructor(places: readonly Partial<RecordingPlace>[], parts: readonly Partial<FakeRecording>[] = []) {
    this.session = new FakeSession((name) =>
      aFakeRecording({ tracks: [walker(31, 61), walker(1, 91)], ...parts[Number(name)] }),
    );
    this.paths = new StoredPaths((id, seq) => this.session.storedBoxes(id, seq));
    this.criteria = new Criteria(new DrawnCriteria(new PathSearch(this.paths, BREATH)));
    this.session.addFiles(places.map((_, index) => new File(['x'], String(index))));
    for (let turn = 0; turn < places.length * 3; turn += 1) {
      this.session.advance(1_000_000);
    }
    this.session.recordings.forEach(({ id }, index) => {
      this.session.setPlace(id, { camera: '', startsAt: undefined, clockOffsetMs: undefined, ...places[index] });
    });
  }

  sceneOf(index: number): Scene {
    const scene = sceneOf(this.session.recordings, this.at(index));
    if (scene === undefined) {
      throw new RangeError('No scene');
    }
    return scene;
  }

  at(index: number): RecordingState {
    const recording = this.session.recordings[index];
    if (recording === undefined) {
      throw new RangeError('No recording');
    }
    return recording;
  }

  get hits(): ReturnType<typeof hitsOf> {
    return hitsOf(this.criteria, this.session.recordings);
  }

  gather(scene: Scene, keys = new TubeKeys(), signal = new AbortController().signal): Promise<SceneTubes> {
    const { hits, paths } = this;
    return gatherTubes({ scene, hits, paths, keys, slices: new Slices(BREATH), signal });
  }
}

const namesOf = ({ recordings }: Scene): readonly string[] => recordings.map(({ recording }) => recording.name);
const clocked = (camera: string, iso: string): RecordingPlace => ({
  camera,
  startsAt: instant(Date.parse(iso)),
  clockOffsetMs: 0,
});

describe('the scene of a synopsis', () => {
  it('is the recording alone while nobody named its camera', () => {
    const bench = new Bench([{}, {}]);
    expect(namesOf(bench.sceneOf(1))).toEqual(['1']);
    expect(bench.sceneOf(1).name).toBe('1');
    expect(bench.sceneOf(1).recordings[0]?.shiftUs).toBe(0);
  });

  it('is every recording of the same camera, in real time and in its order', () => {
    const bench = new Bench([
      clocked('Nord', '2026-11-21T15:00:00Z'),
      clocked('Sud', '2026-11-21T14:00:00Z'),
      clocked('Nord', '2026-11-21T14:00:00Z'),
    ]);
    const scene = bench.sceneOf(0);
    expect(namesOf(scene)).toEqual(['2', '0']);
    expect(scene.name).toBe('Nord');
    expect(scene.isClocked).toBe(true);
    const [first, second] = scene.recordings;
    expect((second?.shiftUs ?? 0) - (first?.shiftUs ?? 0)).toBe(3600e6);
    expect(elsewhereOf(bench.hits, scene)).toEqual([{ recordingId: bench.at(1).id, name: 'Sud', objects: 2 }]);
    expect(countIn(bench.hits, scene)).toBe(4);
  });

  it('puts one behind the other when one of them has no clock', () => {
    const bench = new Bench([{ camera: 'Nord' }, clocked('Nord', '2026-11-21T14:00:00Z')]);
    const scene = bench.sceneOf(1);
    expect(scene.isClocked).toBe(false);
    const [first, second] = scene.recordings;
    expect(first?.shiftUs).toBe(0);
    expect((second?.table.us[0] ?? 0) + (second?.shiftUs ?? 0)).toBe(first?.table.us.at(-1));
  });

  it('leaves out a recording whose upright pictures have another size', () => {
    const turned = { media: { width: 240, height: 320, rotation: 90 as const } };
    const bench = new Bench(
      [{ camera: 'Nord' }, { camera: 'Nord' }, { camera: 'Nord' }],
      [{ media: { width: 320, height: 240 } }, { media: { width: 640, height: 480 } }, turned],
    );
    expect(namesOf(bench.sceneOf(0))).toEqual(['0', '2']);
    expect(namesOf(bench.sceneOf(1))).toEqual(['1']);
  });

  it('counts the footage that was searched, and the part of it that was not read', () => {
    const bench = new Bench([{}], [{ failed: [[10, 19]] }]);
    const scene = bench.sceneOf(0);
    const { allUs, unreadUs } = footageOf(
      scene,
      () => true,
      () => undefined,
    );
    const us = bench.at(0).table?.us;
    expect(unreadUs).toBe((us?.[19] ?? 0) - (us?.[9] ?? 0));
    expect(allUs).toBeGreaterThan(unreadUs);
    expect(
      footageOf(
        scene,
        () => false,
        () => undefined,
      ).allUs,
    ).toBe(0);
  });
});

describe('the objects of a scene', () => {
  it('are those of the search, as tubes in order of time, with whose they are', async () => {
    const bench = new Bench([{ camera: 'Nord' }, {}, { camera: 'Nord' }]);
    const scene = bench.sceneOf(0);
    const { tubes, owners, asked, unstored } = await bench.gather(scene);
    expect([asked, unstored, owners.length]).toEqual([4, 0, 4]);
    expect([...tubes.fromUs]).toEqual([...tubes.fromUs].sort((a, b) => a - b));
    expect(owners.map(({ recordingId, track }) => `${recordingId}/${track}`)).toEqual([
      `${bench.at(0).id}/2`,
      `${bench.at(0).id}/1`,
      `${bench.at(2).id}/2`,
      `${bench.at(2).id}/1`,
    ]);
    owners.forEach(({ path, shiftUs }, row) => {
      expect(tubes.fromUs[row]).toBe((path.us[0] ?? 0) + shiftUs);
      expect(tubes.toUs[row]).toBe((path.us.at(-1) ?? 0) + shiftUs);
    });
    expect(new Set(tubes.key).size).toBe(4);
    expect(tubes.starts.at(-1)).toBe(tubes.boxes.length / 4);
  });

  it('keep their keys when fewer are asked for', async () => {
    const bench = new Bench([{ camera: 'Nord' }, { camera: 'Nord' }]);
    const keys = new TubeKeys();
    const all = await bench.gather(bench.sceneOf(0), keys);
    bench.criteria.setInterval(bench.at(0).id, { fromUs: 0, toUs: 1 });
    const fewer = await bench.gather(bench.sceneOf(0), keys);
    expect(fewer.owners.length).toBeLessThan(all.owners.length);
    expect([...fewer.tubes.key].every((key) => all.tubes.key.includes(key))).toBe(true);
  });

  it('are not gathered any more once nobody wants them', async () => {
    const bench = new Bench([{}]);
    const controller = new AbortController();
    const gathering = bench.gather(bench.sceneOf(0), new TubeKeys(), controller.signal);
    controller.abort();
    await expect(gathering).rejects.toThrow();
  });
});
