// The report of many retained objects as PDF, to be looked at or measured with larger pictures (report-pdf.ts).
// Command: npx tsx scripts/bench/pdf.ts [--objects 500] [--runs 5] [--picture thumbnail.jpg] [--out report.pdf]

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { drawReports, medianOf, pictureOf } from './report-pdf.ts';

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

const jpeg = values.picture === undefined ? undefined : readFileSync(values.picture);
const runs = await drawReports(Number(values.objects), Number(values.runs), (number) => pictureOf(number, jpeg));
const median = medianOf(runs);
if (median !== undefined) {
  if (values.out !== undefined) {
    writeFileSync(values.out, new Uint8Array(await median.pdf.arrayBuffer()));
  }
  if (values.page !== undefined) {
    writeFileSync(values.page, median.html);
  }
  const { pageS, wholeS, pdf } = median;
  console.log(JSON.stringify({ id: 'report-pdf', objects: values.objects, pageS, medianS: wholeS, bytes: pdf.size }));
}
