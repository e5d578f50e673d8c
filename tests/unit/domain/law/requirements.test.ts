import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { collectOutcomes, idsOf, rowsOf, standingOf } from '../../../../scripts/lib/requirements.ts';

const markdown = readFileSync(join(import.meta.dirname, '../../../../docs/requirements.md'), 'utf8');
const vitest = (title: string, status: string): unknown => ({
  testResults: [{ assertionResults: [{ ancestorTitles: ['life'], title, status }] }],
});

describe('the table of requirements', () => {
  test('has every row from L01 to L36, once, in order', () => {
    const expected = Array.from({ length: 36 }, (_, index) => `L${String(index + 1).padStart(2, '0')}`);
    expect(rowsOf(markdown).map(({ id }) => id)).toEqual(expected);
  });

  test('takes no row that neither asks for a test nor says why', () => {
    expect(() => rowsOf('| L01 | Something. | later |')).toThrow('L01');
  });

  test('tests name the rows that they show', () => {
    expect(idsOf('L08 a changed byte')).toEqual(['L08']);
    expect(idsOf('L02 L08 both')).toEqual(['L02', 'L08']);
    expect(idsOf('about L08')).toEqual([]);
    expect(idsOf('L080 is none')).toEqual([]);
  });

  test('a row stands when it has tests and all of them passed', () => {
    const [row] = rowsOf('| L08 | Provenance. | software |');
    if (row === undefined) {
      throw new Error('No row');
    }
    const of = (...reports: readonly unknown[]): string =>
      standingOf(
        row,
        reports.flatMap((report) => collectOutcomes(report, 'unit')),
      ).verdict;
    expect(of(vitest('L08 x', 'passed'))).toBe('passed');
    expect(of(vitest('L08 x', 'passed'), vitest('L08 y', 'failed'))).toBe('FAILED');
    expect(of(vitest('L08 x', 'skipped'))).toBe('FAILED');
    expect(of(vitest('L09 x', 'passed'))).toBe('NO TEST');
  });

  test('reads the nested report of the browser tests', () => {
    const inner = { title: 'group', specs: [{ title: 'L10 second tab', ok: true }] };
    const report = { suites: [{ title: 'tabs.spec.ts', specs: [], suites: [inner] }] };
    expect(collectOutcomes(report, 'e2e')).toEqual([
      { ids: ['L10'], name: 'e2e: tabs.spec.ts › group › L10 second tab', passed: true },
    ]);
  });
});
