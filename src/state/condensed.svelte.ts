// The default view: a camera in order, slow where something is, over the dead time in one step. It steers the player and
// decides nothing else: what is on screen is the player's frame, at its own presentation time.

import { FAST } from '../domain/condensed/course.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { Breath } from './breathing.ts';
import { CondensedCut, type CutSources } from './condensed-cut.svelte.ts';
import type { Leap, ReelFrame } from './condensed-reel.ts';
import type { Deck } from './deck.ts';
import type { Player } from './player.svelte.ts';
import { nextSpeed, SLOW_SPEEDS, SPEEDS } from './speeds.ts';

export interface CondensedSources extends CutSources {
  readonly player: Player;
  /** Shows a frame of another recording in this view. */
  readonly goTo: (id: RecordingId, ordinal: number) => void;
}

/** A frame that is on its way, and how fast it goes on from there. */
interface Landing {
  readonly id: RecordingId;
  readonly ordinal: number;
  readonly rate: number;
}

export class Condensed extends CondensedCut implements Deck {
  readonly #sources: CondensedSources;
  /** That of the person; the player's own differs where something is played fast. */
  #rate = $state(0);
  #landing: Landing | undefined = $state.raw();
  #leap: Leap | undefined = $state.raw();

  constructor(sources: CondensedSources, breath: Breath) {
    super(sources, breath);
    this.#sources = sources;
  }

  /**
   * The frame on screen; `undefined`: none, or of a recording that is not cut. Where nothing at all would be played, it is
   * not cut either: the player plays by itself.
   */
  get here(): ReelFrame | undefined {
    const { recordingId, shown } = this.#sources.player;
    const file = shown === 0 || this.reel.lengthUs === 0 ? undefined : this.reel.fileOf(recordingId);
    return file === undefined ? undefined : { file, ordinal: shown };
  }

  /** Condensed time of the frame on screen, µs. */
  get positionUs(): number {
    const { here } = this;
    return here === undefined
      ? 0
      : here.file.startUs + here.file.course.positionOf(here.file.table.us[here.ordinal - 1] ?? 0);
  }

  /** The dead time that was gone over last. */
  get leap(): Leap | undefined {
    return this.#leap;
  }

  get rate(): number {
    return this.#rate;
  }

  toggle(): void {
    if (this.#rate === 0) {
      this.play(1);
    } else {
      this.stop();
    }
  }

  stop(): void {
    this.#letGo();
    this.#sources.player.stop();
  }

  play(rate: number): void {
    if (rate === 0) {
      this.stop();
      return;
    }
    const { here } = this;
    this.#letGo();
    this.#rate = rate;
    const direction = rate > 0 ? 1 : -1;
    if (here === undefined) {
      this.#sources.player.play(rate);
    } else if (this.reel.leapFrom(here, direction).target === undefined) {
      // At its end, playing again means playing from the other one.
      this.#land(this.reel.edge(direction));
    } else {
      this.#drive(here);
    }
  }

  shuttle(direction: 1 | -1): void {
    this.play(nextSpeed(this.#rate, direction, SPEEDS));
  }

  shuttleSlow(direction: 1 | -1): void {
    this.play(nextSpeed(this.#rate, direction, SLOW_SPEEDS));
  }

  /** Shows the frame at a condensed time, µs; what plays goes on. */
  seek(positionUs: number): void {
    this.#leap = undefined;
    this.#land(this.reel.frameAt(positionUs));
  }

  /** The next stretch that is played, or the one before; what plays goes on. */
  step(direction: 1 | -1): void {
    const beside = this.here === undefined ? undefined : this.reel.beside(this.here, direction);
    if (beside !== undefined) {
      this.#leap = undefined;
      this.#land(beside);
    }
  }

  /** What plays goes on in this view. */
  enter(): void {
    this.#rate = this.#sources.player.rate;
    this.#leap = undefined;
    this.follow();
  }

  /** What plays goes on at the speed of the person. */
  leave(): void {
    const rate = this.#rate;
    this.#letGo();
    if (rate !== 0) {
      this.#sources.player.play(rate);
    }
  }

  /** To be called whenever the player shows something else, or stops. */
  follow(): void {
    const { player } = this.#sources;
    const landing = this.#landing;
    if (landing !== undefined) {
      this.#awaitLanding(landing);
      return;
    }
    const { here } = this;
    if (this.#rate === 0 || here === undefined) {
      // Where nothing is cut, or before it is, the player plays by itself.
      this.#rate = player.rate;
    }
    if (this.#rate === 0 || here === undefined) {
      return;
    }
    const isAtEdge = this.#rate > 0 ? here.ordinal >= player.total : here.ordinal <= 1;
    if (player.problem !== undefined || (player.rate === 0 && !isAtEdge)) {
      // Somebody showed another frame, or stopped.
      this.#letGo();
      return;
    }
    this.#drive(here);
  }

  /** Goes on from a frame: over what is passed, else at the speed of its stretch. */
  #drive(here: ReelFrame): void {
    const { player } = this.#sources;
    const direction = this.#rate > 0 ? 1 : -1;
    const { file, ordinal } = here;
    const us = file.table.us[ordinal - 1 + direction];
    const leg = us === undefined ? undefined : file.course.legs[file.course.indexAt(us)];
    if (leg === undefined || leg.pace === 'passed') {
      this.#leapOn(here, direction);
      return;
    }
    const rate = leg.pace === 'fast' ? direction * Math.max(FAST, Math.abs(this.#rate)) : this.#rate;
    if (player.rate !== rate) {
      player.play(rate);
    }
  }

  #leapOn(here: ReelFrame, direction: 1 | -1): void {
    const { target, ...leap } = this.reel.leapFrom(here, direction);
    this.#leap = leap.passedUs > 0 ? leap : undefined;
    if (target === undefined) {
      this.stop();
    } else {
      this.#land(target);
    }
  }

  #land(target: ReelFrame | undefined): void {
    const { player } = this.#sources;
    if (target === undefined) {
      this.stop();
      return;
    }
    const { id } = target.file.recording;
    const rate = this.#rate;
    this.#landing = rate === 0 ? undefined : { id, ordinal: target.ordinal, rate };
    if (player.recordingId === id) {
      player.seek(target.ordinal);
    } else {
      this.#sources.goTo(id, target.ordinal);
    }
    // It may be there already.
    this.follow();
  }

  #awaitLanding({ id, ordinal, rate }: Landing): void {
    const { player } = this.#sources;
    const isOff = player.recordingId !== id || player.wanted !== ordinal || player.rate !== 0;
    if (isOff || player.problem !== undefined) {
      this.#letGo();
    } else if (player.shown === ordinal) {
      this.#landing = undefined;
      this.#rate = rate;
      const { here } = this;
      if (here !== undefined) {
        this.#drive(here);
      }
    }
  }

  #letGo(): void {
    this.#landing = undefined;
    this.#rate = 0;
  }
}
