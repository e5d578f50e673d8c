// The tray, in English.

import type { Dictionary } from './fr.ts';

export const enTray: Pick<Dictionary, 'tray'> = {
  tray: {
    list: 'What is in the tray, in order',
    kinds: { still: 'Frame', clip: 'Clip', object: 'Object' },
    mark: 'Mark',
    markHelp: 'Mark the frame on screen: it goes into the tray and onto the timeline',
    clip: 'Clip',
    clipHelp: 'Put the I–O interval into the tray',
    empty: 'The tray is empty.',
    emptyBody: 'Put into it what you want to find again, of all recordings:',
    teach: {
      still: 'the frame on screen',
      clip: 'the interval set with I and O',
      object: 'the selected object',
    },
    frame: (ordinal) => `frame ${ordinal}`,
    frames: (first, last, count) => `frames ${first} to ${last} (${count})`,
    realTime: (time) => `real time ${time}`,
    open: (name) => `Show ${name} in the player`,
    fates: {
      merge: 'Merged with another object since.',
      split: 'Cut since: this is the half of this picture.',
      dismissed: 'Dismissed since.',
      purged: 'Dismissed: erased, here too, at the end of the session.',
      gone: 'This object is not in the list any more.',
    },
    finding: 'Finding',
    findingHelp: 'What can be seen on the pictures',
    appreciation: 'Appreciation',
    appreciationHelp: 'What you conclude from it',
    inReport: 'in the report',
    needsFinding: 'The report waits for a finding.',
    up: 'Move up',
    down: 'Move down',
    drag: 'Drag to put in order',
    remove: 'Remove',
    undo: 'Undo',
    keysHelp: 'Enter: show · Alt + ↑ ↓: put in order · Del: remove',
    notices: {
      added: (kind, name) => `${kind} in the tray: ${name}`,
      removed: (kind, name) => `${kind} out of the tray: ${name}`,
      twice: (kind, name) => `${kind} already in the tray: ${name}`,
      selectedTwice: (name) => `The selected object is in the tray already: ${name}`,
      noFrame: 'No frame is on screen.',
      noInterval: 'Set an interval first: I where it starts, O where it ends.',
      noObject: 'Select an object first.',
    },
  },
};
