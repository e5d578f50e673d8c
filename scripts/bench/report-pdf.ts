// How long the report of many retained objects takes as page and PDF, pictures included.

import { createHash } from 'node:crypto';
import type { Picture } from '../../src/domain/documents/model.ts';
import { issueDocument } from '../../src/domain/documents/issue.ts';
import { report } from '../../src/domain/documents/report.ts';
import { sha256 } from '../../src/domain/ids.ts';
import { pdfOf } from '../../src/services/pdf.ts';
import { aCaseFile, aPicture, aReport, aRetained, hashText } from '../../tests/builders/document-inputs.ts';
import type { Measured } from './common-figures.ts';

const OBJECTS = 500;
const RUNS = 5;

/** One report, drawn up once. */
export interface ReportRun {
  readonly pageS: number;
  /** Page and PDF. */
  readonly wholeS: number;
  readonly html: string;
  readonly pdf: Blob;
}

/** The bytes of a JPEG with something of its own behind them, which nobody reads: no two pictures are alike. */
export function pictureOf(number: number, jpeg: Uint8Array = aPicture.bytes): Picture {
  const bytes = new Uint8Array(Buffer.concat([jpeg, Buffer.from(String(number))]));
  const isSmall = jpeg === aPicture.bytes;
  return {
    ...{ mime: 'image/jpeg', bytes, width: isSmall ? 8 : 160, height: isSmall ? 8 : 240 },
    sha256: sha256(createHash('sha256').update(bytes).digest('hex')),
  };
}

/** Draws the report up once. */
export async function drawReport(count: number, picture: (number: number) => Picture): Promise<ReportRun> {
  const objects = Array.from({ length: count }, (_, index) => aRetained(index + 1, picture(index + 1)));
  const start = performance.now();
  const model = report(aReport(aCaseFile, objects));
  const { html, sha256: pageSha256 } = await issueDocument(model, hashText);
  const pageS = (performance.now() - start) / 1000;
  const pdf = await pdfOf({ model, pageSha256 });
  return { pageS, wholeS: (performance.now() - start) / 1000, html, pdf };
}

/** In the order of how long they took. */
export async function drawReports(
  count: number,
  runs: number,
  picture: (number: number) => Picture,
): Promise<readonly ReportRun[]> {
  const all: ReportRun[] = [];
  for (let run = 0; run < runs; run += 1) {
    all.push(await drawReport(count, picture));
  }
  return all.sort((a, b) => a.wholeS - b.wholeS);
}

export const medianOf = (runs: readonly ReportRun[]): ReportRun | undefined => runs[Math.floor(runs.length / 2)];

/** The row of the scoreboard. */
export async function measureReport(): Promise<Measured> {
  const median = medianOf(await drawReports(OBJECTS, RUNS, pictureOf));
  if (median === undefined) {
    throw new Error('No report was drawn up');
  }
  const { pageS, wholeS, pdf } = median;
  return {
    footage: `${OBJECTS} retained objects, each with its own picture`,
    truth: 'none: a time',
    figures: { reportS: wholeS },
    notes: [
      `median of ${RUNS}: ${pageS.toFixed(2)} s for text and page, ${(wholeS - pageS).toFixed(2)} s for the PDF ` +
        `of ${(pdf.size / 1e6).toFixed(1)} MB; tiny pictures, in Node`,
    ],
  };
}
