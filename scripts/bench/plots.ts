// Two small plots as inline SVG: a value against floor and aim, and a value over time.

import { formatFigure, verdictOf } from './figures.ts';
import type { Figure, Goal, Metric } from './figures.ts';
import type { seriesOf } from './history.ts';

const BULLET = { width: 260, height: 26, bar: 8 } as const;
const LINE = { width: 140, height: 26, margin: 4 } as const;

/** Text for HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Right end of the axis of a bullet: room for the value and for what is asked, and 100 where shares end. */
function reachOf({ unit }: Metric, value: number, goal: Goal): number {
  return unit === '%' ? 100 : Math.max(value, goal.floor, goal.aim, 1e-9) * 1.1;
}

/** The value as a bar from zero, floor and aim as marks. A value below zero is an empty bar. */
export function bullet({ metric, value }: Figure, goal: Goal): string {
  const reach = reachOf(metric, value, goal);
  const x = (of: number): string => ((Math.min(Math.max(of, 0), reach) / reach) * (BULLET.width - 2)).toFixed(1);
  const top = (BULLET.height - BULLET.bar) / 2;
  const mark = (of: number, name: string): string =>
    `<line class="${name}" x1="${x(of)}" x2="${x(of)}" y1="3" y2="${BULLET.height - 3}"><title>${name} ${formatFigure(metric, of)}</title></line>`;
  return [
    `<svg class="bullet" width="${BULLET.width}" height="${BULLET.height}" role="img" aria-label="${formatFigure(metric, value)}">`,
    `<rect class="track" x="0" y="${top}" width="${BULLET.width - 2}" height="${BULLET.bar}"/>`,
    `<rect class="${verdictOf(metric, value, goal)}" x="0" y="${top}" width="${x(value)}" height="${BULLET.bar}"/>`,
    mark(goal.floor, 'floor-mark'),
    goal.aim === goal.floor ? '' : mark(goal.aim, 'aim-mark'),
    '</svg>',
  ].join('');
}

/** A line through the runs, the floor dashed when it lies in sight. One run is a dot. */
export function sparkline(series: ReturnType<typeof seriesOf>, metric: Metric, goal: Goal | undefined): string {
  const values = series.map(({ value }) => value);
  const all = goal === undefined ? values : [...values, goal.floor];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const span = most - least || 1;
  const room = { x: LINE.width - 2 * LINE.margin, y: LINE.height - 2 * LINE.margin };
  const x = (k: number): number => LINE.margin + (room.x * k) / Math.max(1, series.length - 1);
  const y = (value: number): number => LINE.margin + room.y * (1 - (value - least) / span);
  const points = values.map((value, k) => `${x(k).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const dots = series.map(({ commit, date, value }, k) => {
    const title = escapeHtml(`${date} ${commit}: ${formatFigure(metric, value)}`);
    return `<circle cx="${x(k).toFixed(1)}" cy="${y(value).toFixed(1)}" r="2"><title>${title}</title></circle>`;
  });
  const floor = goal === undefined ? '' : y(goal.floor).toFixed(1);
  return [
    `<svg class="history" width="${LINE.width}" height="${LINE.height}" role="img" aria-label="${series.length} runs">`,
    goal === undefined ? '' : `<line class="floor-line" x1="0" x2="${LINE.width}" y1="${floor}" y2="${floor}"/>`,
    `<polyline points="${points}"/>`,
    ...dots,
    '</svg>',
  ].join('');
}
