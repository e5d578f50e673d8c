// A synopsis on screen: its time, playing, waiting for pixels that are not read yet, and the canvas that it is painted on.

import { toAppError, type Alert } from '../contracts/errors.ts';
import { SYNOPSIS_STEP_US } from '../domain/synopsis/cue-sheet.ts';
import type { SynopsisFilm, SynopsisPicture } from '../services/synopsis/film.ts';
import type { PaintMarks } from '../services/synopsis/painter.ts';
import type { PlaybackClock } from './playback.ts';
import { SynopsisScreen } from './synopsis-screen.ts';

/** What a play needs of a film. */
export type PlayedFilm = Pick<
  SynopsisFilm,
  'lengthUs' | 'size' | 'failure' | 'isResting' | 'preparedUs' | 'pictureAt' | 'ready' | typeof Symbol.dispose
>;

/** Synopsis seconds per wall second. */
export const SLOWEST = 0.25;
export const FASTEST = 4;
/** After a wait so much must be there before playing goes on, µs of wall time: else it would halt at every picture. */
const RESUME_US = 800_000;
/** With less than this ahead, µs of wall time, time goes slower, down to a part of what was asked: rather that than halting. */
const EASY_US = 1_500_000;
const SLOWEST_PACE = 0.4;
/** A wait that nobody notices is not announced, ms. */
const UNNOTICED_MS = 150;
/** A picture on its way to the screen is waited for so long before a newer wish takes its place, ms: dragging shows something. */
const PATIENCE_MS = 250;

/** The wait for pixels that is under way. */
interface Wait {
  readonly sinceMs: number;
  /** It stopped what was playing, and not the person who began to play or went elsewhere. */
  readonly isStall: boolean;
}

interface Asked {
  readonly timeUs: number;
  readonly sinceMs: number;
  /** Since when the person waits for a picture, this one or one that was wanted before it. */
  readonly waitedMs: number;
}

export class SynopsisPlay implements Disposable {
  readonly #clock: PlaybackClock;
  readonly #screen: SynopsisScreen;
  #film: PlayedFilm | undefined;
  #timeUs = $state(0);
  #speed = $state(1);
  #pace = $state(1);
  #isPlaying = $state(false);
  #isPreparing = $state(false);
  #picture: SynopsisPicture | undefined = $state.raw();
  #problem: Alert | undefined = $state.raw();
  #stalls = $state.raw({ count: 0, ms: 0 });
  #isHeld = false;
  #wait: Wait | undefined;
  /** The picture that is asked for while nothing plays. */
  #asked: Asked | undefined;
  #tickMs = 0;
  #cancelTick: (() => void) | undefined;

  constructor(clock: PlaybackClock, screen = new SynopsisScreen()) {
    this.#clock = clock;
    this.#screen = screen;
  }

  get lengthUs(): number {
    return this.#film?.lengthUs ?? 0;
  }

  /** Where it is, µs of synopsis; while pixels are on their way, where it is going. */
  get timeUs(): number {
    return this.#timeUs;
  }

  /** The person plays, even while it waits or is held. */
  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** Waiting for pixels, long enough to be said. */
  get isPreparing(): boolean {
    return this.#isPreparing;
  }

  /** What is on screen. */
  get picture(): SynopsisPicture | undefined {
    return this.#picture;
  }

  /** Why the wanted picture is not there. */
  get problem(): Alert | undefined {
    return this.#problem;
  }

  /** How often playing had to halt for pixels since the film was put in, and for how long in all, ms. */
  get stalls(): { readonly count: number; readonly ms: number } {
    return this.#stalls;
  }

  get speed(): number {
    return this.#speed;
  }

  /** What time really passes at, as a share of {@link speed}: less than 1 while pixels come slower than they are shown. */
  get pace(): number {
    return this.#pace;
  }

  set speed(speed: number) {
    this.#speed = Math.min(FASTEST, Math.max(SLOWEST, speed));
  }

  /** Puts another film in, which is disposed of with the play, or takes it out. */
  show(film: PlayedFilm | undefined): void {
    this.#halt();
    this.#film?.[Symbol.dispose]();
    this.#film = film;
    this.#picture = undefined;
    this.#screen.show(undefined);
    this.#problem = undefined;
    this.#timeUs = 0;
    this.#stalls = { count: 0, ms: 0 };
    if (film !== undefined) {
      this.seek(0);
    }
  }

  /** Gives the canvas to paint on, or takes it away: what nobody sees does not play. */
  attach(canvas: HTMLCanvasElement | undefined): void {
    this.#screen.attach(canvas);
    if (canvas === undefined) {
      this.stop();
    }
  }

  /** What edges of objects tell from now on. */
  mark(marks: PaintMarks): void {
    this.#screen.mark(marks);
  }

  toggle(): void {
    if (this.#isPlaying) {
      this.stop();
    } else {
      this.play();
    }
  }

