// Recordings that wait for their turn, each told its place.

import type { Recording } from './recording.ts';

export class WaitingLine {
  readonly #waiting: Recording[] = [];

  /** The next one first. */
  get all(): readonly Recording[] {
    return this.#waiting;
  }

  has(recording: Recording): boolean {
    return this.#waiting.includes(recording);
  }

  /** At the end, or with `isNext` in front of all. */
  add(recording: Recording, isNext = false): void {
    this.#waiting.splice(isNext ? 0 : this.#waiting.length, 0, recording);
    this.#number();
  }

  /** Another place, 1 = the next one. Nothing happens to one that does not wait. */
  move(recording: Recording, place: number): void {
    if (this.remove(recording)) {
      this.#waiting.splice(Math.max(0, place - 1), 0, recording);
      this.#number();
    }
  }

  /** `false` when it does not wait. */
  remove(recording: Recording): boolean {
    const index = this.#waiting.indexOf(recording);
    if (index < 0) {
      return false;
    }
    this.#waiting.splice(index, 1);
    recording.update({ queuePlace: undefined });
    this.#number();
    return true;
  }

  /** Takes the next one out; `undefined` when nobody waits. */
  shift(): Recording | undefined {
    const next = this.#waiting[0];
    if (next !== undefined) {
      this.remove(next);
    }
    return next;
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  #number(): void {
    this.#waiting.forEach((recording, index) => {
      if (recording.state.queuePlace !== index + 1) {
        recording.update({ queuePlace: index + 1 });
      }
    });
  }
}
