// Words of the keys: their sheet, the palette, and the help of each pane, in English.

import type { frKeys } from './fr-keys.ts';

export const enKeys: typeof frKeys = {
  sheet: {
    search: 'Find a command or a key',
    none: 'No command or key of that name.',
    change: 'Change',
    changeOf: (name) => `Change the key: ${name}`,
    restore: 'Restore',
    restoreOf: (name) => `Restore the original keys: ${name}`,
    restoreAll: 'Restore all',
    noKey: 'no key',
    listening: 'Press the key you want. Esc: change nothing.',
    taken: (name) => `Already taken: ${name}.`,
    swap: 'Swap the two',
    keep: 'Change nothing',
    refused: {
      browser: 'The browser or the keyboard keeps this key for itself: choose another one.',
      focus: 'This key goes from one button to the next: choose another one.',
      escape: 'Esc is for giving up: choose another key.',
    },
    preset: 'Set of keys',
    presets: { derush: 'Dérush', frigate: 'Arrows ±10 s (Frigate)' },
    ownPreset: 'Your own',
    print: 'Print',
    about: 'Kept on this computer, never in a case. Keys go by letter or sign, whatever the keyboard.',
  },
  palette: {
    recent: 'Recent',
    obstacles: {
      noRecording: 'No recording: add a file.',
      noPicture: 'No picture: choose a recording that is open.',
      noObject: 'Choose an object first.',
      noObjects: 'No object in the list.',
      drawingsFull: 'No room left: remove a drawing from the criteria.',
      noCriteria: 'Choose criteria first.',
      noCamera: 'Say first which camera filmed this recording.',
    },
  },
  paneHelp: {
    title: (name) => `Help: ${name}`,
    keys: 'Its keys',
    more: 'All keys',
    panes: {
      recordings: {
        name: 'Recordings',
        sentences: [
          'Every file you add is read on this computer; it is never changed nor copied elsewhere.',
          'A click shows it; its strip says where something happens, its counts open the list of their objects.',
          'Analysis starts by itself and can be paused; what was found already can be looked at.',
          'Coverage, below, says what was examined, what is not yet, and what cannot be read.',
        ],
      },
      player: {
        name: 'Picture',
        sentences: [
          'The picture shown is exactly the one whose number and time are written below it.',
          'Three keys play backwards, stop and play forwards; again goes faster.',
          'The wheel enlarges towards the pointer; adjustments of light are for the screen only.',
          'A zone, a line or an arrow drawn on the picture becomes a criterion of the search.',
        ],
      },
      timeline: {
        name: 'Timeline',
        sentences: [
          'One lane for each recording: the higher the strip, the more moves.',
          'Click to go there; drag to look through; wheel and buttons change the scale.',
          'What is hatched was not examined or could not be: nothing follows from it.',
          'Start and end of the interval hold the search to the time you chose.',
        ],
      },
      criteria: {
        name: 'Criteria',
        sentences: [
          'Each criterion sets aside the objects that do not meet it; the number beside it says how many it leaves.',
          'Criteria add up; each is removed by one click in the list of those that are set.',
          'An attribute that is “undetermined” was not recognised: leave it ticked to lose nothing.',
          'To search by the way taken, draw a zone, a line or an arrow on the picture.',
        ],
      },
      results: {
        name: 'Results',
        sentences: [
          'Each tile is an object that the analysis proposes; you decide.',
          'A click selects it and goes to its best picture; next and previous object walk through the list.',
          'Confidence is that of the detector in the class, never an identity.',
          'An empty list says why: nothing found, not analysed yet, or filtered out.',
        ],
      },
      synopsis: {
        name: 'Synopsis',
        sentences: [
          'The objects found, which passed at different moments, are shown together: it is not the course of events.',
          'Each carries its own time; a click on it, or Enter, opens the original at that picture.',
          'Fewer objects at once: easier to follow, longer; the length is told before any picture.',
          'Who stayed long is shown in several numbered parts, or sped up while not moving: it is written.',
        ],
      },
      condensed: {
        name: 'Condensed',
        sentences: [
          'All is shown in order and at its own time; only dead time is skipped, and the picture says so.',
          'Dead time: analysed, and without any object of the search. What is not analysed plays at 16 ×, never skipped.',
          'The length is known before playing; the slider shows more or less, and says what it leaves out.',
          'Objects chosen together in the list are the only ones shown; otherwise, all those of the search.',
        ],
      },
      tray: {
        name: 'Tray',
        sentences: [
          'The tray keeps the stills, clips and objects that were put aside, from all recordings.',
          'Their order is yours; each can bear a comment.',
          'What is ticked goes into the report.',
        ],
      },
    },
  },
};
