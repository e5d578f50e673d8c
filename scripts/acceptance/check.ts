// One line of an acceptance report, and the report made of them.

import { figuresOf, formatFigure, verdictOf } from '../bench/figures.ts';
import type { BenchRow } from '../bench/figures.ts';
import { table } from '../bench/report.ts';

export interface Check {
  readonly what: string;
  readonly measured: string;
  readonly wanted: string;
  /** What is hoped for beyond; empty where nothing is. */
  readonly aim: string;
  /** `undefined`: could not be measured here. */
  readonly ok: boolean | undefined;
}

/** The figures of a row of which something is asked; one line that says why when there are none to be had. */
export function checksOfRow(row: BenchRow): Check[] {
  if (row.state !== 'measured') {
    const ok = row.state === 'absent' ? undefined : false;
    return [{ what: row.name, measured: `${row.state}: ${row.reason ?? ''}`, wanted: '', aim: '', ok }];
  }
  return figuresOf(row).flatMap(({ metric, value, goal }): Check[] => {
    if (goal === undefined) {
      return [];
    }
    const sign = metric.better === 'more' ? '≥' : '≤';
    const verdict = verdictOf(metric, value, goal);
    return [
      {
        what: `${row.name}: ${metric.label}`,
        measured: formatFigure(metric, value),
        wanted: `${sign} ${formatFigure(metric, goal.floor)}`,
        aim: goal.aim === goal.floor ? '' : `${formatFigure(metric, goal.aim)}${verdict === 'aim' ? ', reached' : ''}`,
        ok: verdict !== 'under',
      },
    ];
  });
}

/** A report in Markdown. */
export function formatChecks(title: string, head: string, checks: readonly Check[], notes: readonly string[]): string {
  const word = (ok: boolean | undefined): string => (ok === undefined ? 'not measured' : ok ? 'yes' : '**no**');
  const rows = checks.map(({ what, measured, wanted, aim, ok }) => [what, measured, wanted, aim, word(ok)]);
  const lines = notes.map((note) => `- ${note}`).join('\n');
  return `# Acceptance: ${title}\n${head}\n\n${table(['what', 'measured', 'wanted', 'aim', 'met'], rows)}\n\n${lines}\n`;
}
