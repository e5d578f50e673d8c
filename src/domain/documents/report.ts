// The report of use [rapport d'exploitation] that is joined to the procedure at its closure (CPP R.40-40 al. 4).

import { refuseIncomplete } from './missing.ts';
import type { ReportInput } from './inputs.ts';
import type { Block, DocumentModel } from './model.ts';
import { authorisationSection, headSection, toolSection, usersSection } from './report-case.ts';
import { operationsSection, recordingsSection, scopeSection } from './report-footage.ts';
import { dismissedSection, linksSection, resultsSection } from './report-results.ts';
import {
  annexSection,
  eyeSection,
  journalSection,
  limitsSection,
  retentionSection,
  signatureSection,
} from './report-end.ts';

/** The sections, in the order in which they are numbered. */
const SECTIONS: readonly ((input: ReportInput) => readonly Block[])[] = [
  headSection,
  authorisationSection,
  usersSection,
  toolSection,
  recordingsSection,
  scopeSection,
  operationsSection,
  resultsSection,
  linksSection,
  dismissedSection,
  limitsSection,
  eyeSection,
  retentionSection,
  journalSection,
  annexSection,
  signatureSection,
];

/** The report. Throws a `LawRefusal` with what is missing. The same case at the same moment gives the same report. */
export function report(input: ReportInput): DocumentModel {
  refuseIncomplete('REPORT', input);
  const { file, drawnUpAt } = input;
  return {
    kind: 'REPORT',
    title: 'Rapport d’exploitation',
    running: `${file.service} – Procédure n° ${file.procedureNumber}`,
    chain: file.id,
    drawnUpAt,
    blocks: SECTIONS.flatMap((section, index) => numbered(section(input), index + 1)),
  };
}

/** The first heading of a section gets its number. */
function numbered(blocks: readonly Block[], number: number): readonly Block[] {
  return blocks.map((block, index) =>
    index === 0 && block.kind === 'heading' ? { ...block, text: `${number}. ${block.text}` } : block,
  );
}
