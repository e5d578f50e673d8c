// Documents of a dossier through its services: what is issued says what was done, and the verifier accepts it.

import 'fake-indexeddb/auto';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { readJournalFile } from '../../../src/contracts/journal-file.ts';
import { certificate } from '../../../src/domain/documents/certificate.ts';
import { controlFile } from '../../../src/domain/documents/control-file.ts';
import { caseId } from '../../../src/domain/ids.ts';
import { formatAnchor } from '../../../src/domain/journal/anchor.ts';
import { readDocumentSeal } from '../../../src/domain/journal/document-seal.ts';
import type { OpenDossier } from '../../../src/services/dossier-session.ts';
import { aCertificate, aControlFile, hashText } from '../../builders/document-inputs.ts';
import { Desk, film, recording, SOFTWARE, spawnFake, type ShapeParts } from '../../builders/open-dossier.ts';
import { DAY_MS, DIRECTEUR, failing, REFERENT } from '../../builders/vault.ts';

const parts = vi.hoisted<ShapeParts>(() => ({ api: new Map(), file: (path) => Promise.reject(new Error(path)) }));
vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) => spawnFake(parts, name),
    readAppFile: (path: string) => parts.file(path),
  },
}));

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.at(parts);
});
afterEach(() => {
  desk[Symbol.dispose]();
});

const MINUTE = 60_000;
const pass = (minutes = 1): void => {
  desk.machine.now += minutes * MINUTE;
};

/** Analysed, two objects retained and one dismissed, the session ended. */
async function used(): Promise<OpenDossier> {
  const session = await desk.analysed();
  pass();
  const [first, second, third] = recording(session).tracks;
  const finding = 'Traverse le hall.';
  for (const track of [defined(first, 'track').id, defined(second, 'track').id]) {
    await session.observations(track);
    await session.review({ kind: 'retain', track, finding, appreciation: '' });
  }
  const track = defined(third, 'track').id;
  await session.review({ kind: 'dismiss', track, motive: 'DOUBLON', finding: '' });
  pass();
  await session.command({ kind: 'end-session' });
  pass();
  return session;
}

async function reported(): Promise<OpenDossier> {
  const session = await used();
  await session.issue('M1');
  await session.issue('M2');
  await session.issue('REPORT');
  return session;
}

const titleOf = async (pdf: Blob): Promise<string | undefined> =>
  (await PDFDocument.load(await pdf.arrayBuffer())).getTitle();

const refusedFor = (...codes: readonly string[]): unknown =>
  expect.objectContaining({ code: 'LAW_REFUSED', facts: { missing: codes.join() } });

