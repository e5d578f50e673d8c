// Words of what lies over the picture and of the figures of a case, in English.

import type { frLayers } from './fr-layers.ts';

export const enLayers: typeof frLayers = {
  layers: {
    title: 'Map on the picture',
    kinds: { none: 'None', activity: 'Activity', dwell: 'Presence', paths: 'Ways' },
    kindsHelp: {
      none: 'Lay nothing over the picture',
      activity: 'How many objects passed through each cell',
      dwell: 'How long objects stayed in each cell, added up',
      paths: 'Which way objects cross each cell',
    },
    toggleHelp: 'Map on the picture: none → activity → presence → ways',
    units: { activity: 'objects a cell', dwell: 'object-seconds a cell', paths: 'objects a way and cell' },
    from: (least) => `≥ ${least}`,
    between: (least, most) => (least === most ? least : `${least} to ${most}`),
    below: (most) => `< ${most}`,
    opacity: 'Opacity',
    stands: (some, all) => `${some} of ${all} proposed objects; whole paths, foot point.`,
    nothing: 'No object meets the criteria.',
    unsearched: (duration) => `${duration} not analysed: nothing of it is counted.`,
    outside: (duration) => `${duration} outside the limits of the search.`,
    busy: 'Computing…',
    cell: (column, row, figure) => `Cell ${column}, row ${row}: ${figure}`,
    objects: (count, isOne) => (isOne ? '1 object' : `${count} objects`),
    dwell: (objects, seconds) => `${seconds} object-seconds, ${objects}`,
    ways: ['→', '↘', '↓', '↙', '←', '↖', '↑', '↗'],
    noWay: 'nobody crosses',
    pick: 'Click a cell: who passed there.',
    full: 'Remove a drawing to add another one.',
    label: (kind) => `${kind}: arrows to choose a cell, Enter to keep only the objects that passed there`,
  },
  figures: {
    title: 'Figures',
    total: (count, isOne) => (isOne ? '1 proposed object' : `${count} proposed objects`),
    unsure: (count) => `of which ${count} to confirm`,
    caveat:
      'A count of what the analysis proposes, not of established facts: an object may be counted twice, another one be missing. See the measured error rates (evaluation sheet).',
    threshold: 'To confirm below confidence',
    thresholdHelp: 'An object whose mean confidence is lower is counted apart, hatched',
    searched: (searched, all) => `Analysed: ${searched} of ${all} of footage.`,
    outside: (duration) => `Outside the limits: ${duration}.`,
    unread: (duration) => `Not analysed or unreadable: ${duration}.`,
    unopened: (count, isOne) =>
      isOne
        ? '1 recording is not open: nothing of it is counted.'
        : `${count} recordings are not open: nothing of them is counted.`,
    busy: 'Counting…',
    asPlots: 'Plots',
    asTables: 'Tables',
    print: 'Print',
    plots: {
      class: 'By kind of object',
      hour: 'By hour of the day',
      day: 'By day',
      step: (step) => `By steps of ${step} from the start`,
      camera: 'By camera',
      recording: 'By recording',
      line: (name) => `${name}: crossings`,
      zone: (name) => `${name}: objects`,
    },
    notes: {
      appears: 'An object counts when it appears; the list that opens also shows those that were there already.',
      clocked: (count, isOne) =>
        isOne ? 'Real time, 1 recording that has a clock.' : `Real time, ${count} recordings that have a clock.`,
      unclocked: (count, isOne) =>
        isOne
          ? 'Presentation time: 1 recording has no clock.'
          : `Presentation time: ${count} recordings have no clock.`,
      undrawn: (count) => `Objects that meet the criteria which are not drawn: ${count}.`,
      dwell: (duration) => `Presence added up: ${duration}.`,
    },
    senses: { ab: 'A → B', ba: 'B → A' },
    rules: { pass: 'passed', enter: 'came in' },
    bar: (label, count, unsure) => `${label}: ${count}, of which ${unsure} to confirm`,
    crossingBar: (label, count) => `${label}: ${count}`,
    noFootage: 'no footage',
    share: (share) => `${share} analysed`,
    columns: { what: 'What', objects: 'Objects', unsure: 'To confirm', searched: 'Analysed' },
    crossings: (line, sense, count) => `${line}, ${sense}, crossings: ${count}`,
    crossing: { object: 'Object', time: 'Time', frame: 'Frame', recording: 'Recording' },
    more: (count) => `Show ${count} more`,
    searchThese: 'Search for these objects',
    closeList: 'Close the list',
    none: 'No object meets the criteria: there is nothing to count.',
    paper: {
      printed: (date) => `Printed on ${date}`,
      criteria: 'Criteria',
      everything: 'None: all proposed objects.',
      recordings: 'Recordings',
      dossier: (number) => `Case ${number}`,
      hatched: 'Hatched: objects to confirm.',
      ask: 'In a case, printing asks for a reason: the “Print” button of the figures.',
    },
  },
};
