// The tray: an order, ids that come once, and the law in front of it.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { defined } from '../../../../src/base/assert.ts';
import { userId, type CaseFile } from '../../../../src/domain/case/case-file.ts';
import { decide } from '../../../../src/domain/case/decide.ts';
import { judgedTray } from '../../../../src/domain/case/tray-rules.ts';
import {
  changedTray,
  type Tray,
  type TrayCommand,
  type TrayContent,
  type TrayFacts,
} from '../../../../src/domain/case/tray.ts';
import { recordingId, trackId, type TrackId } from '../../../../src/domain/ids.ts';
import { LawRefusal, refusalOf } from '../../../../src/domain/law/codes.ts';
import type { DataNature } from '../../../../src/domain/law/enumerations.ts';
import { caseDeadline } from '../../../../src/domain/law/retention.ts';
import { day, instant } from '../../../../src/domain/time/instant.ts';
import {
  after,
  ANALYSE,
  contextOf,
  INVESTIGATOR,
  MAGISTRATE,
  personOf,
  readyCase,
  REFERENT,
  START,
} from '../../../builders/cases.ts';

const R1 = recordingId('r1');
const TRACK = trackId(R1, 3);
const FRAMES = 50;
/** A recording that does not begin at 0, with pictures at uneven times. */
const timeOf = (ordinal: number): number => 1_000_000 + ordinal * 40_000 + (ordinal % 3) * 7;
const frame = (ordinal: number) => ({ ordinal, us: timeOf(ordinal) });

const still = (ordinal: number): TrayContent => ({
  ...{ kind: 'still', recording: R1, first: frame(ordinal), last: frame(ordinal), track: undefined },
});
const clip = (first: number, last: number): TrayContent => ({
  ...{ kind: 'clip', recording: R1, first: frame(first), last: frame(last), track: undefined },
});
const object = (track: TrackId = TRACK): TrayContent => ({
  ...{ kind: 'object', recording: R1, first: frame(9), last: frame(9), track },
});
const add = (content: TrayContent, place?: number): TrayCommand => ({
  ...{ kind: 'add', content },
  ...(place === undefined ? {} : { place }),
});

const known: Pick<TrayFacts, 'timeOf' | 'isTrack'> = {
  timeOf: (recording, ordinal) => (recording === R1 && ordinal <= FRAMES ? timeOf(ordinal) : undefined),
  isTrack: (track) => track === TRACK,
};
const facts = (newId: string): TrayFacts => ({ ...known, newId, by: userId('u1'), at: instant(START) });
const all = (commands: readonly TrayCommand[]): Tray =>
  commands.reduce<Tray>((tray, command, index) => changedTray(tray, command, facts(`i${index}`)), []);
const ids = (tray: Tray): readonly string[] => tray.map(({ id }) => id);
const refused = (tray: Tray, command: TrayCommand): readonly string[] =>
  refusalOf(() => changedTray(tray, command, facts('new')));

