// The clock that what is played goes by in the page.

import type { PlaybackClock } from './playback.ts';

/** Time on the screen of the page. */
export const SCREEN_CLOCK: PlaybackClock = {
  now: () => performance.now(),
  onRepaint: (callback) => {
    const handle = requestAnimationFrame(callback);
    return () => {
      cancelAnimationFrame(handle);
    };
  },
};
