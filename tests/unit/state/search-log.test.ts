import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { checkEvent } from '../../../src/contracts/journal-schema.ts';
import { CLASS_NAMES } from '../../../src/domain/detection/classes.ts';
import { recordingId } from '../../../src/domain/ids.ts';
import { ATTRIBUTE_KEYS } from '../../../src/domain/attributes/words.ts';
import { wordsOf } from '../../../src/state/attribute-criteria.ts';
import { Criteria } from '../../../src/state/criteria.svelte.ts';
import { SearchLog } from '../../../src/state/search-log.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('L18 searches', () => {
  it('are told once they have settled, once for each set of criteria', async () => {
    const told: string[] = [];
    const log = new SearchLog((criteria, hits) => {
      told.push(`${criteria.join(' ')} ${hits}`);
      return Promise.resolve();
    });
    log.look([], 9);
    log.look(['class:person'], 4);
    await vi.advanceTimersByTimeAsync(500);
    log.look(['class:person', 'upper:red'], 2);
    await vi.advanceTimersByTimeAsync(5000);
    log.look(['class:person', 'upper:red'], 3);
    await vi.advanceTimersByTimeAsync(5000);
    log.look(['class:person'], 4);
    log.look([], 9);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual(['class:person upper:red 2']);
  });

  it('are told while an analysis goes on finding more', async () => {
    const note = vi.fn().mockResolvedValue(undefined);
    const log = new SearchLog(note);
    for (let hits = 1; hits <= 30; hits += 1) {
      log.look(['class:car'], hits);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(note.mock.calls).toEqual([[['class:car'], 15]]);
  });

  it('whose entry could not be written are told again', async () => {
    const note = vi.fn().mockRejectedValueOnce(new Error()).mockResolvedValue(undefined);
    const log = new SearchLog(note);
    for (const hits of [1, 2, 3]) {
      log.look(['class:car'], hits);
      await vi.advanceTimersByTimeAsync(5000);
    }
    expect(note.mock.calls.map(([, hits]) => hits as unknown)).toEqual([1, 2]);
  });

  it('have codes that the journal takes, whatever is chosen and in whatever order', () => {
    const one = new Criteria();
    const other = new Criteria();
    const id = recordingId(crypto.randomUUID());
    CLASS_NAMES.slice(1).forEach((name) => {
      one.toggleClass(name);
    });
    CLASS_NAMES.slice(1)
      .reverse()
      .forEach((name) => {
        other.toggleClass(name);
      });
    for (const criteria of [one, other]) {
      ATTRIBUTE_KEYS.forEach((key) => {
        wordsOf(key).forEach((word) => {
          criteria.toggleAttribute(key, word);
        });
      });
      criteria.setInterval(id, { fromUs: 0.4, toUs: 86_400_000_000 });
      criteria.minConfidence = 0.55;
    }
    expect(one.codes).toEqual(other.codes);
    expect(one.codes).toContain(`interval:${id}/0-86400000000`);
    expect(() => checkEvent({ kind: 'searched', criteria: one.codes, hits: 3 }, undefined)).not.toThrow();
    expect(new Criteria().codes).toEqual([]);
  });
});
