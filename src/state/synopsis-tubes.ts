// The objects of a scene as tubes, with whose they are: gathered in slices, in the order in which tubes lie.

import type { TubeOwner } from '../services/synopsis/film.ts';
import type { RecordingId } from '../domain/ids.ts';
import { tubesOf, type TubeSource, type Tubes } from '../domain/synopsis/tubes.ts';
import type { Hits } from './hits.ts';
import type { Slices } from './breathing.ts';
import type { StoredPaths } from './stored-paths.ts';
import { partsIn, type Scene } from './synopsis-scene.ts';

/** Objects of one synopsis at most: beyond, nobody could look at it, and a criterion helps more. */
export const MOST_OBJECTS = 20_000;

/** The objects of a synopsis. Row `n` of the tubes is owner `n`. */
export interface SceneTubes {
  readonly tubes: Tubes;
  readonly owners: readonly TubeOwner[];
  /** By row: number of `OBJECT_CLASSES`, and of `DIRECTIONS` (0: undetermined). */
  readonly objectClass: Uint8Array<ArrayBuffer>;
  readonly direction: Uint8Array<ArrayBuffer>;
  /** Objects that were asked for. */
  readonly asked: number;
  /** Those of them whose boxes the analysis has not stored yet. */
  readonly unstored: number;
}

interface Found {
  readonly source: TubeSource;
  readonly owner: TubeOwner;
  readonly objectClass: number;
  readonly direction: number;
}

/** Tubes sampled between two looks at the clock. */
const TUBES_A_LOOK = 64;
/** Numbers of the objects of one analysis, at most. */
const NUMBERS = 2 ** 28;

/** Numbers for analyses: an object has the same key in every arrangement, and never that of another one. */
export class TubeKeys {
  readonly #runs = new Map<string, number>();

  of(id: RecordingId, run: number, track: number): number {
    const name = `${id}/${run}`;
    const place = this.#runs.get(name) ?? this.#runs.size;
    this.#runs.set(name, place);
    return place * NUMBERS + track;
  }
}

export interface TubeGathering {
  readonly scene: Scene;
  readonly hits: Hits;
  readonly paths: StoredPaths;
  readonly keys: TubeKeys;
  readonly slices: Slices;
  readonly signal: AbortSignal;
}

/** Reads what is not read yet of where objects were. Rejects when it cannot be read, or is not wanted any more. */
export async function gatherTubes(gathering: TubeGathering): Promise<SceneTubes> {
  const { scene, hits, slices, signal } = gathering;
  const found: Found[] = [];
  let asked = 0;
  for (const { recording, judged, rows } of partsIn(hits, scene)) {
    asked += rows.length;
    const place = scene.recordings.find((one) => one.recording.id === recording.id);
    if (place === undefined || rows.length === 0) {
      continue;
    }
    await gathering.paths.readOn(recording, slices);
    const known = gathering.paths.of(recording.id);
    const { table, media, shiftUs } = place;
    const { number, objectClass, direction } = judged.columns;
    for (const row of rows) {
      await slices.breathe();
      signal.throwIfAborted();
      const track = number[row] ?? 0;
      const path = known?.log.pathOf(track);
      if (known !== undefined && path !== undefined) {
        found.push({
          source: { key: gathering.keys.of(recording.id, known.run, track), path, shiftUs },
          owner: { recordingId: recording.id, track, path, table, shiftUs, media },
          objectClass: objectClass[row] ?? 0,
          direction: direction[row] ?? 0,
        });
      }
    }
  }
  found.sort((a, b) => startOf(a) - startOf(b) || a.source.key - b.source.key);
  return {
    tubes: await sampled(found, slices, signal),
    owners: found.map(({ owner }) => owner),
    objectClass: Uint8Array.from(found, (one) => one.objectClass),
    direction: Uint8Array.from(found, (one) => one.direction),
    asked,
    unstored: asked - found.length,
  };
}

function startOf({ source: { path, shiftUs } }: Found): number {
  return (path.us[0] ?? 0) + shiftUs;
}

/** Some tubes at a time, put behind each other. */
async function sampled(found: readonly Found[], slices: Slices, signal: AbortSignal): Promise<Tubes> {
  const parts: Tubes[] = [];
  for (let from = 0; from < found.length; from += TUBES_A_LOOK) {
    parts.push(tubesOf(found.slice(from, from + TUBES_A_LOOK).map(({ source }) => source)));
    await slices.breathe();
    signal.throwIfAborted();
  }
  const boxes = new Float32Array(parts.reduce((sum, part) => sum + part.boxes.length, 0));
  const starts = new Uint32Array(found.length + 1);
  let [row, numbers, samples] = [0, 0, 0];
  for (const part of parts) {
    boxes.set(part.boxes, numbers);
    part.starts.forEach((start, index) => {
      starts[row + index] = samples + start;
    });
    row += part.key.length;
    numbers += part.boxes.length;
    samples += part.starts.at(-1) ?? 0;
  }
  const joined = (of: (part: Tubes) => Float64Array): Float64Array<ArrayBuffer> => {
    const all = new Float64Array(found.length);
    let at = 0;
    for (const part of parts) {
      all.set(of(part), at);
      at += part.key.length;
    }
    return all;
  };
  return {
    fromUs: joined(({ fromUs }) => fromUs),
    toUs: joined(({ toUs }) => toUs),
    key: joined(({ key }) => key),
    starts,
    boxes,
  };
}
