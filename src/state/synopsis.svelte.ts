// The synopsis of the objects that a search found in one scene: arranged anew when the question or the demand changes.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { RecordingState, Session } from '../contracts/session.ts';
import { USUAL_DEMAND, type ArrangeDemand, type Arrangement } from '../domain/synopsis/arrangement.ts';
import type { Window } from '../domain/query/track-query.ts';
import { SynopsisFilm } from '../services/synopsis/film.ts';
import { Slices, type Breath } from './breathing.ts';
import type { Hits } from './hits.ts';
import type { PlaybackClock } from './playback.ts';
import type { StoredPaths } from './stored-paths.ts';
import { densityOf, type SynopsisDensity } from './synopsis-density.ts';
import { SynopsisPlay } from './synopsis-play.svelte.ts';
import { countIn, footageOf, type Scene, type SceneFootage } from './synopsis-scene.ts';
import { gatherTubes, MOST_OBJECTS, TubeKeys, type SceneTubes } from './synopsis-tubes.ts';

/** Whose synopsis is wanted. */
export interface SynopsisQuestion {
  readonly scene: Scene;
  /** Those that meet all criteria. */
  readonly hits: Hits;
  /** The times of a recording that are asked for; `undefined`: all of it. */
  readonly windowsOf: (recording: RecordingState) => readonly Window[] | undefined;
  /** The same as long as the person asks the same: the objects of an analysis that goes on may be more. */
  readonly key: string;
}

/** A synopsis that was arranged: its length and its figures are known, none of its pixels is read yet. */
export interface MadeSynopsis {
  readonly question: SynopsisQuestion;
  readonly demand: ArrangeDemand;
  readonly objects: SceneTubes;
  readonly arrangement: Arrangement;
  readonly density: SynopsisDensity;
  readonly footage: SceneFootage;
}

export interface SynopsisSources {
  readonly paths: StoredPaths;
  readonly breath: Breath;
  readonly arrange: Session['arrange'];
  readonly openTubes: Session['openTubes'];
  readonly clock: PlaybackClock;
}

/** What the colour of an object says. */
export const TINTS = ['none', 'class', 'direction'] as const;
export type TintKind = (typeof TINTS)[number];

/** Objects shown at once: the ends of the slider. */
export const FEWEST_AT_ONCE = 1;
export const MOST_AT_ONCE = 30;
/** From so much footage on a minute is short, µs: of less, fewer objects at once would condense nothing. */
const CALM_FROM_US = 300_000_000;
/** Stretches of the synopsis whose density its seek bar shows. */
const STRETCHES = 240;

interface Run {
  readonly question: SynopsisQuestion;
  readonly demand: ArrangeDemand;
  readonly controller: AbortController;
}

export class Synopsis {
  readonly #sources: SynopsisSources;
  readonly #keys = new TubeKeys();
  readonly play: SynopsisPlay;
  /** What the play was given. */
  #rendered: MadeSynopsis | undefined;
  #demand: ArrangeDemand = $state.raw(USUAL_DEMAND);
  #wanted: SynopsisQuestion | undefined = $state.raw();
  #run: Run | undefined = $state.raw();
  #made: MadeSynopsis | undefined = $state.raw();
  #progress: number | undefined = $state();
  #problem: Alert | undefined = $state.raw();
  /** What the person would not wait for. */
  #givenUp: string | undefined = $state();
  /** What colours tell of the objects. */
  tint: TintKind = $state('none');
  /** Whether the objects are listed beside the picture. */
  isListed = $state(false);

  readonly #asked = $derived(this.#wanted === undefined ? 0 : countIn(this.#wanted.hits, this.#wanted.scene));

  constructor(sources: SynopsisSources) {
    this.#sources = sources;
    this.play = new SynopsisPlay(sources.clock);
  }

  /** What was arranged last; that of an earlier demand until the new one is there. */
  get made(): MadeSynopsis | undefined {
    return this.#made;
  }

  get demand(): ArrangeDemand {
    return this.#demand;
  }

  /** Objects that the question asks for. */
  get asked(): number {
    return this.#asked;
  }

  get isTooMany(): boolean {
    return this.#asked > MOST_OBJECTS;
  }

  get isBusy(): boolean {
    return this.#run !== undefined;
  }

  /** How far the arranging has come, 0–1; `undefined` while objects are gathered. */
  get progress(): number | undefined {
    return this.#progress;
  }

  /** Whether the person stopped the arranging of what is wanted now. */
  get isGivenUp(): boolean {
    return this.#givenUp !== undefined && this.#givenUp === this.#wantedKey;
  }

  get problem(): Alert | undefined {
    return this.#problem;
  }

  /** Objects that came since the synopsis was arranged, or went (below 0). */
  get grown(): number {
    const made = this.#made;
    return made === undefined || made.question.key !== this.#wanted?.key ? 0 : this.#asked - made.objects.asked;
  }

  /** What is wanted from now on. The same question of more objects waits to be told so, unless nothing is shown yet. */
  look(question: SynopsisQuestion | undefined): void {
    this.#wanted = question;
    if (question === undefined) {
      this.#stop();
      this.#show(undefined);
      return;
    }
    const isUnderWay = this.#run !== undefined && isSame(this.#run, question, this.#demand);
    const isMade = this.#made !== undefined && isSame(this.#made, question, this.#demand);
    const isEmpty = this.#made?.objects.owners.length === 0 && this.#made.question.hits !== question.hits;
    if (!isUnderWay && !this.isGivenUp && (!isMade || isEmpty)) {
      this.#start(question);
    }
  }

