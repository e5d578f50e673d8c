// What happens to a camera, and the limits of a search, in English.

import type { Facts } from './facts.ts';
import type { frScene, frSceneAlerts } from './fr-scene.ts';

const when = (f: Facts): string => {
  const time = f.time('fromUs') ?? '?';
  const until = f.time('toUs');
  const span = until === undefined || until === time ? `at ${time}` : `from ${time} to ${until}`;
  return f.isOne('count') ? span : `${f.number('count') ?? '?'} times, first ${span}`;
};

const LIMITS: Readonly<Record<string, string>> = {
  rate: 'frames too far apart',
  contrast: 'little contrast or light',
  noise: 'noisy picture',
  shake: 'shaking camera',
};
const inWords = (names: string, words: Readonly<Record<string, string>>): string =>
  names
    .split(' ')
    .map((name) => words[name] ?? name)
    .join(', ');

const several = (count: string, one: boolean, word: string): string => `${count} ${word}${one ? '' : 's'}`;

export const enSceneAlerts: typeof frSceneAlerts = {
  SCENE_MOVED: (f) => ({
    title: 'Camera moved',
    body: `The framing changed and stayed so: ${when(f)}. The background was learnt again.`,
    advice: 'What stood still at that moment could only be proposed once it moved. Review this passage.',
  }),
  SCENE_PTZ: (f) => ({
    title: 'Camera turning',
    body: `The camera turns or zooms: ${when(f)}. Objects are not followed from one view to the next.`,
    advice: 'Review this passage: one person may be proposed several times, or be missing.',
  }),
  SCENE_CUT: (f) => ({
    title: 'Another view',
    body: `The view is replaced by another one: ${when(f)}. Objects end there.`,
    advice: 'The file may join several cameras or sequences. Check the export.',
  }),
  SCENE_LIGHTING: (f) => ({
    title: 'Sudden change of light',
    body: `Day and night, infrared or lamps: the picture changes at once, ${when(f)}. Objects are still followed.`,
    advice: 'Colours before and after cannot be compared.',
  }),
  SCENE_COVERED: (f) => ({
    title: 'Picture covered',
    body: `The picture is black, uniform or blurred: ${when(f)}. Nothing could be found there.`,
    advice: 'Look for another camera for this passage, and for what covered this one.',
  }),
  SCENE_FROZEN: (f) => ({
    title: 'Picture frozen',
    body: `The same picture is repeated while time goes on: ${when(f)}. Nothing could be found there.`,
    advice: 'This passage was not filmed. Look for another camera, or for the original in the recorder.',
  }),
  SEARCH_LIMITED: (f) => ({
    title: 'Limited search',
    body: `Difficult conditions (${inWords(f.text('limits') ?? '', LIMITS)}): a person under ${f.number('smallestPerson') ?? '?'} pixels tall may be missing.`,
    advice: 'Draw no conclusion from an absence without reviewing the passages that matter.',
  }),
};

export const enScene: typeof frScene = {
  envelope: {
    title: 'Limits of the search',
    unknown: 'Limits of the search: not measured yet.',
    unknownShort: 'Limits not measured yet',
    inShort: (person, seconds) => `People ≥ ${person} px, ≥ ${seconds}`,
    explain: 'What is smaller, faster or briefer may be missing. Values kept nine tenths of the time.',
    size: (person, vehicle) => `People at least ${person} pixels tall, vehicles at least ${vehicle}.`,
    time: (seconds, speed) => `In the picture for at least ${seconds}, under ${speed} times their height a second.`,
    noSpeed: 'Frames too far apart: no movement can be followed.',
    limits: (names) => `Difficult conditions: ${inWords(names, LIMITS)}.`,
    facts: {
      size: 'Size',
      sizeIs: (person, vehicle) => `person ${person} px tall, vehicle ${vehicle} px`,
      rate: 'Frame rate',
      rateIs: (interval) => `one frame every ${interval} s`,
      speed: 'Speed',
      speedIs: (speed) => `at most ${speed} heights/s (on foot: 0.8)`,
      noSpeed: 'no movement followed: frames too far apart',
      visit: 'Presence',
      visitIs: (seconds) => `at least ${seconds}`,
      contrast: 'Contrast',
      contrastIs: (contrast) => `${contrast} levels (good from 5.5)`,
      light: 'Light',
      lightIs: (level) => `level ${level} of 255`,
      noise: 'Noise',
      noiseIs: (noise) => `${noise} levels`,
      shake: 'Shake',
      shakeIs: (pixels) => `at most ${pixels} px`,
      poor: 'difficult',
    },
    extent: (searched, total) => `Searched: ${searched} of ${total}.`,
    notAnalysed: (failed, waiting) =>
      `Not analysed: ${[failed && `${failed} unreadable`, waiting && `${waiting} waiting`].filter(Boolean).join(', ')}.`,
    outside: (duration) => `Analysed, outside the limits: ${duration}.`,
    unopened: (count, one) => `${several(count, one, 'recording')} of which no frame was read.`,
    passages: (count, one) => `${several(count, one, 'passage')} to see for yourself`,
  },
  scene: {
    names: {
      moved: 'Camera moved',
      ptz: 'Camera turning',
      cut: 'Another view',
      lighting: 'Sudden change of light',
      covered: 'Picture covered',
      frozen: 'Picture frozen',
      failed: 'Unreadable',
      waiting: 'Waiting',
    },
    outside: 'outside limits',
    outsideList: 'Passages outside the limits',
    outsideExplain: 'Frames that were read and in which nothing could be found.',
    events: (count) => (count === 1 ? 'event' : 'events'),
    eventsList: 'Events of the camera',
    eventsExplain: 'What happened to the camera, and when.',
    noEvent: 'Nothing of the kind was recognised.',
    mark: (name, time) => `${name}, ${time}`,
    marks: (count, names) => `${count} events: ${names}`,
    legend: 'Legend of the timeline',
    event: 'camera event',
  },
};
