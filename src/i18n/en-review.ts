// Reviewing objects: seen and to see, deciding, taking it back.

import type { Dictionary } from './fr.ts';

export const enReview: Pick<Dictionary, 'review'> = {
  review: {
    seen: 'seen',
    unseen: 'to see',
    counts: 'Objects seen and to see',
    seenCount: (count) => `${count} seen`,
    unseenCount: (count) => `${count} to see`,
    showAll: 'All',
    markSeen: 'Mark as seen',
    markUnseen: 'Mark as to see',
    goesOn: 'Go on to the next one to see after a decision',
    exercise: 'Exercise: decision in memory, of no value',
    refused: 'Act refused',
    noPicture: 'unreadable picture',
    moment: (at, count, time) => `Moment ${at} of ${count}, ${time}`,
    undo: 'Undo',
    redo: 'Redo',
    undone: (act) => `Undone: ${act}`,
    redone: (act) => `Redone: ${act}`,
    acts: {
      retain: (what) => `${what} retained`,
      dismiss: (what) => `${what} dismissed`,
      undecide: (what) => `decision on ${what} lifted`,
      seen: (what) => `${what} seen`,
      unseen: (what) => `${what} to see`,
      merge: (what) => `${what} put together`,
      split: (what) => `${what} cut in two`,
      unedit: (what) => `${what} as the analysis gave it`,
      link: (what) => `${what}: the same object, as the investigator holds`,
      unlink: (what) => `${what}: statement withdrawn`,
      trayAdd: (what) => `${what} put into the tray`,
      trayRemove: (what) => `${what} taken out of the tray`,
      trayMove: (what) => `${what} moved in the tray`,
      trayTick: (what) => `${what} ticked or unticked for the report`,
    },
  },
};
