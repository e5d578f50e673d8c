// Words of the condensed view and of the objects over time, in English.

import type { Dictionary } from './fr.ts';

const objects = (count: string, isOne: boolean): string => (isOne ? '1 object' : `${count} objects`);

export const enCondensed: Pick<Dictionary, 'condensed'> = {
  condensed: {
    title: 'Condensed time',
    length: (condensed, footage) => `${condensed} for ${footage}`,
    lengthHelp: 'How long it plays at 1 ×, and how long the recordings are. All of it is in order, at its own time.',
    objects,
    marked: (count, isOne) => (isOne ? '1 chosen object' : `${count} chosen objects`),
    whole: 'each of them whole',
    partly: (count) => `${count} in part`,
    partlyTitle: 'Objects shown in part',
    partlyHelp: 'Objects of which some pictures are not shown. Opens their list.',
    wholly: (count) => `${count} left out`,
    whollyTitle: 'Objects left out',
    whollyHelp: 'Objects of which no picture is shown. Opens their list.',
    notch: 'Show',
    notches: { wide: 'wide', usual: 'usual', tight: 'tight', glimpse: 'brief', sparse: 'very brief' },
    notchesHelp: {
      wide: 'Every object whole, with 5 s before and after',
      usual: 'Every object whole, with 2 s before and after',
      tight: 'Every object whole, with 0.5 s before and after',
      glimpse: 'When there for more than 20 s: arrival, best moment and departure, 6 s each',
      sparse: 'For more than 6 s: arrival, best moment, departure, 2 s each; for less than 1 s: left out',
    },
    dead: 'Dead time',
    deadPassed: 'skipped',
    deadFast: '16 ×',
    deadHelp: 'Dead time: analysed, and without any object of the selection. Skipped, or played at 16 ×.',
    next: 'Next passage',
    previous: 'Previous passage',
    position: 'Position in condensed time',
    positionAt: (at, length) => `${at} of ${length}`,
    passed: (duration) => `${duration} skipped`,
    failed: (duration) => `${duration} of it unreadable`,
    allFailed: 'unreadable',
    over: 'nothing else to show',
    stretches: {
      waiting: (from, to) => `Not analysed from ${from} to ${to}`,
      outside: (from, to) => `Outside the limits of the search from ${from} to ${to}`,
      failed: (from, to) => `Unreadable from ${from} to ${to}`,
      dead: (from, to) => `Dead time from ${from} to ${to}`,
    },
    atFast: 'played at 16 ×',
    willPass: 'playing skips it',
    legend: {
      waiting: 'Not analysed, played at 16 ×',
      outside: 'Outside the limits, played at 16 ×',
      failed: 'Unreadable, skipped',
      dead: 'Dead time',
    },
    empty: 'No object of the selection in what is analysed.',
    busy: 'Computing…',
  },
};
