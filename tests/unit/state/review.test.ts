import { describe, expect, it } from 'vitest';
import type { RecordingState } from '../../../src/contracts/session.ts';
import { recordingId, trackId, type TrackId } from '../../../src/domain/ids.ts';
import { LawRefusal } from '../../../src/domain/law/codes.ts';
import { AppError } from '../../../src/contracts/errors.ts';
import { decided, NOTHING_DECIDED } from '../../../src/domain/case/review-rules.ts';
import { userId } from '../../../src/domain/case/case-file.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { Review, type ReviewSession } from '../../../src/state/review.svelte.ts';
import { aRecordingState } from '../../builders/recording-state.ts';

const [a, b] = [1, 2].map((number) => trackId(recordingId('r'), number)) as [TrackId, TrackId];
const retain = (track: TrackId, finding = '') => ({ kind: 'retain', track, finding, appreciation: '' }) as const;

/** A session that decides as an Exercice does. */
function aSession(): { -readonly [K in keyof ReviewSession]: ReviewSession[K] } {
  let now = 0;
  const session: { -readonly [K in keyof ReviewSession]: ReviewSession[K] } = {
    kind: 'exercise',
    recordings: [aRecordingState({})] as readonly RecordingState[],
    decisions: new Map(),
    seen: new Set(),
    edits: [],
    edit: () => Promise.reject(new AppError('INPUT_INVALID')),
    review: (command) => {
      if (command.kind !== 'retain' && command.kind !== 'dismiss' && command.kind !== 'undo') {
        return Promise.reject(new AppError('INPUT_INVALID'));
      }
      now += 1;
      const context = { by: userId('u'), now: instant(now), isTrack: () => true };
      try {
        const before = { ...NOTHING_DECIDED, decisions: session.decisions };
        session.decisions = decided(before, command, context).decisions;
        return Promise.resolve();
      } catch (error) {
        const missing = error instanceof LawRefusal ? error.codes.join() : '';
        return Promise.reject(new AppError('LAW_REFUSED', { missing }));
      }
    },
    setSeen: (tracks, isSeen) => {
      const seen = new Set(session.seen);
      tracks.forEach((track) => (isSeen ? seen.add(track) : seen.delete(track)));
      session.seen = seen;
      return Promise.resolve();
    },
  };
  return session;
}

function opened(): { session: ReturnType<typeof aSession>; review: Review; gone: () => number } {
  const session = aSession();
  let gone = 0;
  const review = new Review(
    session,
    (track) => (track === a ? 'P-0001' : 'P-0002'),
    () => {
      gone += 1;
    },
  );
  return { session, review, gone: () => gone };
}

describe('decisions', () => {
  it('are taken back to what was decided before, words and all', async () => {
    const { review } = opened();
    await review.decide(retain(a, 'Haut rouge'));
    await review.decide({ kind: 'dismiss', track: a, motive: 'DOUBLON', finding: '' });
    expect(review.stateOf(a)).toBe('DISMISSED');
    await review.history.undo();
    expect(review.decisions.get(a)).toMatchObject({ state: 'RETAINED', finding: 'Haut rouge' });
    await review.history.undo();
    expect(review.stateOf(a)).toBe('PROPOSED');
    await review.history.redo();
    await review.history.redo();
    expect(review.decisions.get(a)).toMatchObject({ state: 'DISMISSED', motive: 'DOUBLON' });
  });

  it('say why they are refused, and leave nothing to take back', async () => {
    const { review } = opened();
    expect(await review.decide({ kind: 'dismiss', track: a, motive: 'AUTRE', finding: ' ' })).toBe(false);
    expect(review.problem?.facts).toMatchObject({ missing: 'FINDING' });
    expect(review.history.canUndo).toBe(false);
  });

  it('go on to the next object when the person wants it, not when only words change', async () => {
    const { review, gone } = opened();
    await review.decide(retain(a));
    expect(gone()).toBe(0);
    review.goesOn = true;
    await review.decide(retain(a, 'Sac'));
    expect(gone()).toBe(0);
    await review.decide(retain(b));
    expect(gone()).toBe(1);
    await review.decide({ kind: 'undo', track: b });
    expect(gone()).toBe(1);
  });
});

describe('seen', () => {
  it('turns for all that are chosen: seen where one of them was not', async () => {
    const { session, review } = opened();
    await review.toggleSeen([a]);
    await review.toggleSeen([a, b]);
    expect([...session.seen]).toEqual([a, b]);
    await review.toggleSeen([a, b]);
    expect([...session.seen]).toEqual([]);
    await review.history.undo();
    await review.history.undo();
    expect([...session.seen]).toEqual([a]);
  });

  it('keeps a filter as it was when it was chosen, so that nothing vanishes under the hand', async () => {
    const { review } = opened();
    review.filter = 'unseen';
    await review.toggleSeen([a]);
    expect(review.seenThen.has(a)).toBe(false);
    review.filter = 'unseen';
    expect(review.seenThen.has(a)).toBe(true);
  });
});

it('keeps nothing under lock: neither words nor what could be taken back', async () => {
  const { session, review } = opened();
  review.draft.open(a, undefined);
  review.draft.finding = 'Haut rouge';
  await review.decide(retain(a));
  session.recordings = [];
  review.follow();
  expect([review.draft.finding, review.draft.track, review.history.canUndo]).toEqual(['', undefined, false]);
});
