// What moved on the frame on screen: asked for frame by frame, the latest wish wins.

import type { MotionRegion } from '../contracts/analysis.ts';
import type { Box } from '../domain/geometry/box.ts';
import type { RecordingId } from '../domain/ids.ts';

/** What the analysis saw moving on the picture that it watched last. */
export interface SeenMotion {
  /** That picture; `undefined` where the analysis has not been yet. */
  readonly ordinal: number | undefined;
  readonly boxes: readonly Box[];
}

export class LatestMotion {
  readonly #read: (id: RecordingId, ordinal: number) => Promise<readonly MotionRegion[] | undefined>;
  #seen: { readonly key: string; readonly motion: SeenMotion } | undefined = $state.raw();
  #asked = '';

  constructor(read: (id: RecordingId, ordinal: number) => Promise<readonly MotionRegion[] | undefined>) {
    this.#read = read;
  }

  /** `done` moves on as the analysis does: what was not known is asked for again. */
  at(id: RecordingId, ordinal: number, done: number): SeenMotion | undefined {
    const seen = this.#seen;
    const key = `${id} ${ordinal}`;
    if (seen?.key === key && seen.motion.ordinal !== undefined) {
      return seen.motion;
    }
    const wish = `${key} ${done}`;
    if (this.#asked !== wish) {
      this.#asked = wish;
      void this.#load(id, ordinal, key, wish);
    }
    return seen?.key === key ? seen.motion : undefined;
  }

  async #load(id: RecordingId, ordinal: number, key: string, wish: string): Promise<void> {
    const regions = await this.#read(id, ordinal);
    if (this.#asked === wish) {
      const boxes = regions?.map(({ box }) => box).filter(({ w }) => w > 0) ?? [];
      this.#seen = { key, motion: { ordinal: regions?.[0]?.ordinal, boxes } };
    }
  }
}
