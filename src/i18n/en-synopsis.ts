// Words of the synopsis, in English.

import type { frSynopsis } from './fr-synopsis.ts';

const objects = (count: string, isOne: boolean): string => (isOne ? '1 object' : `${count} objects`);

export const enSynopsis: typeof frSynopsis = {
  synopsis: {
    mark: 'Not in chronological order',
    markHelp:
      'Objects that passed at different moments are shown together. Each carries its own time; only the original says what happened at the same time.',
    picture: 'Synopsis: arrows from one object to the next, Enter for its original picture, Space to play',
    figure: (name, time, part, rate) => [name, time, part, rate].filter((one) => one !== '').join(', '),
    part: (part, parts) => `part ${part} of ${parts}`,
    partShort: (part, parts) => `${part}/${parts}`,
    rate: (rate) => `sped up ${rate}`,
    realTime: 'real times',
    realTimeHelp: 'Each object carries its real time.',
    ownTime: 'presentation times',
    ownTimeHelp: 'Each object carries its presentation time: the camera has no clock.',
    noneHere: 'No object at this moment.',
    transport: {
      label: 'Playing the synopsis',
      play: 'Play the synopsis',
      pause: 'Pause',
      back: 'Back five seconds',
      forward: 'Forward five seconds',
      seek: 'Position in the synopsis',
      at: (time, length) => `${time} of ${length}`,
      speed: 'Speed',
      density: (most) => `Background: objects at once, ${most} at most`,
    },
    demand: {
      label: 'How the synopsis is composed',
      most: 'At most',
      mostObjects: (count, isOne) => `${objects(count, isOne)} at once`,
      mostHelp:
        'Fewer objects at once: easier to follow, longer. Those who were there together stay together, even if they are more.',
      noOverlap: 'No overlap',
      noOverlapHelp: 'Objects of different moments never cover each other; the synopsis is longer.',
      length: (length, footage) => `≈ ${length} for ${footage}`,
      lengthHelp: 'Length of the synopsis, known before any picture, and of the footage that it condenses',
      colours: 'Colours',
      colourKinds: { none: 'None', class: 'Kind', direction: 'Direction' },
      list: 'List',
      listHelp: 'The objects in the order of the synopsis',
    },
    figures: {
      label: 'Figures of the synopsis',
      ratio: (ratio) => `length ÷ ${ratio}`,
      longer: (ratio) => `length × ${ratio}`,
      pace: (rate) => `all sped up ${rate}`,
      paceHelp: 'All objects are shown faster than they went; each carries the speed at which it is seen.',
      ratioHelp: 'Length of the footage divided by that of the synopsis. Opens the original.',
      density: (mean, peak) => `${mean} at once, ${peak} at most`,
      densityHelp: 'Objects shown together, on average and at most. Goes to the fullest moment.',
      overlap: (share) => `overlap ${share}`,
      overlapHelp: 'Share of the area of objects covered by those of another moment. Goes to the fullest moment.',
      disorder: (share) => `disorder ${share}`,
      disorderHelp:
        'Share of the pairs of objects shown in the reverse order of their passage. Opens the list in the order of the synopsis.',
      coverage: (shown, asked, isOne) => `${shown} of ${objects(asked, isOne)}`,
      coverageHelp: 'Objects of the synopsis out of those that the search gives in this scene. Opens their list.',
      unstored: (count, isOne) =>
        isOne
          ? '1 object still being analysed is not in it yet'
          : `${count} objects still being analysed are not in it yet`,
      elsewhere: (count, isOne) => (isOne ? '1 object of another camera' : `${count} objects of other cameras`),
      elsewhereHelp: 'A synopsis shows one scene only. The other objects of the search, by camera:',
      goThere: (name) => `Synopsis of ${name}`,
      unread: (duration) => `Not analysed: ${duration}`,
      outside: (duration) => `Outside the limits: ${duration}`,
      grown: (count, isOne) => (isOne ? '1 more object' : `${count} more objects`),
      changed: 'The list of objects has changed.',
      renew: 'Update',
    },
    list: {
      title: 'Objects in the order of the synopsis',
      close: 'Close the list',
      row: (name, time) => `${name}, ${time}: see the original`,
      shownAt: (time) => `at ${time}`,
    },
    empty: {
      noScene: 'No picture is open: the synopsis is made of the recording chosen on the left.',
      noObjects: 'No object to show.',
      noObjectsBody:
        'Nothing is proposed in this scene yet; the synopsis is made as soon as the analysis finds an object.',
      none: 'The analysis proposed no object in this scene: there is nothing to condense.',
      filtered: 'No object of this scene meets the criteria.',
      showAll: 'Show everything',
      tooMany: (count, most) =>
        `${count} objects: a synopsis shows ${most} at most. A criterion or an interval makes it a question that can be answered.`,
      gathering: 'Reading trajectories…',
      arranging: (count, isOne) => `Arranging ${objects(count, isOne)}…`,
      cancel: 'Cancel',
      givenUp: 'The synopsis was not composed.',
      again: 'Compose the synopsis',
      retry: 'Try again',
      preparing: 'Preparing pictures…',
      slowed: (rate: string) => `Slowed to ${rate}: the originals are being read again`,
      noPlate: 'No background was kept of this scene: the objects stand on grey.',
    },
  },
};
