// The bench's figures as tables in Markdown.

import { figuresOf, formatFigure, METRICS, verdictOf } from './figures.ts';
import type { BenchRow, Figure, MetricId } from './figures.ts';

/** Columns of the first table: what every analysed file has. */
const SPEEDS: readonly MetricId[] = ['realtime', 'ratioToDecode', 'detectorRate', 'viewing', 'memory'];

/** What is asked, by row; what every file gives; and then all the rest. */
export function formatReport(rows: readonly BenchRow[]): string {
  const measured = rows.filter(({ state }) => state === 'measured');
  const figures = measured.flatMap(figuresOf);
  const parts = [
    section('Against what is asked', table(['row', 'figure', 'value', 'floor', 'aim', ''], figures.flatMap(goalLine))),
    section(
      'Speed and cost',
      table(
        ['row', 'footage', ...SPEEDS.map((id) => METRICS[id].label)],
        measured.filter(({ figures: known }) => SPEEDS.some((id) => known[id] !== undefined)).map(speedLine),
      ),
    ),
    section(
      'All other figures',
      table(
        ['row', 'figure', 'value'],
        figures
          .filter(({ id, goal }) => goal === undefined && !SPEEDS.includes(id))
          .map(({ row, metric, value }) => [row.name, metric.label, formatFigure(metric, value)]),
      ),
    ),
    section('Notes', rows.map(noteLines).join('\n')),
  ];
  return `${parts.join('\n\n')}\n`;
}

const section = (title: string, text: string): string => `## ${title}\n${text}`;

/** Where a figure stands, in a word. */
export const VERDICTS = { aim: 'aim reached', floor: 'floor held', under: '**under the floor**' } as const;

function goalLine({ row, metric, value, goal }: Figure): string[][] {
  if (goal === undefined) {
    return [];
  }
  const [floor, aim] = [goal.floor, goal.aim].map((wanted) => formatFigure(metric, wanted));
  const verdict = VERDICTS[verdictOf(metric, value, goal)];
  return [[row.name, metric.label, formatFigure(metric, value), floor ?? '', aim ?? '', verdict]];
}

function speedLine(row: BenchRow): string[] {
  const cell = (id: MetricId): string => {
    const value = row.figures[id];
    return value === undefined ? '' : formatFigure(METRICS[id], value);
  };
  return [row.name, row.footage ?? '', ...SPEEDS.map(cell)];
}

function noteLines({ name, state, reason, truth, command, when, notes }: BenchRow): string {
  const head = state === 'measured' ? `truth: ${truth ?? 'none'}` : `${state}: ${reason ?? ''}`;
  return [`- **${name}**, ${head}; \`${command}\` (${when})`, ...notes.map((note) => `  - ${note}`)].join('\n');
}

/** A Markdown table. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
