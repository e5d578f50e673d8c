// What the keys and buttons of playing speak to, whatever is played: every picture, or the stretches that are watched.

export interface Deck {
  /** Footage seconds per wall second that were asked for; 0 when stopped, negative backwards. */
  readonly rate: number;
  toggle(): void;
  stop(): void;
  play(rate: number): void;
  /** J and L: each press doubles the speed in its direction, or turns round at 1×. */
  shuttle(direction: 1 | -1): void;
  /** Slow motion. */
  shuttleSlow(direction: 1 | -1): void;
}