  /** Arranges anew, with the objects that came meanwhile. */
  renew(): void {
    if (this.#wanted !== undefined) {
      this.#start(this.#wanted);
    }
  }

  setMost(most: number): void {
    // Whoever asks for so many gets them, even where fewer would do.
    const asked = Math.round(Math.min(MOST_AT_ONCE, Math.max(FEWEST_AT_ONCE, most)));
    this.#setDemand({ ...this.#demand, isCalm: false, most: asked });
  }

  setOverlap(mayOverlap: boolean): void {
    this.#setDemand({ ...this.#demand, mayOverlap });
  }

  /** The person does not wait any longer: what was arranged before stays. */
  cancel(): void {
    if (this.#run !== undefined) {
      this.#stop();
      this.#givenUp = this.#wantedKey;
    }
  }

  /** Begins to read pixels of what was arranged, for somebody who looks. */
  render(): void {
    const made = this.#made;
    if (this.#rendered !== made) {
      this.#rendered = made;
      const { openTubes } = this.#sources;
      this.play.show(
        made === undefined
          ? undefined
          : new SynopsisFilm({ arrangement: made.arrangement, owners: made.objects.owners, openTubes }),
      );
    }
  }

  [Symbol.dispose](): void {
    this.#stop();
    this.play[Symbol.dispose]();
  }

  get #wantedKey(): string | undefined {
    return this.#wanted === undefined ? undefined : keyOf(this.#wanted, this.#demand);
  }

  #setDemand(demand: ArrangeDemand): void {
    const { most, mayOverlap, isCalm } = this.#demand;
    if (demand.most !== most || demand.mayOverlap !== mayOverlap || demand.isCalm !== isCalm) {
      this.#demand = demand;
      this.look(this.#wanted);
    }
  }

  #stop(): void {
    this.#run?.controller.abort();
    this.#run = undefined;
    this.#progress = undefined;
  }

  #start(question: SynopsisQuestion): void {
    this.#stop();
    this.#problem = undefined;
    this.#givenUp = undefined;
    if (this.#made !== undefined && this.#made.question.scene.key !== question.scene.key) {
      this.#show(undefined);
    }
    if (countIn(question.hits, question.scene) > MOST_OBJECTS) {
      this.#show(undefined);
      return;
    }
    const run = { question, demand: this.#demand, controller: new AbortController() };
    this.#run = run;
    void this.#work(run);
  }

  async #work(run: Run): Promise<void> {
    const { question, demand } = run;
    const { signal } = run.controller;
    try {
      const objects = await this.#gather(question, signal);
      // A slider that is drawn asks many times: the solver hears the last one.
      await this.#sources.breath.pause();
      signal.throwIfAborted();
      const footage = footageIn(question);
      const { made: before } = this;
      const footageUs = footage.allUs - footage.unreadUs;
      const wanted = { ...demand, isCalm: demand.isCalm === true && footageUs >= CALM_FROM_US, footageUs };
      const arrangement = await this.#sources.arrange(objects.tubes, wanted, {
        ...(before === undefined ? {} : { before: { tubes: before.objects.tubes, arrangement: before.arrangement } }),
        onProgress: (share) => {
          this.#progress = this.#run === run ? share : this.#progress;
        },
        signal,
      });
      if (this.#run === run) {
        this.#show({ question, demand, objects, arrangement, footage, density: densityOf(arrangement, STRETCHES) });
      }
    } catch (error) {
      if (this.#run === run) {
        this.#problem = toAppError(error).toAlert();
        this.#givenUp = this.#wantedKey;
      }
    } finally {
      if (this.#run === run) {
        this.#stop();
      }
    }
  }

  /** Another demand about the same objects reads none of them again. */
  async #gather(question: SynopsisQuestion, signal: AbortSignal): Promise<SceneTubes> {
    const known = this.#made;
    const { hits, scene } = question;
    if (known !== undefined && known.question.hits === hits && known.question.scene.key === scene.key) {
      return known.objects;
    }
    const { paths, breath } = this.#sources;
    return gatherTubes({ scene, hits, paths, keys: this.#keys, slices: new Slices(breath), signal });
  }

  #show(made: MadeSynopsis | undefined): void {
    this.#made = made;
    if (made === undefined) {
      this.render();
    }
  }
}

function footageIn({ scene, hits, windowsOf }: SynopsisQuestion): SceneFootage {
  return footageOf(scene, (id) => hits.parts.some(({ recording }) => recording.id === id), windowsOf);
}

function keyOf({ key, scene }: SynopsisQuestion, { most, mayOverlap, isCalm }: ArrangeDemand): string {
  return [key, scene.key, most, mayOverlap, isCalm].join('\n');
}

function isSame(made: Pick<Run, 'question' | 'demand'>, question: SynopsisQuestion, demand: ArrangeDemand): boolean {
  return keyOf(made.question, made.demand) === keyOf(question, demand);
}
