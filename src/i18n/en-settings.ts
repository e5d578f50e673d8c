// Words of the settings of an analysis, of the queue, of what moves and of why, in English.

import type { frSettings } from './fr-settings.ts';

const zones = (count: string, one: boolean): string => `${count} zone${one ? '' : 's'}`;
const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

export const enSettings: typeof frSettings = {
  settings: {
    open: 'Analysis settings',
    openOf: (name) => `Analysis settings of ${name}`,
    next: 'Settings of the next recordings',
    nextHelp: 'For the files that will be added. The others keep theirs.',
    sensitivity: 'Sensitivity',
    levels: { careful: 'Careful', normal: 'Normal', fine: 'Fine' },
    levelHelp: {
      careful: 'Fewer proposals, surer ones. Small objects may be missed.',
      normal: 'What every published figure was measured with.',
      fine: 'Smaller or less clear objects. More false proposals, slower.',
    },
    zones: 'Excluded zones',
    zonesHelp: 'Nothing is analysed or proposed there. They are written in the exported results.',
    zonesNeedPicture: 'Zones are drawn on the picture of an open recording.',
    zonesKept: (count, one) => `${zones(count, one)} taken over from a recording.`,
    preparing: 'Hash, then first picture…',
    noPicture: 'The first picture could not be decoded: zones can still be changed on black.',
    draw: 'Click the corners of a zone on the picture; the first corner, or Enter, closes it.',
    drawing: (count) => `${count} corners. Enter closes the zone, Escape drops it.`,
    corners: 'Corners: arrows move, Shift moves faster, + adds one, Delete takes one away.',
    add: 'Add a zone',
    addHelp: 'A rectangle in the middle, to be moved by its corners',
    remove: (zone) => `Remove zone ${zone}`,
    zone: (zone) => `Zone ${zone}`,
    corner: (zone, corner, x, y) => `Zone ${zone}, corner ${corner}: ${x}, ${y}`,
    share: (count, one, share) => `${zones(count, one)}, ${share} of the picture not analysed`,
    noZone: 'The whole picture is analysed.',
    following: 'Apply to the following recordings too',
    followingHelp: 'Those that are not analysed yet, and those that will be added.',
    save: 'Save',
    cancel: 'Cancel',
    again: 'Analyse again',
    againWarn: (count, one) =>
      `${one ? 'The proposed object' : `The ${count} proposed objects`} and the coverage of this recording will be deleted. The journal keeps the trace of both analyses.`,
    againSure: 'Delete and analyse again',
    goOn: 'Go on with the analysis',
    running: 'The analysis is under way with the settings above. To change them, stop it and analyse again.',
    excluded: 'Not analysed',
    fact: 'Sensitivity',
    excludedFact: 'Excluded zones',
  },
  queue: {
    place: (place) => `${place} in the queue`,
    rank: (place) => `${place}${ENDINGS[ordinals.select(place)] ?? 'th'}`,
    first: 'Move to the front',
    earlier: 'Earlier in the queue',
    later: 'Later in the queue',
    moved: (name, place) => `${name}: ${place} in the queue`,
  },
  motion: {
    toggle: 'Motion',
    toggleHelp: 'Show all that the analysis saw moving, objects or not',
    at: (regions, one, ordinal) => `${regions} moving region${one ? '' : 's'}, as seen on frame ${ordinal}`,
    none: (ordinal) => `No motion seen since frame ${ordinal}`,
    unknown: 'Frame not analysed yet: motion unknown',
  },
  why: {
    title: 'Why this object?',
    loading: 'Reading…',
    firstMotion: 'First seen moving',
    firstDetector: 'First detected',
    detectorFirst: 'Detected',
    never: 'never named by the detector',
    looks: 'Looks',
    looksOf: (seen, motion, drawn) =>
      `${seen} by the detector, ${motion} by motion alone, ${drawn} frames interpolated`,
    scores: 'Scores',
    scoresOf: (least, mean, most) => `${least} to ${most}, mean ${mean}`,
    moving: 'Moving',
    movingOf: (mean, most) => `${mean} of the widened box on average, ${most} at most`,
    movingNone: 'not kept',
    votes: 'Votes',
    kept: 'Kept because',
    keptNamed:
      'the detector saw it several times, apart from other objects of its kind, and it moved or made some way.',
    keptMotion: 'something made a long and straight way that the detector could not name.',
    chart: 'Score of each look, in order; a dash at the foot: motion alone.',
  },
  summary: {
    title: 'In short',
    count: 'objects',
    first: 'first',
    last: 'last',
    longest: 'longest presence',
  },
};
