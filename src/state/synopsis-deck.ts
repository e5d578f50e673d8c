// A synopsis under the keys of playing: it goes forward only, so that going back is a leap.

import type { Deck } from './deck.ts';
import type { SynopsisPlay } from './synopsis-play.svelte.ts';

/** As far as one leap goes, µs of synopsis. */
const LEAP_US = 5_000_000;

export class SynopsisDeck implements Deck {
  readonly #play: SynopsisPlay;

  constructor(play: SynopsisPlay) {
    this.#play = play;
  }

  get rate(): number {
    return this.#play.isPlaying ? this.#play.speed : 0;
  }

  toggle(): void {
    this.#play.toggle();
  }

  stop(): void {
    this.#play.stop();
  }

  play(rate: number): void {
    this.#play.speed = Math.abs(rate);
    this.#play.play();
  }

  /** By pictures of the synopsis. */
  step(pictures: number): void {
    this.#play.step(pictures);
  }

  /** By a time, µs of synopsis. */
  skip(us: number): void {
    this.#play.seek(this.#play.timeUs + us);
  }

  toStart(): void {
    this.#play.stop();
    this.#play.seek(0);
  }

  toEnd(): void {
    this.#play.stop();
    this.#play.seek(this.#play.lengthUs);
  }

  shuttle(direction: 1 | -1): void {
    if (direction < 0) {
      this.#play.seek(this.#play.timeUs - LEAP_US);
    } else {
      this.play(this.#play.isPlaying ? this.#play.speed * 2 : 1);
    }
  }

  /** Slower, either way. */
  shuttleSlow(): void {
    this.play(this.#play.isPlaying && this.#play.speed < 1 ? this.#play.speed / 2 : 0.5);
  }
}
