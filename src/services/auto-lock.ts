// Locks the screen of a dossier by itself: after some minutes without a hand on it, or soon once nobody sees it.

/** A hidden tab locks after this, ms, unless an analysis runs. */
const HIDDEN_MS = 2 * 60_000;
const CHECK_EVERY_MS = 5_000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** What it watches, and by which clock. Tests bring their own. */
export interface AutoLockSurroundings {
  readonly page: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>;
  /** ms, any origin, never backwards. */
  readonly clock: () => number;
  readonly every: (ms: number, work: () => void) => () => void;
}

export interface AutoLockRules {
  /** Minutes without a sign of life. */
  readonly minutes: number;
  readonly isWorking: () => boolean;
  readonly lock: () => void;
}

const browser = (): AutoLockSurroundings => ({
  page: document,
  clock: () => performance.now(),
  every: (ms, work) => {
    const timer = setInterval(work, ms);
    return () => {
      clearInterval(timer);
    };
  },
});

export class AutoLock implements Disposable {
  readonly #rules: AutoLockRules;
  readonly #around: AutoLockSurroundings;
  readonly #stop: () => void;
  #lastSignAt: number;
  #hiddenAt: number | undefined;
  #isHeld = false;

  constructor(rules: AutoLockRules, around: AutoLockSurroundings = browser()) {
    this.#rules = rules;
    this.#around = around;
    this.#lastSignAt = around.clock();
    for (const sign of SIGNS_OF_LIFE) {
      around.page.addEventListener(sign, this.#live, { passive: true, capture: true });
    }
    this.#stop = around.every(CHECK_EVERY_MS, this.#check);
  }

  /** Somebody is there: counts from now. */
  readonly #live = (): void => {
    this.#check();
    this.#lastSignAt = this.#around.clock();
  };

  /** A timer of a hidden or sleeping page comes late: what counts is the time that has passed. */
  readonly #check = (): void => {
    const { page, clock } = this.#around;
    const now = clock();
    this.#hiddenAt = page.visibilityState === 'hidden' ? (this.#hiddenAt ?? now) : undefined;
    const isIdle = now - this.#lastSignAt >= this.#rules.minutes * 60_000;
    const isUnseen = this.#hiddenAt !== undefined && now - this.#hiddenAt >= HIDDEN_MS && !this.#rules.isWorking();
    if (!this.#isHeld && (isIdle || isUnseen)) {
      this.#rules.lock();
    }
  };

  /** Held, it does not lock; let go, it counts from now. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.restart();
  }

  /** Counts from now, as after unlocking. */
  restart(): void {
    this.#lastSignAt = this.#around.clock();
    this.#hiddenAt = undefined;
  }

  [Symbol.dispose](): void {
    this.#stop();
    for (const sign of SIGNS_OF_LIFE) {
      this.#around.page.removeEventListener(sign, this.#live, { capture: true });
    }
  }
}
