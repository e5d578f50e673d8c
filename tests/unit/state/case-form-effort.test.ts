// What it costs to open a flagrance with three files, counted from the forms' own table (keystroke-level model, Card et
// al. 1980: K = 0.28 s a key, M = 1.35 s a field). Nothing is counted that the form has filled in already.

import { expect, it } from 'vitest';
import { START, PARIS } from '../../builders/cases.ts';
import { freshAnswers, inFramework, lacksOf } from '../../../src/state/case-form-answers.ts';
import { CASE_FIELDS, RECORDING_FIELDS, type FieldKind } from '../../../src/state/case-form-fields.ts';
import { contextOf, DIRECTOR, personOf } from '../../builders/cases.ts';

const FILES = 3;
const KEY_S = 0.28;
const MENTAL_S = 1.35;
/** From the keyboard to the mouse and back, and one pointing: the files are dropped. */
const HAND_S = 0.4;
const POINT_S = 1.1;

/** Keys of one field beside the text itself: a choice is Space, an hour four digits after one Tab from the day. */
const KEYS: Readonly<Record<FieldKind, number>> = {
  ...{ text: 0, choice: 1, choices: 1, tick: 1, moment: 5, day: 8, gap: 6 },
};
/** Letters of a usual entry. */
const FREE_TEXT: Readonly<Record<string, number>> = {
  ...{ procedureNumber: 11, qualification: 11, placeAndDate: 26 },
  ...{ pvReference: 8, holder: 16, place: 24, camera: 0 },
};

const flagrance = inFramework(freshAnswers('Sûreté départementale', START, PARIS), 'FLAGRANCE');
const caseShown = CASE_FIELDS.filter(({ isAsked, isFolded }) => isAsked(flagrance) && !isFolded);
const recordingShown = RECORDING_FIELDS.filter(({ isFolded }) => !isFolded);
const timesOf = (id: string): number => (id === 'camera' || id === 'startsAt' ? FILES : 1);

const shown = [...caseShown, ...recordingShown].flatMap((field) =>
  Array.from({ length: timesOf(field.id) }, () => field),
);
const asked = shown.filter(({ isReady }) => !isReady);

it('asks 14 fields at most for a flagrance with three files', () => {
  expect(asked.map(({ id }) => id)).toEqual([
    ...['framework', 'procedureNumber', 'flagranceFrom', 'qualification', 'placeAndDate', 'noContraryDecision'],
    ...['pvReference', 'holder', 'place', 'camera', 'camera', 'camera'],
  ]);
  expect(asked.length).toBeLessThanOrEqual(14);
});

it('asks nothing but what the domain misses, and everything that it misses', () => {
  const missed = new Set(lacksOf({ ...flagrance, framework: undefined }, personOf(DIRECTOR), contextOf()));
  const missedInFlagrance = new Set([...missed, ...lacksOf(flagrance, personOf(DIRECTOR), contextOf())]);
  const answered = caseShown.filter(({ isReady }) => !isReady).flatMap(({ answers }) => answers);
  for (const code of missedInFlagrance) {
    // An authorisation that is deemed given is one as soon as the beginning of the flagrance is known.
    expect(code === 'AUTHORISATION' || answered.includes(code), code).toBe(true);
  }
  for (const { answers, isReady, id } of caseShown) {
    expect(isReady || answers.some((code) => missedInFlagrance.has(code)), id).toBe(true);
  }
});

it('costs 60 keys at most beside free text, and two minutes with it', () => {
  // One Tab to each control in sight (a moment has two), to each folded part, and to the names proposed.
  const folded = 3;
  const tabs = shown.length + folded + 1;
  const ownKeys = asked.reduce((sum, { kind }) => sum + KEYS[kind], 0);
  // Names of cameras taken all at once, the two forms sent, the key of the dossier saved and left.
  const ends = 1 + 2 + 2;
  const keys = tabs + ownKeys + ends;
  const letters = asked.reduce((sum, { id }) => sum + (FREE_TEXT[id] ?? 0), 0);
  const seconds = (keys + letters) * KEY_S + asked.length * MENTAL_S + 2 * HAND_S + POINT_S;
  console.info(
    `flagrance, ${FILES} files: ${asked.length} fields, ${keys} keys, ${letters} letters, ${seconds.toFixed(0)} s`,
  );
  expect(keys).toBeLessThanOrEqual(60);
  expect(seconds).toBeLessThanOrEqual(120);
});
