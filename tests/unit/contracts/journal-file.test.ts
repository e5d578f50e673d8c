import { expect, it } from 'vitest';
import { AppError } from '../../../src/contracts/errors.ts';
import { readJournalFile, writeJournalFile, type JournalFile } from '../../../src/contracts/journal-file.ts';
import { anchorOf } from '../../../src/domain/journal/anchor.ts';
import { checkpointOf } from '../../../src/domain/journal/chain.ts';
import { verifyJournal } from '../../../src/domain/journal/verify.ts';
import { day } from '../../../src/domain/time/instant.ts';
import { drawing } from '../../builders/journal-mutations.ts';
import { aCheck, aJournal, aSigner, publicKeyText } from '../../builders/journals.ts';

const signers = [aSigner('u-1'), aSigner('u-2')];
const entries = await aJournal(12, signers);
const check = aCheck(entries, signers);
const head = entries.slice(-1);
const file: JournalFile = {
  chain: 'case-1',
  toolVersion: '1.2.3',
  exportedAt: '2026-11-20T18:00:00.000Z',
  keys: Object.fromEntries(signers.map((signer) => [signer.actor, publicKeyText(signer)])),
  anchors: head.map((entry) => anchorOf(entry, day('2026-11-20'), 'EXPORT')),
  checkpoints: head.map(checkpointOf),
  entries,
};
const text = writeJournalFile(file);

it('L19 reads back what it wrote, and finds it intact', async () => {
  const read = readJournalFile(text);
  expect(read).toEqual({ ...file, malformed: [] });
  const { faults } = await verifyJournal(read.entries, { ...check, anchors: read.anchors });
  expect(faults).toEqual([]);
});

it('L19 writes an empty journal too, as one that can be read', () => {
  expect(readJournalFile(writeJournalFile({ ...file, anchors: [], checkpoints: [], entries: [] })).entries).toEqual([]);
});

it.each([
  '',
  '[]',
  '{}',
  text.slice(0, -40),
  text.replace('"version": 1', '"version": 2'),
  text.replace('derush-', ''),
])('L19 refuses what is no exported journal', (broken) => {
  expect(() => readJournalFile(broken)).toThrow(AppError);
});

it('L19 keeps the places of what is no entry, and reads the others', () => {
  const broken = text
    .replace('"seq":3,', '"seq":"3",')
    .replace('"role":"ENQUETEUR","event":{"kind":"locked"}', '"role":4');
  const { malformed, entries: kept } = readJournalFile(broken);
  expect(malformed).toContain(3);
  expect(kept.map(({ seq }) => seq)).not.toContain(3);
  expect(kept.length + malformed.length).toBe(12);
});

it('L19 catches every changed character of the lines of entries', async () => {
  const draw = drawing(7);
  const start = text.indexOf('"entries"');
  const span = text.lastIndexOf(']') - start;
  for (let i = 0; i < 200; i += 1) {
    const at = start + draw(span);
    const letter = text[at] === 'a' ? 'b' : 'a';
    // A space between two entries says nothing; everything else must be seen.
    if (/\s/.test(text[at] ?? ' ')) {
      continue;
    }
    const verdict = await verdictOf(`${text.slice(0, at)}${letter}${text.slice(at + 1)}`);
    expect(verdict, `character ${at}: ${text.slice(at - 20, at + 20)}`).toBe('caught');
  }
});

async function verdictOf(changed: string): Promise<'caught' | 'missed'> {
  try {
    const { malformed, ...read } = readJournalFile(changed);
    const { isIntact } = await verifyJournal(read.entries, { ...check, malformed });
    return isIntact ? 'missed' : 'caught';
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return 'caught';
  }
}