describe('the tray', () => {
  it('takes stills, clips and objects in the order of the person, none of them ticked', () => {
    const tray = all([add(still(4)), add(clip(5, 9)), add(object(), 0)]);
    expect(tray.map(({ kind }) => kind)).toEqual(['object', 'still', 'clip']);
    expect(tray.every(({ inReport, finding }) => !inReport && finding === '')).toBe(true);
  });

  it('moves, comments, ticks and removes one and leaves the others as they were', () => {
    const before = all([add(still(1)), add(still(2)), add(still(3))]);
    const moved = changedTray(before, { kind: 'move', id: 'i2', place: 0 }, facts('x'));
    expect(ids(moved)).toEqual(['i2', 'i0', 'i1']);
    const said = { finding: 'Un sac est posé.', appreciation: 'Le sien ?' };
    const commented = changedTray(moved, { kind: 'comment', id: 'i0', ...said }, facts('x'));
    expect(commented[1]).toMatchObject(said);
    const ticked = changedTray(commented, { kind: 'tick', id: 'i0', inReport: true }, facts('x'));
    expect(ticked[1]).toMatchObject({ ...said, inReport: true });
    expect([ticked[0], ticked[2]]).toEqual([moved[0], moved[2]]);
    expect(ids(changedTray(ticked, { kind: 'remove', id: 'i0' }, facts('x')))).toEqual(['i2', 'i1']);
  });

  it('takes back what was removed, with what was said of it', () => {
    const said = { finding: 'Vu.', appreciation: '', inReport: true };
    const tray = changedTray(all([add(still(1))]), { ...add(still(2), 0), said } as TrayCommand, facts('back'));
    expect(tray[0]).toMatchObject({ id: 'back', ...said });
  });

  it.each([
    ['a time that is not that of the frame', { ...still(4), first: { ordinal: 4, us: 1 } }, 'TRAY_FRAMES'],
    ['a frame behind the end', { ...still(4), first: frame(FRAMES + 1), last: frame(FRAMES + 1) }, 'TRAY_FRAMES'],
    ['another recording', { ...still(4), recording: recordingId('r2') }, 'TRAY_FRAMES'],
    ['a clip that runs backwards', clip(9, 5), 'TRAY_FRAMES'],
    ['a still of two frames', { ...clip(5, 9), kind: 'still' as const }, 'TRAY_FRAMES'],
    ['an object that nobody proposed', object(trackId(R1, 4)), 'TRACK_UNKNOWN'],
    ['an object without its id', { ...object(), track: undefined }, 'TRACK_UNKNOWN'],
    ['a still with an object', { ...still(4), track: TRACK }, 'TRACK_UNKNOWN'],
  ])('refuses %s', (_, content, code) => {
    expect(refused([], add(content))).toEqual([code]);
  });

  it('refuses what is in it already, and what is not', () => {
    const tray = all([add(still(4)), add(object())]);
    expect(refused(tray, add(still(4)))).toEqual(['TRAY_TWICE']);
    // An object is one, whatever picture of it is the best by now.
    expect(refused(tray, add({ ...object(), first: frame(10), last: frame(10) }))).toEqual(['TRAY_TWICE']);
    expect(refused(tray, { kind: 'remove', id: 'i9' })).toEqual(['TRAY_UNKNOWN']);
  });

  it('stays a permutation of what went in and did not come out, whatever is asked', () => {
    const id = fc.integer({ min: 0, max: 30 }).map((index) => `i${index}`);
    const command = fc.oneof<fc.Arbitrary<TrayCommand>[]>(
      fc
        .record({ ordinal: fc.integer({ min: 1, max: FRAMES }), place: fc.integer({ min: -3, max: 40 }) })
        .map(({ ordinal, place }) => add(still(ordinal), place)),
      fc.record({ kind: fc.constant('move' as const), id, place: fc.integer({ min: -3, max: 40 }) }),
      fc.record({ kind: fc.constant('remove' as const), id }),
      fc.record({ kind: fc.constant('tick' as const), id, inReport: fc.boolean() }),
      fc.record({ kind: fc.constant('comment' as const), id, finding: fc.string(), appreciation: fc.string() }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const expected = new Set<string>();
        let tray: Tray = [];
        commands.forEach((one, index) => {
          const before = tray;
          try {
            tray = changedTray(before, one, facts(`i${index}`));
          } catch (error) {
            expect(error).toBeInstanceOf(LawRefusal);
            return;
          }
          if (one.kind === 'add') {
            expected.add(`i${index}`);
          } else if (one.kind === 'remove') {
            expected.delete(one.id);
          } else if (one.kind === 'move') {
            const others = (of: Tray): readonly string[] => ids(of).filter((each) => each !== one.id);
            expect(others(tray)).toEqual(others(before));
            expect(ids(tray).indexOf(one.id)).toBe(Math.min(Math.max(0, one.place), tray.length - 1));
          } else {
            expect(ids(tray)).toEqual(ids(before));
          }
          expect(ids(tray).toSorted()).toEqual([...expected].toSorted());
        });
      }),
    );
  });
});

describe('who fills the tray of a dossier, and until when', () => {
  const file = after(readyCase(), [ANALYSE]);
  const judge = (command: TrayCommand, given: object = {}, tray: Tray = []): Tray =>
    judgedTray(tray, command, { ...contextOf({ actor: INVESTIGATOR }), ...known, file, newId: 'i1', ...given });
  const why = (command: TrayCommand, given: object = {}): readonly string[] => refusalOf(() => judge(command, given));

  test('L27 what is put aside bears who did it, and when', () => {
    expect(judge(add(still(4)))).toMatchObject([{ by: INVESTIGATOR.userId, at: contextOf().now }]);
  });

  test('L16 neither the control nor the référent puts anything aside', () => {
    for (const actor of [MAGISTRATE, { ...MAGISTRATE, quality: 'CNIL' as const }, REFERENT]) {
      expect(why(add(still(4)), { actor })).toEqual(['RIGHT']);
      const tray = judge(add(still(4)));
      const remove = (): unknown => judge({ kind: 'remove', id: defined(tray[0], 'item').id }, { actor }, tray);
      expect(refusalOf(remove)).toEqual(['RIGHT']);
    }
  });

  test('L09 stills take the right to the pictures, objects that to the objects', () => {
    const person = personOf(INVESTIGATOR);
    const only = (natures: readonly DataNature[]): CaseFile =>
      after(file, [
        { kind: 'delist-user', userId: INVESTIGATOR.userId },
        { kind: 'list-user', user: { ...person, habilitation: { ...person.habilitation, natures } } },
      ]);
    expect(why(add(still(4)), { file: only(['IMAGES_SOURCE']) })).toEqual([]);
    expect(why(add(object()), { file: only(['IMAGES_SOURCE']) })).toEqual(['RIGHT']);
    expect(why(add(still(4)), { file: only(['OBJETS']) })).toEqual(['RIGHT']);
  });

  test('L03 nothing is put aside while a case is suspended, nor at the deadline', () => {
    const stopped = decide(file, { kind: 'contrary-decision', on: day('2026-03-10'), reference: 'x' }, contextOf());
    expect(why(add(still(4)), { file: stopped })).toEqual(['STATE']);
    const deadline = caseDeadline(file, contextOf());
    expect(why(add(still(4)), { now: instant(deadline - 1000) })).toEqual([]);
    expect(why(add(still(4)), { now: deadline })).toEqual(['DEADLINE_PASSED']);
  });
});
