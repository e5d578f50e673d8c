// The attributes of objects as whole numbers in named columns, a closed list. What is not on it cannot be written.

import { AppError } from '../contracts/errors.ts';
import {
  COLOUR_NAMES,
  DIRECTIONS,
  EDGES,
  MOST_COLOURS,
  SIZES,
  SPEEDS,
  type Colours,
  type ColourShare,
  type Stop,
  type TrackAttributes,
} from '../domain/attributes/attributes.ts';
import { CARRIED } from '../domain/detection/classes.ts';
import { thousandths } from './cells.ts';

/**
 * The columns, in this order. A word is its place in its list, from 1; 0 = undetermined or none. A share is in
 * thousandths.
 */
export const ATTRIBUTE_COLUMNS = [
  'upper1',
  'upper1Share',
  'upper2',
  'upper2Share',
  'lower1',
  'lower1Share',
  'lower2',
  'lower2Share',
  'vehicle1',
  'vehicle1Share',
  'vehicle2',
  'vehicle2Share',
  'direction',
  'entered',
  'left',
  'speed',
  'size',
  ...CARRIED,
] as const;

/** Columns of a stop: its row among the summaries, then its times, µs. */
export const STOP_COLUMNS = ['row', 'fromUs', 'toUs'] as const;

const KNOWN: readonly string[] = [
  'upper',
  'lower',
  'vehicle',
  'direction',
  'entered',
  'left',
  'stops',
  'speed',
  'size',
  'carried',
] satisfies (keyof TrackAttributes)[];
const THOUSAND = 1000;

/** One number a column. Fails with STORAGE_FAILED on an attribute, a word or a count that is not on the list. */
export function attributeRow(attributes: TrackAttributes): number[] {
  const { upper, lower, vehicle, direction, entered, left, speed, size, carried } = attributes;
  if (Object.keys(attributes).some((name) => !KNOWN.includes(name))) {
    throw refusal();
  }
  if (carried.some(({ name }) => !CARRIED.includes(name))) {
    throw refusal();
  }
  return [
    ...[upper, lower, vehicle].flatMap(colourCells),
    numberOf(DIRECTIONS, direction),
    numberOf(EDGES, entered),
    numberOf(EDGES, left),
    numberOf(SPEEDS, speed),
    numberOf(SIZES, size),
    ...CARRIED.map((name) => thousandths(carried.find((thing) => thing.name === name)?.share ?? 0)),
  ];
}

export function stopRow(row: number, { fromUs, toUs }: Stop): number[] {
  return [row, Math.round(fromUs), Math.round(toUs)];
}

/** Reads a row back; `stops` are those of its object. */
export function attributesOfRow(cells: readonly number[], stops: readonly Stop[]): TrackAttributes {
  const cell = (name: (typeof ATTRIBUTE_COLUMNS)[number]): number => cells[ATTRIBUTE_COLUMNS.indexOf(name)] ?? 0;
  const colours = (surface: 'upper' | 'lower' | 'vehicle'): Colours =>
    ([`${surface}1`, `${surface}2`] as const).flatMap((name): ColourShare[] => {
      const colour = wordOf(COLOUR_NAMES, cell(name));
      return colour === undefined ? [] : [{ name: colour, share: cell(`${name}Share`) / THOUSAND }];
    });
  const size = wordOf(SIZES, cell('size'));
  if (size === undefined) {
    throw refusal();
  }
  return {
    upper: colours('upper'),
    lower: colours('lower'),
    vehicle: colours('vehicle'),
    direction: wordOf(DIRECTIONS, cell('direction')),
    entered: wordOf(EDGES, cell('entered')),
    left: wordOf(EDGES, cell('left')),
    stops,
    speed: wordOf(SPEEDS, cell('speed')),
    size,
    carried: CARRIED.flatMap((name) => (cell(name) > 0 ? [{ name, share: cell(name) / THOUSAND }] : [])),
  };
}

/** Row and stop of the cells of a {@link stopRow}. */
export function stopOfRow(cells: readonly number[]): { readonly row: number; readonly stop: Stop } {
  const [row = -1, fromUs = 0, toUs = 0] = cells;
  return { row, stop: { fromUs, toUs } };
}

function colourCells(colours: Colours): number[] {
  if (colours.length > MOST_COLOURS) {
    throw refusal();
  }
  return Array.from({ length: MOST_COLOURS }, (_, rank) => colours[rank]).flatMap((colour) => [
    numberOf(COLOUR_NAMES, colour?.name),
    thousandths(colour?.share ?? 0),
  ]);
}

function numberOf<T extends string>(words: readonly T[], word: T | undefined): number {
  const index = word === undefined ? 0 : words.indexOf(word) + 1;
  if (word !== undefined && index === 0) {
    throw refusal();
  }
  return index;
}

function wordOf<T extends string>(words: readonly T[], number: number): T | undefined {
  if (number < 0 || number > words.length) {
    throw refusal();
  }
  return words[number - 1];
}

function refusal(): AppError {
  return new AppError('STORAGE_FAILED', { store: 'chunks' });
}
