// The hand on the picture: the wheel zooms to the cursor, a drag moves what is larger than its stage.

import type { PictureView } from './picture-view.svelte.ts';

/** Doubles the size in about seven notches of an ordinary wheel, or a short pinch. */
const PER_PIXEL = 0.001;
const PER_PINCH = 0.01;
/** CSS pixels. */
const LEAST_DRAG = 3;
/** CSS pixels of one line, for mice that count in lines. */
const LINE = 16;

/** Listens on the stage until the returned function is called. */
export function listenToHand(stage: HTMLElement, view: PictureView): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let hand: { readonly id: number; readonly x: number; readonly y: number; readonly isMoving: boolean } | undefined;

  stage.addEventListener(
    'wheel',
    (event) => {
      if (view.fit === undefined) {
        return;
      }
      event.preventDefault();
      const { left, top } = stage.getBoundingClientRect();
      const delta = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1);
      const factor = Math.exp(-delta * (event.ctrlKey ? PER_PINCH : PER_PIXEL));
      view.zoom(factor, { x: event.clientX - left, y: event.clientY - top });
    },
    { signal, passive: false },
  );
  stage.addEventListener(
    'pointerdown',
    (event) => {
      // A control, or a layer to draw on, keeps the hand for itself.
      const isPicture =
        event.target === stage ||
        event.target instanceof HTMLCanvasElement ||
        (event.target instanceof HTMLElement && event.target.dataset['pannable'] !== undefined);
      if (event.button === 0 && isPicture && !view.isWhole) {
        hand = { id: event.pointerId, x: event.clientX, y: event.clientY, isMoving: false };
      }
    },
    { signal },
  );
  stage.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== hand?.id || (event.buttons & 1) === 0) {
        return;
      }
      const [dx, dy] = [event.clientX - hand.x, event.clientY - hand.y];
      // A click that trembles is still one: the picture is held only once it is really moved.
      if (hand.isMoving || Math.hypot(dx, dy) >= LEAST_DRAG) {
        stage.setPointerCapture(event.pointerId);
        view.pan(dx, dy);
        hand = { id: hand.id, x: event.clientX, y: event.clientY, isMoving: true };
      }
    },
    { signal },
  );
  for (const end of ['pointerup', 'pointercancel'] as const) {
    stage.addEventListener(
      end,
      (event) => {
        hand = event.pointerId === hand?.id ? undefined : hand;
      },
      { signal },
    );
  }
  return () => {
    listening.abort();
  };
}
