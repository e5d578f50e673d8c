import { decodePDFRawStream, PDFDocument, PDFRawStream, StandardFonts } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { certificate } from '../../../src/domain/documents/certificate.ts';
import { controlFile } from '../../../src/domain/documents/control-file.ts';
import { heading, table, type DocumentModel } from '../../../src/domain/documents/model.ts';
import { report } from '../../../src/domain/documents/report.ts';
import { pdfOf } from '../../../src/services/pdf.ts';
import { Face, Letters } from '../../../src/services/pdf-type.ts';
import {
  aCaseFile,
  aCertificate,
  aControlFile,
  aPicture,
  aReport,
  aRetained,
  hashText,
} from '../../builders/document-inputs.ts';

const PAGE_SHA256 = hashText('page');

async function bytesOf(model: DocumentModel): Promise<Uint8Array> {
  const pdf = await pdfOf({ model, pageSha256: PAGE_SHA256 });
  return new Uint8Array(await pdf.arrayBuffer());
}

/** Signs of Windows-1252, the encoding of the built-in typefaces, that Latin-1 has not. */
const SIGNS: Readonly<Record<string, string>> = {
  '\x85': '…',
  '\x8c': 'Œ',
  '\x92': '’',
  '\x95': '•',
  '\x96': '–',
  '\x9c': 'œ',
  '\xa0': ' ',
};

/** What is printed, line by line, page by page. */
async function printed(model: DocumentModel): Promise<readonly string[]> {
  const doc = await PDFDocument.load(await bytesOf(model));
  return doc.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFRawStream) || object.dict.toString().includes('/Image')) {
      return [];
    }
    const content = new TextDecoder('latin1').decode(decodePDFRawStream(object).decode());
    const lines = [...content.matchAll(/<([0-9A-Fa-f]+)> Tj/g)].map(([, hex = '']) =>
      Buffer.from(hex, 'hex')
        .toString('latin1')
        .replaceAll(/[\x80-\xa0]/g, (sign) => SIGNS[sign] ?? sign),
    );
    return lines.length === 0 ? [] : [lines.join('\n')];
  });
}

describe('L06 the report as PDF', () => {
  it('L06 prints every section, finding, hash and page number, French letters among them', async () => {
    const pages = await printed(report(aReport()));
    const all = pages.join('\n').replaceAll(/\s+/g, ' ');
    for (const part of [
      'Rapport d’exploitation',
      '12. Vérifications à l’œil',
      '16. Signature',
      'Brigadier Œdipe N’Guyen',
      'Pourrait correspondre au signalement',
      hashText('recording'),
      PAGE_SHA256,
      `1 / ${pages.length}`,
      `${pages.length} / ${pages.length}`,
    ]) {
      expect(all).toContain(part);
    }
    expect(pages.every((page) => page.includes('Procédure n° 2026/1234'))).toBe(true);
    expect(all).not.toContain('ont été remplacées');
  });

  it('L06 gives the same bytes twice, whatever the hour', async () => {
    vi.useFakeTimers({ now: 0, toFake: ['Date'] });
    const first = await bytesOf(report(aReport()));
    vi.setSystemTime(1e12);
    const second = await bytesOf(report(aReport()));
    vi.useRealTimers();
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
  });

  it.each([
    ['certificate', certificate(aCertificate())],
    ['control file', controlFile(aControlFile())],
  ])('L11 L34 prints the %s', async (_, model) => {
    const all = (await printed(model)).join('\n');
    expect(all).toContain(model.title);
  });

  it('L06 prints an object without a picture, and one whose picture the browser has to convert', async () => {
    const toJpeg = vi.fn(() => Promise.resolve(aPicture.bytes));
    const bare = { ...aRetained(1), picture: undefined };
    const model = report(aReport(aCaseFile, [bare, aRetained(2, { ...aPicture, mime: 'image/webp' })]));
    await pdfOf({ model, pageSha256: PAGE_SHA256, toJpeg });
    expect(toJpeg).toHaveBeenCalledTimes(1);
    expect((await printed(report(aReport(aCaseFile, [bare])))).join('\n')).toContain('Sans vignette');
  });

  it('L06 rows of a table go on to the next pages under the same head, none is lost', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => [`ligne ${index + 1}`, 'texte '.repeat(index % 40)]);
    // One that no page could hold.
    rows.push(['dernière', 'mot '.repeat(4000)]);
    const pages = await printed({
      kind: 'REPORT',
      title: 'Essai',
      running: 'Essai',
      chain: 'x',
      drawnUpAt: aReport().drawnUpAt,
      blocks: [
        heading('Table'),
        table(
          [
            ['Nom', 1],
            ['Texte', 4],
          ],
          rows,
          '',
        ),
      ],
    });
    const all = pages.join('\n').split('\n');
    for (const [name] of rows) {
      expect(all).toContain(name);
    }
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.every((page) => page.includes('Nom\nTexte'))).toBe(true);
    expect(all.join(' ').split('mot').length - 1).toBe(4000);
  });

  it('L06 says how many letters it could not print as the page does', async () => {
    const file = { ...aCaseFile, facts: { ...aCaseFile.facts, placeAndDate: 'Łódź, 東京' } };
    const all = (await printed(report(aReport(file)))).join('\n');
    expect(all).toContain('Lódz, ??');
    expect(all).toContain('4 lettre(s)');
  });
});

describe('type on paper', () => {
  let face: Face;
  let letters: Letters;

  beforeAll(async () => {
    const font = await (await PDFDocument.create()).embedFont(StandardFonts.Helvetica);
    [face, letters] = [new Face(font), new Letters(font)];
  });

  it('has all the letters and signs of French, and says signs that it lacks in others', () => {
    const french = 'ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆàâäçéèêëîïôöùûüÿœæ «»’…–—°×µ€';
    expect(letters.printable(french)).toBe(french);
    expect(letters.printable('a → b ≤ c \u202f; □')).toBe('a -> b <= c \u00a0; [ ]');
    expect(letters.changed).toBe(0);
  });

  it('breaks lines at spaces, never wider than asked, and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zé0-9.]{1,80}$/), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 20, max: 300 }),
        (words, width) => {
          const lines = face.wrap(words.join(' '), 9, width);
          for (const line of lines) {
            expect(face.width(line) * 9).toBeLessThanOrEqual(width + 1e-6);
          }
          expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
        },
      ),
    );
  });
});
