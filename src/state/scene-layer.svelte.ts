// What lies over the picture of a recording: where objects passed, stayed, and which ways they took, of those that meet the criteria.

import type { Alert } from '../contracts/errors.ts';
import { uprightSize } from '../domain/geometry/rotation.ts';
import type { RecordingId } from '../domain/ids.ts';
import { gridOver } from '../domain/layers/scene-grid.ts';
import { SceneHeat } from '../domain/layers/scene-heat.ts';
import type { Breath, Slices } from './breathing.ts';
import { LatestWork, type GoOn, type Keyed } from './latest-work.svelte.ts';
import type { Part } from './hits.ts';
import type { StoredPaths } from './stored-paths.ts';

export const LAYER_KINDS = ['none', 'activity', 'dwell', 'paths'] as const;
export type LayerKind = (typeof LAYER_KINDS)[number];

/** What is asked: the objects of a recording that meet the criteria now. */
interface LayerQuestion extends Keyed {
  readonly part: Part;
}

/** One answer, for one recording; its heat does not change any more. */
export interface LayerPicture {
  readonly recordingId: RecordingId;
  readonly heat: SceneHeat;
  /** Objects that meet the criteria, of all those of the recording. */
  readonly hits: number;
  readonly tracks: number;
}

/** As much of the picture as of the layer is seen. */
const USUAL_OPACITY = 0.65;

export class SceneLayer {
  readonly #paths: StoredPaths;
  readonly #work: LatestWork<LayerQuestion>;
  #kind: LayerKind = $state('none');
  #opacity = $state(USUAL_OPACITY);
  #picture: LayerPicture | undefined = $state.raw();
  #cell: number | undefined = $state();

  constructor(paths: StoredPaths, breath: Breath) {
    this.#paths = paths;
    this.#work = new LatestWork((question, goOn, slices) => this.#add(question, goOn, slices), breath);
  }

  get kind(): LayerKind {
    return this.#kind;
  }

  set kind(kind: LayerKind) {
    this.#kind = kind;
  }

  /** 0–1. */
  get opacity(): number {
    return this.#opacity;
  }

  set opacity(value: number) {
    this.#opacity = Math.min(1, Math.max(0, value));
  }

  /** The cell that is pointed at. */
  get cell(): number | undefined {
    return this.#cell;
  }

  set cell(cell: number | undefined) {
    this.#cell = cell;
  }

  get isBusy(): boolean {
    return this.#work.isBusy;
  }

  get problem(): Alert | undefined {
    return this.#work.problem;
  }

  /** The next kind, none after the last. */
  cycle(): void {
    this.#kind = LAYER_KINDS[(LAYER_KINDS.indexOf(this.#kind) + 1) % LAYER_KINDS.length] ?? 'none';
  }

  /** What is known of a recording. */
  of(id: RecordingId): LayerPicture | undefined {
    return this.#picture?.recordingId === id ? this.#picture : undefined;
  }

  /** Adds up the objects of a recording that meet the criteria; `criteria`: what tells these criteria from others. */
  look(part: Part, criteria: string): void {
    this.#work.ask({ part, key: `${part.recording.id} ${criteria}` });
  }

  async #add({ part }: LayerQuestion, goOn: GoOn, slices: Slices): Promise<void> {
    const { recording, rows } = part;
    const { id, tracks, media } = recording;
    if (media === undefined) {
      return;
    }
    await this.#paths.readOn(recording, slices);
    const log = this.#paths.of(id)?.log;
    const { width, height } = uprightSize(media.rotation, media.width * media.pixelAspect, media.height);
    const heat = new SceneHeat(gridOver(width / height));
    for (const row of rows) {
      const path = log?.pathOf(tracks.columns.number[row] ?? 0);
      if (path !== undefined) {
        heat.add(path);
      }
      if (!(await goOn())) {
        return;
      }
    }
    this.#picture = { recordingId: id, heat, hits: rows.length, tracks: tracks.length };
  }
}
