import { describe, expect, it, vi } from 'vitest';
import { userId } from '../../../src/domain/case/case-file.ts';
import { recordingId, trackId, type TrackId } from '../../../src/domain/ids.ts';
import { PracticeReview } from '../../../src/services/practice-review.ts';
import { Pseudonyms } from '../../../src/services/pseudonyms.ts';
import { RecordingList } from '../../../src/services/recording-list.ts';
import { SeenBook, type SeenStore } from '../../../src/services/seen-book.ts';
import { CaseRepository } from '../../../src/storage/case-repository.ts';
import { DerushDatabase } from '../../../src/storage/database.ts';
import type { SeenTracks } from '../../../src/storage/review-codec.ts';

const [anne, brice] = [userId('anne'), userId('brice')];
const id = (recording: string, number: number): TrackId => trackId(recordingId(recording), number);

function aStore(): SeenStore & { readonly rows: Map<string, SeenTracks> } {
  const rows = new Map<string, SeenTracks>();
  return {
    rows,
    readSeen: () => Promise.resolve([...rows.values()]),
    writeSeen: (recording, seen) => {
      rows.set(`${recording}/${seen.user}`, seen);
      return Promise.resolve();
    },
  };
}

describe('what each person has opened', () => {
  it('is kept by person and recording, and found again', async () => {
    const store = aStore();
    const book = new SeenBook(store);
    await book.set(anne, [id('r', 1), id('q', 1)], true);
    await book.set(brice, [id('r', 2)], true);
    expect([...store.rows.keys()].sort()).toEqual(['q/anne', 'r/anne', 'r/brice']);
    const again = new SeenBook(store);
    await again.load();
    expect(again.of(anne)).toEqual(new Set([id('r', 1), id('q', 1)]));
    expect(again.of(brice)).toEqual(new Set([id('r', 2)]));
  });

  it('changes nothing that was given before', async () => {
    const book = new SeenBook();
    const before = book.of(anne);
    await book.set(anne, [id('r', 1)], true);
    expect([before.size, book.of(anne).size]).toEqual([0, 1]);
  });

  it('is not written down for the control', async () => {
    const store = aStore();
    await new SeenBook(store).set(anne, [id('r', 1)], true, false);
    expect(store.rows.size).toBe(0);
  });

  it('forgets an object that is gone, for everybody', async () => {
    const store = aStore();
    const book = new SeenBook(store);
    await book.set(anne, [id('r', 1), id('r', 2)], true);
    await book.set(brice, [id('r', 1)], true);
    await book.forget((track) => track === id('r', 1));
    expect(store.rows.get('r/anne')?.tracks).toEqual([id('r', 2)]);
    expect(store.rows.get('r/brice')?.tracks).toEqual([]);
  });
});

describe('the review of an Exercice', () => {
  const known = id('r', 1);
  const sealer = { seal: () => Promise.reject(new Error()), open: () => Promise.reject(new Error()) };
  const practice = (): PracticeReview => {
    const pseudonyms = new Pseudonyms();
    const list = new RecordingList(pseudonyms, () => undefined);
    vi.spyOn(list, 'has').mockImplementation((track) => track === known);
    return new PracticeReview(list, {
      results: new CaseRepository(new DerushDatabase(), 'exercice', sealer),
      pseudonyms,
    });
  };

  it('decides in memory, by the same rules as a dossier', () => {
    const review = practice();
    review.command({ kind: 'retain', track: known, finding: '', appreciation: '' });
    expect(review.decisions.get(known)?.state).toBe('RETAINED');
    review.command({ kind: 'undo', track: known });
    expect(review.decisions.size).toBe(0);
    expect(() => {
      review.command({ kind: 'retain', track: id('r', 9), finding: '', appreciation: '' });
    }).toThrow(expect.objectContaining({ code: 'LAW_REFUSED' }));
  });

  it('knows no statement about several objects', () => {
    expect(() => {
      practice().command({ kind: 'unlink', link: 'l' });
    }).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });

  it('forgets all of a recording that is analysed again', async () => {
    const review = practice();
    review.command({ kind: 'retain', track: known, finding: '', appreciation: '' });
    await review.setSeen([known], true);
    await review.forget(recordingId('r'));
    expect([review.decisions.size, review.seen.size]).toEqual([0, 0]);
  });
});
