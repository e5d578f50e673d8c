// Frames onto the canvas of the player, at their native size.

import type { FrameSink } from '../../state/player.svelte.ts';

/** Opaque and unscaled: a test, or an expert, reads back the very pixels of the frame. */
export function canvasSink(canvas: HTMLCanvasElement): FrameSink {
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: false });
  return {
    paint(frame, ordinal) {
      const width = frame.visibleRect?.width ?? frame.codedWidth;
      const height = frame.visibleRect?.height ?? frame.codedHeight;
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      context?.drawImage(frame, 0, 0, width, height);
      canvas.dataset['ordinal'] = String(ordinal);
    },
    clear() {
      delete canvas.dataset['ordinal'];
      context?.clearRect(0, 0, canvas.width, canvas.height);
    },
  };
}
