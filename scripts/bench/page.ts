// The scoreboard as one HTML page that needs nothing else: no script, no library, no address.

import { figuresOf, formatFigure, verdictOf } from './figures.ts';
import type { BenchRow, Figure } from './figures.ts';
import { seriesOf } from './history.ts';
import type { HistoryEntry, Occasion } from './history.ts';
import { bullet, escapeHtml, sparkline } from './plots.ts';

const STYLE = `
:root { color-scheme: dark; --ground: #14161a; --raised: #1c1f25; --line: #333842; --text: #e6e8ec; --dim: #9aa1ad;
  --aim: #4cc38a; --floor: #e0b64a; --under: #e5534b; --history: #6ea8fe; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1100px; padding: 24px; background: var(--ground); color: var(--text);
  font: 14px/1.45 system-ui, sans-serif; }
h1 { font-size: 20px; margin: 0; } h2 { font-size: 15px; margin: 0 0 2px; }
p, li { color: var(--dim); } p { margin: 2px 0 10px; } code { color: var(--text); }
section { background: var(--raised); border-radius: 8px; padding: 14px 16px; margin: 14px 0; break-inside: avoid; }
section.absent h2, section.absent p { color: var(--dim); }
table { border-collapse: collapse; width: 100%; }
th { color: var(--dim); font-weight: 500; text-align: left; font-size: 12px; }
td, th { padding: 3px 12px 3px 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
td.value { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr[data-verdict=aim] td.value { color: var(--aim); } tr[data-verdict=floor] td.value { color: var(--floor); }
tr[data-verdict=under] td.value { color: var(--under); font-weight: 600; }
td.asked { color: var(--dim); white-space: nowrap; font-variant-numeric: tabular-nums; }
ul { margin: 10px 0 0; padding-left: 18px; font-size: 13px; }
.legend span { margin-right: 16px; } .legend i { display: inline-block; width: 10px; height: 10px; margin-right: 5px; }
i.aim { background: var(--aim); } i.floor { background: var(--floor); } i.under { background: var(--under); }
svg { display: block; } .track { fill: var(--line); }
rect.aim { fill: var(--aim); } rect.floor { fill: var(--floor); } rect.under { fill: var(--under); }
.floor-mark { stroke: var(--text); stroke-width: 2; } .aim-mark { stroke: var(--text); stroke-width: 1; stroke-dasharray: 2 2; }
.history polyline { fill: none; stroke: var(--history); } .history circle { fill: var(--history); }
.floor-line { stroke: var(--dim); stroke-dasharray: 2 3; }
@media print { :root { color-scheme: light; --ground: #fff; --raised: #fff; --line: #ccc; --text: #000; --dim: #444;
  --aim: #1a7f4b; --floor: #a67c00; --under: #c62828; --history: #1456b8; }
  body { padding: 0; max-width: none; font-size: 11px; } section { border: 1px solid var(--line); }
  * { print-color-adjust: exact; } }
`;

/** The page for the latest figures of each row and the runs before. */
export function formatPage(rows: readonly BenchRow[], history: readonly HistoryEntry[], occasion: Occasion): string {
  const { date, commit, cpu, cores } = occasion;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><title>Dérush: scoreboard</title>',
    '<meta name="viewport" content="width=device-width">',
    `<style>${STYLE}</style></head><body>`,
    '<h1>Scoreboard</h1>',
    `<p>${escapeHtml(`${date}, ${commit}, ${cpu}, ${cores} cores. Accuracy and speed of a row come from the same run.`)}</p>`,
    '<p class="legend"><span><i class="aim"></i>aim reached</span><span><i class="floor"></i>floor held</span>',
    '<span><i class="under"></i>under the floor</span><span>solid mark: floor</span><span>dashed mark: aim</span></p>',
    ...rows.map((row) => sectionOf(row, history)),
    '</body></html>\n',
  ].join('\n');
}

function sectionOf(row: BenchRow, history: readonly HistoryEntry[]): string {
  if (row.state !== 'measured') {
    const text = escapeHtml(`${row.state}: ${row.reason ?? ''}`);
    return `<section class="absent"><h2>${escapeHtml(row.name)}</h2><p>${text}</p></section>`;
  }
  const about = [row.footage, `truth: ${row.truth ?? 'none'}`, row.when].filter(Boolean).join('; ');
  const figures = figuresOf(row);
  const asked = figures.filter(({ goal }) => goal !== undefined);
  const others = figures.filter(({ goal }) => goal === undefined);
  return [
    `<section><h2>${escapeHtml(row.name)}</h2>`,
    `<p>${escapeHtml(about)} · <code>${escapeHtml(row.command)}</code></p>`,
    '<table><tr><th>figure</th><th></th><th>against floor and aim</th><th>floor · aim</th><th>runs</th></tr>',
    ...[...asked, ...others].map((figure) => lineOf(figure, history)),
    '</table>',
    `<ul>${row.notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>`,
    '</section>',
  ].join('\n');
}

function lineOf(figure: Figure, history: readonly HistoryEntry[]): string {
  const { row, id, metric, value, goal } = figure;
  const asked = goal === undefined ? '' : `${formatFigure(metric, goal.floor)} · ${formatFigure(metric, goal.aim)}`;
  const plot = goal === undefined ? '' : bullet(figure, goal);
  const said = goal === undefined ? '' : ` data-verdict="${verdictOf(metric, value, goal)}"`;
  return [
    `<tr${said}><td>${escapeHtml(metric.label)}</td><td class="value">${escapeHtml(formatFigure(metric, value))}</td>`,
    `<td>${plot}</td><td class="asked">${escapeHtml(asked)}</td>`,
    `<td>${sparkline(seriesOf(history, row.id, id), metric, goal)}</td></tr>`,
  ].join('');
}
