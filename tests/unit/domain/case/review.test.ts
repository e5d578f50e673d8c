import { describe, expect, test } from 'vitest';

import type { CaseFile } from '../../../../src/domain/case/case-file.ts';
import type { ReviewCommand } from '../../../../src/domain/case/commands.ts';
import { decide } from '../../../../src/domain/case/decide.ts';
import {
  dismissed,
  dismissedByMotive,
  NOTHING_DECIDED,
  purged,
  review,
  type Review,
} from '../../../../src/domain/case/review-rules.ts';
import { recordingId, trackId, type TrackId } from '../../../../src/domain/ids.ts';
import type { DataNature } from '../../../../src/domain/law/enumerations.ts';
import { caseDeadline } from '../../../../src/domain/law/retention.ts';
import { day, instant } from '../../../../src/domain/time/instant.ts';
import { refusalOf } from '../../../../src/domain/law/codes.ts';
import {
  after,
  ANALYSE,
  contextOf,
  INVESTIGATOR,
  MAGISTRATE,
  personOf,
  readyCase,
  REFERENT,
} from '../../../builders/cases.ts';

const trackOf = (number: number): TrackId => trackId(recordingId('r1'), number);
const [a, b, c] = [trackOf(1), trackOf(2), trackOf(3)];
const file = after(readyCase(), [ANALYSE]);
const known = new Set<TrackId>([a, b, c]);
const context = (given: object = {}) => ({
  ...contextOf({ actor: INVESTIGATOR }),
  file,
  isTrack: (track: TrackId) => known.has(track),
  newLinkId: 'l1',
  ...given,
});

const retain = (track: TrackId): ReviewCommand => ({ kind: 'retain', track, finding: 'Sac rouge', appreciation: '' });
const dismiss = (track: TrackId): ReviewCommand => ({ kind: 'dismiss', track, motive: 'SANS_RAPPORT', finding: '' });
const link = (tracks: readonly TrackId[], change: object = {}): ReviewCommand => ({
  kind: 'link',
  tracks,
  ground: 'Même sac, même minute',
  finding: '',
  appreciation: '',
  category: 'INDETERMINE',
  identity: undefined,
  ...change,
});
const all = (commands: readonly ReviewCommand[], before: Review = NOTHING_DECIDED): Review =>
  commands.reduce((now, command) => review(now, command, context()), before);
const refused = (before: Review, command: ReviewCommand, given: object = {}): readonly string[] =>
  refusalOf(() => review(before, command, context(given)));

describe('review', () => {
  test('L27 an object is retained or dismissed by somebody, at a moment, and nothing else changes', () => {
    const kept = all([retain(a), dismiss(b)]);
    expect(kept.decisions.get(a)).toMatchObject({ state: 'RETAINED', by: INVESTIGATOR.userId, at: contextOf().now });
    expect(kept.decisions.get(b)).toMatchObject({ state: 'DISMISSED', motive: 'SANS_RAPPORT' });
    expect(kept.decisions.has(c)).toBe(false);
    expect(dismissed(kept)).toEqual([b]);
    expect(dismissedByMotive(kept)).toEqual({ SANS_RAPPORT: 1 });
  });

  test('L27 undone, an object is proposed again; there is nothing to undo twice', () => {
    const undone = all([retain(a), { kind: 'undo', track: a }]);
    expect(undone.decisions.size).toBe(0);
    expect(refused(undone, { kind: 'undo', track: a })).toEqual(['TRACK_UNDECIDED']);
  });

  test('L27 another motive is said in words', () => {
    const other: ReviewCommand = { kind: 'dismiss', track: a, motive: 'AUTRE', finding: ' ' };
    expect(refused(NOTHING_DECIDED, other)).toEqual(['FINDING']);
    expect(refused(NOTHING_DECIDED, { ...other, finding: 'Reflet' })).toEqual([]);
  });

  test('L27 only what was proposed is decided on', () => {
    const unknown = trackId(recordingId('r2'), 9);
    expect(refused(NOTHING_DECIDED, retain(unknown))).toEqual(['TRACK_UNKNOWN']);
  });

  test('L29 dismissed objects go at the end of a session, and the undo with them', () => {
    const left = purged(all([retain(a), dismiss(b)]));
    expect([...left.decisions.keys()]).toEqual([a]);
    expect(refused(left, { kind: 'undo', track: b })).toEqual(['TRACK_UNDECIDED']);
  });
});

