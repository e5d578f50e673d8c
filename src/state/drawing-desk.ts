// Drawing on the picture: where it is done, and what becomes of what was drawn.

import type { Session } from '../contracts/session.ts';
import type { ShapeKind } from '../domain/query/drawn-shape.ts';
import { Drawing } from './drawing.svelte.ts';
import type { DrawnCriteria } from './drawn-criteria.svelte.ts';
import { MotionSearch } from './motion-search.svelte.ts';
import type { Viewing } from './viewing.svelte.ts';

export class DrawingDesk implements Disposable {
  readonly #viewing: Viewing;
  /** What is drawn on the current recording becomes a criterion, or the zone that is searched. */
  readonly drawing: Drawing;
  /** What appeared in, left or passed a zone, whether it was analysed or not. */
  readonly motion: MotionSearch;

  constructor(session: Session, criteria: DrawnCriteria, viewing: Viewing) {
    this.#viewing = viewing;
    this.motion = new MotionSearch((...asked) => session.searchMotion(...asked));
    this.drawing = new Drawing((shape, purpose) => {
      const id = viewing.current?.id;
      if (id !== undefined && purpose === 'criterion') {
        criteria.add(shape, id);
      } else if (id !== undefined) {
        this.motion.draw(id, shape.corners);
      }
    });
  }

  /** Begins to draw on the picture; `undefined`: gives up what was begun. */
  draw(kind: ShapeKind | undefined): void {
    if (kind === undefined) {
      this.drawing.drop();
    } else {
      this.#start();
      this.drawing.start(kind);
    }
  }

  /** Opens the search in a drawn zone; without a zone, or again: draws one. */
  searchMotion(): void {
    const { motion } = this;
    const { current } = this.#viewing;
    if (!motion.isOpen && motion.zone !== undefined && motion.zone.recordingId === current?.id) {
      motion.open();
    } else if (current?.table !== undefined) {
      motion.open();
      this.#start();
      this.drawing.start('zone', 'motion');
    }
  }

  [Symbol.dispose](): void {
    this.motion[Symbol.dispose]();
  }

  /** Where the picture is largest: what says how to draw lies over a corner of it. */
  #start(): void {
    this.#viewing.deck.stop();
    this.#viewing.tab = 'original';
  }
}
