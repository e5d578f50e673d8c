// Tables on paper: rows go on to the next page, under the same head.

import type { Block } from '../domain/documents/model.ts';
import { wrapped, type Press } from './pdf-press.ts';
import { BLACK, HEIGHT, LEFT, SHADE, WIDTH } from './pdf-sheet.ts';

type Table = Extract<Block, { kind: 'table' }>;
type Cells = readonly (readonly string[])[];

const PAD = 3.5;

export function drawTable(press: Press, table: Table): void {
  const total = table.columns.reduce((sum, { weight }) => sum + weight, 0);
  const widths = table.columns.map(({ weight }) => (WIDTH * weight) / total);
  const head = cellsOf(
    press,
    table.columns.map(({ label }) => label),
    widths,
  );
  const most = Math.floor((HEIGHT - heightOf(press, head) - 2 * PAD) / leadOf(press));
  const rows = table.rows.flatMap((cells) => sliced(cellsOf(press, cells, widths), most));
  // A head is never the last thing on a page.
  press.sheet.need(heightOf(press, head) + heightOf(press, rows[0] ?? []));
  drawRow(press, head, widths, true);
  for (const row of rows) {
    if (heightOf(press, row) > press.sheet.left) {
      press.sheet.turn();
      drawRow(press, head, widths, true);
    }
    drawRow(press, row, widths, false);
  }
  press.sheet.gap(8);
}

const leadOf = ({ styles }: Press): number => styles.small.lead;

/** Lines of each cell of a row. */
function cellsOf(press: Press, row: readonly string[], widths: readonly number[]): Cells {
  return row.map((text, column) => wrapped(press, text, 'small', (widths[column] ?? 0) - 2 * PAD));
}

/** A row that no page could hold, in rows that one can. */
function sliced(cells: Cells, most: number): readonly Cells[] {
  const longest = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: Math.ceil(longest / most) }, (_, part) =>
    cells.map((lines) => lines.slice(part * most, (part + 1) * most)),
  );
}

function heightOf(press: Press, cells: Cells): number {
  return Math.max(1, ...cells.map(({ length }) => length)) * leadOf(press) + 2 * PAD;
}

function drawRow(press: Press, cells: Cells, widths: readonly number[], isHead: boolean): void {
  const { sheet, styles } = press;
  const height = heightOf(press, cells);
  const top = sheet.y;
  let x = LEFT;
  const style = { ...styles.small, colour: BLACK, ...(isHead ? { face: styles.strong.face } : {}) };
  cells.forEach((lines, column) => {
    const width = widths[column] ?? 0;
    sheet.frameAt(x, top, width, height, isHead ? SHADE : undefined);
    const left = x + PAD;
    lines.forEach((line, row) => {
      sheet.textAt(line, left, top - PAD - row * style.lead, style);
    });
    x += width;
  });
  sheet.moveTo(top - height);
}