describe('links', () => {
  const retained = all([retain(a), retain(b)]);

  test('L09 a link needs two objects, all retained, and a ground', () => {
    expect(refused(retained, link([a, b]))).toEqual([]);
    expect(refused(retained, link([a]))).toEqual(['LINK_TRACKS']);
    expect(refused(retained, link([a, a]))).toEqual(['LINK_TRACKS']);
    expect(refused(retained, link([a, c]))).toEqual(['TRACK_NOT_RETAINED']);
    expect(refused(all([dismiss(c)], retained), link([a, c]))).toEqual(['TRACK_NOT_RETAINED']);
    expect(refused(retained, link([a, b], { ground: '' }))).toEqual(['LINK_GROUND']);
  });

  test('L09 an identity stands in a link only, with the piece it comes from', () => {
    const identity = { text: 'M. Z', source: '' };
    expect(refused(retained, link([a, b], { identity }))).toEqual(['IDENTITY_SOURCE']);
    expect(refused(retained, link([a, b], { identity: { ...identity, source: 'PV 8' } }))).toEqual([]);
    expect(Object.keys(retained.decisions.get(a) ?? {}).sort()).toEqual(
      ['appreciation', 'at', 'by', 'finding', 'motive', 'state', 'track'].sort(),
    );
  });

  test('L09 identities take their own habilitation, and so do links', () => {
    const identity = { text: 'M. Z', source: 'PV 8' };
    const person = personOf(INVESTIGATOR);
    const only = (natures: readonly DataNature[]): CaseFile =>
      after(file, [
        { kind: 'delist-user', userId: INVESTIGATOR.userId },
        { kind: 'list-user', user: { ...person, habilitation: { ...person.habilitation, natures } } },
      ]);
    const linker = { file: only(['OBJETS', 'RAPPROCHEMENTS']) };
    expect(refused(retained, link([a, b]), linker)).toEqual([]);
    expect(refused(retained, link([a, b], { identity }), linker)).toEqual(['RIGHT']);
    expect(refused(retained, link([a, b]), { file: only(['OBJETS']) })).toEqual(['RIGHT']);
    expect(refused(retained, retain(c), { file: only(['IMAGES_SOURCE']) })).toEqual(['RIGHT']);
  });

  test('L09 what a link rests on stays until it is undone', () => {
    const linked = all([link([a, b])], retained);
    expect(refused(linked, { kind: 'undo', track: a })).toEqual(['TRACK_LINKED']);
    expect(refused(linked, dismiss(a))).toEqual(['TRACK_LINKED']);
    expect(refused(linked, { kind: 'unlink', link: 'l9' })).toEqual(['LINK_UNKNOWN']);
    const undone = all([{ kind: 'unlink', link: 'l1' }, dismiss(a)], linked);
    expect(undone.links).toEqual([]);
    expect(undone.decisions.get(a)?.state).toBe('DISMISSED');
  });
});

describe('who and when', () => {
  test('L16 neither the control nor the référent decides anything', () => {
    for (const actor of [MAGISTRATE, { ...MAGISTRATE, quality: 'CNIL' as const }, REFERENT]) {
      for (const command of [retain(a), dismiss(a), link([a, b])]) {
        expect(refused(all([retain(a), retain(b)]), command, { actor })).toEqual(['RIGHT']);
      }
    }
  });

  test('L03 nothing is decided while a case is suspended, nor at the deadline', () => {
    const stopped = decide(file, { kind: 'contrary-decision', on: day('2026-03-10'), reference: 'x' }, contextOf());
    expect(refused(NOTHING_DECIDED, retain(a), { file: stopped })).toEqual(['STATE']);
    const deadline = caseDeadline(file, contextOf());
    expect(refused(NOTHING_DECIDED, retain(a), { now: instant(deadline - 1000) })).toEqual([]);
    expect(refused(NOTHING_DECIDED, retain(a), { now: deadline })).toEqual(['DEADLINE_PASSED']);
  });
});
