// Words of several cameras side by side, in English.

import type { Dictionary } from './fr.ts';

export const enSync: Pick<Dictionary, 'sync'> = {
  sync: {
    toggle: 'Cameras',
    toggleHelp: 'See up to six cameras at the same instant',
    title: 'Cameras at the same instant',
    choose: 'Choose the cameras',
    most: 'Six at most, the main one included.',
    none: 'No other camera.',
    kinds: {
      footage: 'films at this instant',
      gap: 'not recording',
      closed: 'not opened yet',
      unaligned: 'no common time',
    },
    leading: 'Main camera: the commands of the player drive it',
    lead: 'Make it the main camera, at this frame',
    outside: 'Not recording',
    before: (time) => `Before: ${time}`,
    after: (time) => `Next: ${time}`,
    nothing: 'This camera has no picture.',
    closed: 'This recording is not open yet.',
    failed: 'This recording could not be read.',
    unaligned: 'No common time',
    align: 'Align on this frame',
    alignHelp:
      'Say that this frame and that of the main camera show the same instant. For viewing, while the case is open: nothing of it is kept.',
    byHand: 'aligned by hand',
    byHandHelp: 'Aligned by you, for viewing only: not a time that anybody ascertained.',
    unalign: 'Undo',
    earlier: (duration) => `filmed ${duration} before`,
    presentation: 'Presentation time: this recording has no clock',
    noTime: 'no picture',
    retry: 'Try again',
  },
};