describe('an issued document', () => {
  it('L05 names the authorisation, is journalled with its hash, and is noted in the file', async () => {
    const session = await desk.aDossier();
    const issued = await session.issue('M1');
    expect(issued.text).toContain('2026/000417');
    expect(issued.fileName).toBe(`derush-m1-${issued.sha256.slice(0, 8)}.html`);
    const { event } = defined(
      (await session.readJournal()).find((entry) => entry.event.kind === 'document-issued'),
      'entry',
    );
    expect(event).toEqual({ kind: 'document-issued', document: 'M1', sha256: issued.sha256 });
    expect(session.file.m1At).toBe(desk.machine.now);
  });

  it('L05 tells of one session what was proposed, looked at, retained and dismissed', async () => {
    const session = await used();
    const { text } = await session.issue('M2');
    expect(text).toContain('Mise en œuvre n° 1');
    expect(text).toContain(
      'Résultats proposés : 8 ; examinés : 2 ; retenus par nous après visionnage : 2 ; écartés : 1',
    );
    expect(text).toContain(`SHA-256 ${defined(recording(session).sha256, 'hash')}`);
    expect(text).toContain('centernet 1 (SHA-256 abab');
    expect(text).toContain('sensibilité normale');
    expect(session.file.sessions[0]?.mentionedAt).toBe(desk.machine.now);
  });

  it('L06 reports in sixteen sections, with its own hash and the anchor of an intact journal', async () => {
    const session = await used();
    const before = await session.readJournal();
    const shares: number[] = [];
    const issued = await session.issue('REPORT', (share) => shares.push(share));
    for (let section = 1; section <= 16; section += 1) {
      expect(issued.html).toMatch(new RegExp(`<h2>${section}\\. `));
    }
    expect(await readDocumentSeal(issued.html, hashText)).toEqual({ stated: issued.sha256, isIntact: true });
    expect((await readDocumentSeal(issued.text, hashText))?.isIntact).toBe(true);
    expect(issued.text).toContain(formatAnchor(defined(before.at(-1), 'entry')));
    expect(issued.text).toContain(`conforme (${before.length} entrées vérifiées)`);
    expect(issued.text).toContain('P-0001');
    expect(issued.text).toContain('doublon : 1');
    expect(issued.text).toContain('Proposés sans décision d’un enquêteur : 5');
    expect(issued.text).toContain('calcul : wasm');
    expect(issued.html).not.toContain('Empreintes différentes');
    expect(shares.at(-1)).toBe(1);
    expect(session.file.report).toMatchObject({ sha256: issued.sha256, joinedAs: undefined });
  });

  it('L06 counts dismissed objects by motive after they were purged', async () => {
    const session = await used();
    await session.close();
    const again = await desk.reopen(session);
    await again.attach([film()]);
    const { text } = await again.issue('REPORT');
    expect(text).toContain('doublon : 1');
    expect(text).toContain('Proposés sans décision d’un enquêteur : 5');
  });

  it('L06 is refused with what is missing, and the refusal is journalled', async () => {
    const session = await desk.analysed();
    await expect(session.issue('M2')).rejects.toEqual(refusedFor('SESSION_END'));
    await expect(session.issue('REPORT')).rejects.toEqual(refusedFor('SESSION_END'));
    expect((await session.readJournal()).at(-1)?.event).toMatchObject({
      kind: 'command-refused',
      command: 'issue-REPORT',
    });
    expect(session.file.report).toBeUndefined();
  });

  it('L06 is refused while a file was not given again', async () => {
    const session = await used();
    await session.close();
    const again = await desk.reopen(session);
    await expect(again.issue('REPORT')).rejects.toEqual(refusedFor('RECORDING_HASH_AFTER'));
  });

  it('is refused under a locked screen, and a report to nobody who may not issue', async () => {
    const session = await desk.analysed();
    await session.lock();
    await expect(session.issue('M1')).rejects.toEqual(failing('VAULT_LOCKED'));
  });

  it('gives the PDF of what it issued, and of nothing else', async () => {
    const session = await used();
    const issued = await session.issue('M1');
    expect((await session.pdf(issued)).type).toBe('application/pdf');
    await expect(session.pdf({ ...issued, sha256: '0'.repeat(64) })).rejects.toEqual(failing('INPUT_INVALID'));
  });
});

describe('the mention of a session', () => {
  it('L08 can be drawn up of one in which a file was only given again, or the dossier could never be closed', async () => {
    const first = await used();
    await first.close();
    const session = await desk.reopen(first);
    await session.command({ kind: 'start-session', clockGapMs: undefined });
    await session.attach([film()]);
    pass();
    await session.command({ kind: 'end-session' });
    pass();
    await session.issue('M1');
    await session.issue('M2');
    const { text } = await session.issue('M2');
    expect(text).toContain('sur 1 enregistrement');
    expect(session.file.sessions.map(({ mentionedAt }) => mentionedAt !== undefined)).toEqual([true, true]);
    expect(session.missing('close')).toEqual(['REPORT', 'REPORT_JOINED']);
  });
});

describe('exported results', () => {
  it('L22 never call those of a dossier an Exercice', async () => {
    const session = await used();
    const text = await (await session.exportResults(recording(session).id, 'PV 12')).text();
    expect(text).toContain('Résultats proposés');
    expect(text).not.toContain('EXERCICE');
  });
});