  /** From the beginning when it is at its end. */
  play(): void {
    if (this.#film !== undefined && !this.#isPlaying) {
      this.#isPlaying = true;
      this.seek(this.#timeUs >= this.lengthUs ? 0 : this.#timeUs);
    }
  }

  stop(): void {
    this.#halt();
    if (this.#film !== undefined && this.#picture?.timeUs !== this.#timeUs) {
      this.#ask(this.#timeUs);
    }
  }

  /** Time stands still while an object is pointed at, and goes on from there. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
  }

  /** Goes to a time, held within the film; what plays goes on from there. The latest wish wins. */
  seek(timeUs: number): void {
    if (this.#film === undefined) {
      return;
    }
    this.#timeUs = Math.min(this.lengthUs, Math.max(0, timeUs));
    this.#problem = undefined;
    if (this.#isPlaying) {
      this.#endWait();
      this.#wait = { sinceMs: this.#clock.now(), isStall: false };
    }
    if (this.#asked === undefined || this.#isPlaying) {
      this.#ask(this.#timeUs);
    }
  }

  /** Stops, and moves by pictures of the synopsis. */
  step(pictures: number): void {
    this.stop();
    const at = Math.round(this.#timeUs / SYNOPSIS_STEP_US) + pictures;
    this.seek(at * SYNOPSIS_STEP_US);
  }

  [Symbol.dispose](): void {
    this.show(undefined);
    this.attach(undefined);
  }

  #ask(timeUs: number, waitedMs = this.#clock.now()): void {
    const asked = { timeUs, waitedMs, sinceMs: this.#clock.now() };
    this.#asked = asked;
    this.#film?.pictureAt(timeUs).then(
      (picture) => {
        if (this.#asked === asked) {
          this.#asked = undefined;
          this.#put(picture);
          this.#isPreparing = false;
          if (!this.#isPlaying && this.#timeUs !== timeUs) {
            this.#ask(this.#timeUs);
          }
        }
      },
      (error: unknown) => {
        const reason = toAppError(error);
        if (this.#asked === asked) {
          this.#asked = undefined;
          // Given up: another picture is on its way.
          if (reason.code !== 'READ_GIVEN_UP') {
            this.#fail(reason.toAlert());
          }
        }
      },
    );
    this.#wake();
  }

  #halt(): void {
    this.#endWait();
    this.#pace = 1;
    this.#isPlaying = false;
    this.#asked = undefined;
    this.#cancelTick?.();
    this.#cancelTick = undefined;
  }

  #fail(problem: Alert): void {
    this.#halt();
    this.#problem = problem;
  }

  #wake(): void {
    if (this.#cancelTick === undefined) {
      this.#tickMs = this.#clock.now();
      this.#cancelTick = this.#clock.onRepaint(this.#tick);
    }
  }

  readonly #tick = (): void => {
    this.#cancelTick = undefined;
    const film = this.#film;
    if (film === undefined || (!this.#isPlaying && this.#asked === undefined)) {
      return;
    }
    const now = this.#clock.now();
    if (!this.#isPlaying) {
      this.#waitForAsked(now);
    } else if (film.failure !== undefined) {
      this.#fail(film.failure.toAlert());
    } else if (this.#wait !== undefined) {
      this.#waitOn(film, now);
    } else if (!this.#isHeld) {
      this.#pace = this.#paceOf(film);
      const passedUs = (now - this.#tickMs) * 1000 * this.#speed * this.#pace;
      this.#advance(film, Math.min(film.lengthUs, this.#timeUs + passedUs), now);
    }
    this.#tickMs = now;
    if (this.#isPlaying || this.#isAsking) {
      this.#cancelTick ??= this.#clock.onRepaint(this.#tick);
    }
  };

  get #isAsking(): boolean {
    return this.#asked !== undefined;
  }

  #waitForAsked(now: number): void {
    const { timeUs = this.#timeUs, sinceMs = now, waitedMs = now } = this.#asked ?? {};
    this.#isPreparing = now - waitedMs > UNNOTICED_MS;
    if (timeUs !== this.#timeUs && now - sinceMs > PATIENCE_MS) {
      this.#ask(this.#timeUs, waitedMs);
    }
  }

  #paceOf(film: PlayedFilm): number {
    const wantedUs = Math.min(EASY_US * this.#speed, film.lengthUs - this.#timeUs);
    const share = wantedUs <= 0 || film.isResting ? 1 : film.preparedUs(this.#timeUs) / wantedUs;
    return Math.round(20 * Math.min(1, Math.max(SLOWEST_PACE, share))) / 20;
  }

  #advance(film: PlayedFilm, timeUs: number, now: number): void {
    const picture = film.ready(timeUs);
    this.#timeUs = timeUs;
    if (picture === undefined) {
      this.#wait = { sinceMs: now, isStall: true };
      return;
    }
    this.#put(picture);
    if (timeUs >= film.lengthUs) {
      this.stop();
    }
  }

  #waitOn(film: PlayedFilm, now: number): void {
    const picture = film.ready(this.#timeUs);
    this.#isPreparing = now - (this.#wait?.sinceMs ?? now) > UNNOTICED_MS;
    if (picture !== undefined) {
      this.#put(picture);
      const wantedUs = Math.min(RESUME_US * this.#speed, film.lengthUs - this.#timeUs);
      if (film.isResting || film.preparedUs(this.#timeUs) >= wantedUs) {
        this.#endWait();
      }
    }
  }

  #endWait(): void {
    if (this.#wait?.isStall === true) {
      const { count, ms } = this.#stalls;
      this.#stalls = { count: count + 1, ms: ms + this.#clock.now() - this.#wait.sinceMs };
    }
    this.#wait = undefined;
    this.#isPreparing = false;
  }

  #put(picture: SynopsisPicture): void {
    this.#picture = picture;
    this.#screen.show({ picture, size: this.#film?.size });
  }
}
