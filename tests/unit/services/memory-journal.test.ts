import { describe, expect, it } from 'vitest';

import { MemoryJournal } from '../../../src/services/memory-journal.ts';

describe('the journal of an exercise', () => {
  it('numbers entries without gaps and dates them', async () => {
    let minute = 0;
    const journal = new MemoryJournal(() => new Date(Date.UTC(2026, 0, 1, 12, minute++)));
    await journal.append({ kind: 'case-opened' });
    await Promise.all([
      journal.append({ kind: 'recording-refused', recordingId: 'r', code: 'EMPTY_FILE' }),
      journal.append({ kind: 'case-closed' }),
    ]);
    expect(journal.entries).toEqual([
      { seq: 1, at: '2026-01-01T12:00:00.000Z', event: { kind: 'case-opened' } },
      {
        seq: 2,
        at: '2026-01-01T12:01:00.000Z',
        event: { kind: 'recording-refused', recordingId: 'r', code: 'EMPTY_FILE' },
      },
      { seq: 3, at: '2026-01-01T12:02:00.000Z', event: { kind: 'case-closed' } },
    ]);
  });
});