describe('erasing', () => {
  it('L11 comes after report, joining and closing, and leaves a certificate that stands in the registry', async () => {
    const session = await reported();
    await expect(session.eraseNow()).rejects.toMatchObject({ code: 'RIGHT_REFUSED' });
    await session.command({ kind: 'join-report', joinedAs: 'D 12' });
    await expect(session.eraseNow()).rejects.toMatchObject({ code: 'RIGHT_REFUSED' });
    await session.command({ kind: 'close', event: 'TRANSMISSION_PARQUET', precision: '' });
    const { account, certificate: given } = await session.eraseNow();
    expect(account).toMatchObject({ databaseDeleted: true, hadShare: false });
    expect(given.text).toContain('clôture : transmission de la procédure au parquet');
    expect(given.text).toContain('D 12');
    expect(given.text).not.toContain('détruire la clé de dossier');
    expect((await readDocumentSeal(given.text, hashText))?.isIntact).toBe(true);
    expect(await desk.door.certificates()).toMatchObject([{ id: session.caseId, text: given.text }]);
    expect(await titleOf(await desk.door.certificatePdf(session.caseId))).toBe(certificate(aCertificate()).title);
    expect((await desk.door.status()).cases).toEqual([]);
  });

  it('L12 at the deadline, before anything is unlocked, gets its certificate when the référent unlocks', async () => {
    const session = await desk.aDossier();
    await session.close();
    desk.machine.now += 3 * 366 * DAY_MS;
    desk.reload();
    expect((await desk.door.status()).erasedNow).toEqual([session.caseId]);
    await desk.door.unlock(REFERENT);
    const [kept] = await desk.door.certificates();
    expect(kept?.text).toContain('date limite de conservation atteinte');
    expect(kept?.text).not.toContain('2026/000417');
    await desk.door.lock();
    await desk.door.unlock(REFERENT);
    expect(await desk.door.certificates()).toHaveLength(1);
    expect(await titleOf(await desk.door.certificatePdf(session.caseId))).toBe(certificate(aCertificate()).title);
    await expect(desk.door.certificatePdf(caseId('another'))).rejects.toEqual(failing('INPUT_INVALID'));
  });
});

describe('the control file', () => {
  it('L34 says what the tool is, who uses it and that the journals hold, and opens no case', async () => {
    const session = await used();
    await session.close();
    const opened = vi.spyOn(desk.machine.vault, 'openCase');
    const sealed = vi.spyOn(desk.machine.vault, 'sealer');
    await desk.door.lock();
    await desk.door.unlockControl({ ...desk.control, quality: 'CNIL' });
    opened.mockClear();
    const document = await desk.door.controlFile();
    const { html, text, sha256 } = document;
    expect(await titleOf(await desk.door.controlPdf(document))).toBe(controlFile(aControlFile()).title);
    const other = { ...document, sha256: '0'.repeat(64) };
    await expect(desk.door.controlPdf(other)).rejects.toEqual(failing('INPUT_INVALID'));
    expect(await readDocumentSeal(html, hashText)).toEqual({ stated: sha256, isIntact: true });
    expect(text).toContain(SOFTWARE.build);
    expect(text).toContain(DIRECTEUR.label);
    expect(text).toContain(session.caseId);
    expect(text.match(/conforme \(\d+ entrées vérifiées\)/g)).toHaveLength(2);
    for (const content of ['2026/000417', 'cam.mp4', 'P-0001', 'Traverse le hall', 'Hall']) {
      expect(text).not.toContain(content);
    }
    expect(opened).not.toHaveBeenCalled();
    expect(sealed.mock.calls.length).toBe(0);
  });

  it('L34 is not for those who work on cases', async () => {
    await desk.door.unlock(DIRECTEUR);
    await expect(desk.door.controlFile()).rejects.toEqual(failing('RIGHT_REFUSED'));
  });

  it('L19 a journal that is written to while it is read is whole', async () => {
    const session = await desk.analysed();
    const tracks = [...recording(session).tracks].map(({ id }) => id);
    const look = Promise.all([...tracks, ...tracks].map((track) => session.observations(track)));
    for (let i = 0; i < 5; i += 1) {
      const { account } = await desk.door.journal(session.caseId);
      expect(account.faults).toEqual([]);
    }
    await look;
  });

  it('L19 exports a journal with all that verifies it', async () => {
    const session = await desk.analysed();
    const file = readJournalFile(await (await desk.door.exportJournal(session.caseId)).text());
    expect(file.entries.length).toBe((await session.readJournal()).length);
    expect(Object.keys(file.keys)).toEqual(expect.arrayContaining(['system', session.user.profile.userId]));
    expect(file.checkpoints).toHaveLength(1);
  });
});
