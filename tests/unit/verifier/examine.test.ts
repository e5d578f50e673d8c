import { expect, it } from 'vitest';
import { DIGEST_BLANK, SEAL_WORDS, sealDocument } from '../../../src/domain/journal/document-seal.ts';
import { formatAnchor } from '../../../src/domain/journal/anchor.ts';
import { examine, type PickedFile } from '../../../src/verifier/examine.ts';
import { words } from '../../../src/verifier/words.ts';
import { anExport } from '../../builders/journal-files.ts';
import { aJournal, hashText } from '../../builders/journals.ts';

const good = await anExport(12);
const asFile = (name: string, text: string): PickedFile => ({ name, bytes: new TextEncoder().encode(text) });
const journal = asFile('j.derush-journal.json', good.text);
const report = asFile('rapport.html', good.report);

it('L19 finds an exported journal intact, by the keys in it', async () => {
  const { journals, refused } = await examine([journal], '');
  expect(refused).toEqual([]);
  expect(journals[0]?.account).toMatchObject({ isIntact: true, count: 12 });
  expect(journals[0]?.account.notices).toEqual([{ code: 'NOT_ANCHORED', seq: 1, to: 12 }]);
  expect(journals[0]?.fingerprints.get('u-1')).toMatch(/^[0-9a-f]{16}$/);
  expect(journals[0]?.unknownFacts).toEqual([]);
});

it('L19 finds a document intact, issued at its entry, and holds its anchor against the journal', async () => {
  const { journals, documents } = await examine([journal, report], '');
  expect(documents[0]).toMatchObject({
    seal: { isIntact: true },
    issuedAt: [{ chain: 'case-1', seq: 11 }],
    anchors: [{ anchor: { seq: 10 }, state: 'fits' }],
  });
  expect(journals[0]?.account).toMatchObject({ isIntact: true, notices: [{ code: 'NOT_ANCHORED', seq: 11, to: 12 }] });
});

it('L19 tells a document that was changed by one character', async () => {
  const changed = asFile('rapport.html', good.report.replace('Rapport', 'rapport'));
  const { documents } = await examine([journal, changed], '');
  expect(documents[0]?.seal?.isIntact).toBe(false);
  expect(documents[0]?.issuedAt).toEqual([]);
});

it('L19 knows any issued file by its bytes', async () => {
  const picture = asFile('image.png', 'bytes');
  const entries = await aJournal(3, good.signers, {
    eventAt: () => ({ kind: 'still-exported', recordingId: 'r-1', ordinal: 4, sha256: hashText('bytes') }),
  });
  const { documents } = await examine([asFile('j.json', good.withEntries(entries)), picture], '');
  expect(documents[0]?.issuedAt.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

it('L19 sees the end of a journal cut off by the anchor of a document, or read from paper', async () => {
  const cut = asFile(
    'j.json',
    good
      .withEntries(good.entries.slice(0, 8))
      .replace(/"anchors": \[[^\]]*\]/, '"anchors": []')
      .replace(/"checkpoints": \[[^\]]*\]/, '"checkpoints": []'),
  );
  expect((await examine([cut], '')).journals[0]?.account.isIntact).toBe(true);
  const byDocument = (await examine([cut, report], '')).journals[0]?.account.firstBreak;
  expect(byDocument).toEqual({ code: 'TRUNCATED', seq: 9, to: 10 });
  const mark = formatAnchor(good.entries[11] ?? { seq: 0, hash: '' });
  const { journals, paper } = await examine([cut], `Repère : ${mark}`);
  expect(journals[0]?.account.firstBreak).toEqual({ code: 'TRUNCATED', seq: 9, to: 12 });
  expect(paper).toMatchObject([{ state: 'differs' }]);
});

it('L19 holds against each of two journals only what speaks of it', async () => {
  const other = await anExport(6, 'installation');
  const otherFile = asFile('i.derush-journal.json', other.text);
  const mark = formatAnchor(other.entries[5] ?? { seq: 0, hash: '' });
  const { journals, paper } = await examine([journal, otherFile, report], mark);
  expect(journals.map(({ account }) => account.isIntact)).toEqual([true, true]);
  expect(journals.map(({ presented }) => presented.map(({ seq }) => seq))).toEqual([[10], [6]]);
  expect(paper).toMatchObject([{ state: 'fits' }]);
  // A report of another case says nothing of this journal.
  const alone = await examine([otherFile, report], '');
  expect(alone.journals[0]?.account.isIntact).toBe(true);
  expect(alone.documents[0]?.anchors).toMatchObject([{ state: 'none' }]);
});

it('L19 names what is tampered with in the file', async () => {
  const { entries, withEntries } = good;
  const changed = entries.map((entry) => (entry.seq === 4 ? { ...entry, motive: 'autre' } : entry));
  const verdict = async (text: string): Promise<string> => {
    const { journals } = await examine([asFile('j.json', text)], '');
    const fault = journals[0]?.account.firstBreak;
    return fault === undefined ? '' : words.headline(fault);
  };
  expect(await verdict(withEntries(changed))).toBe('Journal altéré à l’entrée n° 4\u00a0: entrée modifiée');
  expect(await verdict(withEntries(entries.slice(0, 9)))).toBe('Journal tronqué après l’entrée n° 9');
  expect(await verdict(withEntries(entries.filter(({ seq }) => seq !== 6)))).toMatch(/n° 6.*supprimée/);
  expect(await verdict(good.text.replace(good.file.keys['u-2'] ?? '', good.file.keys['u-1'] ?? ''))).toMatch(
    /n° 2.*signature|n° 1.*signature/,
  );
  expect(await verdict(good.text.replace(/"u-2": "[^"]*"/, '"u-2": "AAAA"'))).toMatch(/signature/);
});

it('L19 refuses a file that is no journal, and says why', async () => {
  const { refused, documents } = await examine(
    [asFile('a.json', '{'), asFile('b.derush-journal.json', '{}'), asFile('c.json', '{}')],
    '',
  );
  expect(refused).toEqual([
    { name: 'a.json', reason: 'not-json' },
    { name: 'b.derush-journal.json', reason: 'not-a-journal' },
  ]);
  expect(documents.map(({ name }) => name)).toEqual(['c.json']);
});

it('L19 finds the hash of a document as plain text by the words before it', async () => {
  const { text } = await sealDocument(`Certificat\n\n${SEAL_WORDS}${DIGEST_BLANK}\n`, hashText);
  const sealOf = async (page: string): Promise<boolean | undefined> =>
    (await examine([asFile('c.txt', page)], '')).documents[0]?.seal?.isIntact;
  expect(await sealOf(text)).toBe(true);
  expect(await sealOf(text.replace('Certificat', 'certificat'))).toBe(false);
  expect(await sealOf('Mention sans empreinte')).toBeUndefined();
  expect(await sealOf(`Enregistrement ${hashText('film')}`)).toBeUndefined();
});
