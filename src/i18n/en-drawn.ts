// Words of what is drawn on the picture to search by, in English.

import type { frDrawn } from './fr-drawn.ts';

export const enDrawn: typeof frDrawn = {
  drawn: {
    title: 'On the picture',
    teach: 'Draw what the object did: a zone, a line or an arrow.',
    tools: { zone: 'Zone', line: 'Line', arrow: 'Arrow' },
    toolsHelp: {
      zone: 'Surround a part of the ground: who passes there, stays, comes in, goes out',
      line: 'Draw a line on the ground: who crosses it, and which way',
      arrow: 'Draw an arrow: who goes that way, wherever in the picture',
    },
    full: 'Remove a drawing to add another one.',
    names: {
      zone: (number) => `Zone ${number}`,
      line: (number) => `Line ${number}`,
      arrow: (number) => `Arrow ${number}`,
    },
    rules: { pass: 'passed', stay: 'stayed', enter: 'came in', leave: 'left' },
    rulesHelp: {
      pass: 'Passed through the zone',
      stay: 'Stayed in the zone, without a break, at least for the time chosen',
      enter: 'Came into the zone: seen outside before',
      leave: 'Went out of the zone: seen outside after',
    },
    rule: 'What the object did in the zone',
    least: 'Least time in the zone',
    leastOf: (duration) => `at least ${duration}`,
    senses: { both: 'A ↔ B', ab: 'A → B', ba: 'B → A' },
    sensesHelp: {
      both: 'Crossed either way: click for A → B',
      ab: 'Crossed from A to B: click for B → A',
      ba: 'Crossed from B to A: click for both ways',
    },
    orderAny: 'in any order',
    orderHelp: 'Order of the zones: click to change it',
    tolerance: 'Tolerance of the direction',
    toleranceOf: (degrees) => `within ${degrees}°`,
    not: 'except',
    notHelp: 'Search for those who did not',
    edit: (name) => `${name}: move its points on the picture`,
    remove: (name) => `Remove ${name}`,
    count: (some, all) => `${some} of ${all}`,
    countHelp: 'What this drawing alone lets through, of what the criteria that are not drawn keep',
    where: 'For which recordings',
    here: 'this recording',
    everywhere: 'all',
    everywhereHelp: 'At the same place of the picture of every recording: only for files of one and the same view',
    busy: 'computing…',
    searching: 'The paths are being read.',
    point: (name, point, x, y) => `${name}, point ${point}: ${x} of the width, ${y} of the height. Arrows: move.`,
    hint: {
      zone: 'Click the corners, then the first one to close.',
      line: 'Click both ends of the line.',
      arrow: 'Click where the arrow starts, then its tip.',
    },
    hintKeys: 'Keyboard: arrows, Enter places a point, Backspace takes it away, Escape gives up.',
    cursor: (x, y, points) => `${x}, ${y} · points placed: ${points}`,
    close: 'Close the zone',
    drop: 'Give up',
  },
};
