// How long the report of many retained objects takes as PDF, pictures included; one row of the scoreboard.
// Command: npx tsx scripts/bench/pdf.ts [--objects 500] [--runs 5] [--out report.pdf]

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Picture } from '../../src/domain/documents/model.ts';
import { issueDocument } from '../../src/domain/documents/issue.ts';
import { report } from '../../src/domain/documents/report.ts';
import { sha256 } from '../../src/domain/ids.ts';
import { pdfOf } from '../../src/services/pdf.ts';
import { aCaseFile, aPicture, aReport, aRetained, hashText } from '../../tests/builders/document-inputs.ts';

const { values } = parseArgs({
  options: {
    objects: { type: 'string', default: '500' },
    runs: { type: 'string', default: '5' },
    /** A JPEG of the size of a real thumbnail; without it a tiny one is drawn. */
    picture: { type: 'string' },
    out: { type: 'string' },
    page: { type: 'string' },
  },
});

/** One picture for every object, but no two alike: nothing may be shared. */
function pictureOf(number: number): Picture {
  if (values.picture === undefined) {
    return aPicture;
  }
  // What follows the end of a JPEG is not read.
  const bytes = new Uint8Array(Buffer.concat([readFileSync(values.picture), Buffer.from(String(number))]));
  return {
    mime: 'image/jpeg',
    bytes,
    width: 160,
    height: 240,
    sha256: sha256(createHash('sha256').update(bytes).digest('hex')),
  };
}

const objects = Array.from({ length: Number(values.objects) }, (_, index) =>
  aRetained(index + 1, pictureOf(index + 1)),
);
const times: number[] = [];
let size = 0;
for (let run = 0; run < Number(values.runs); run++) {
  const start = performance.now();
  const model = report(aReport(aCaseFile, objects));
  const { html, sha256: pageSha256 } = await issueDocument(model, hashText);
  const pageMs = performance.now() - start;
  const pdf = await pdfOf({ model, pageSha256 });
  times.push(performance.now() - start);
  size = pdf.size;
  console.error(`page ${pageMs.toFixed(0)} ms, with PDF ${(times.at(-1) ?? 0).toFixed(0)} ms`);
  if (values.out !== undefined) {
    writeFileSync(values.out, new Uint8Array(await pdf.arrayBuffer()));
  }
  if (values.page !== undefined) {
    writeFileSync(values.page, html);
  }
}
const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
console.log(
  JSON.stringify({
    id: 'report-pdf',
    objects: objects.length,
    medianS: Number((median / 1000).toFixed(3)),
    bytes: size,
  }),
);
