// Tracks and truth as text: one box a line, `frame,id,x,y,w,h,conf[,class[,visibility]]`, frames from 1.

import type { Box } from '../../src/domain/geometry/box.ts';

/** One object on one frame. `conf` 0 in a truth file means "don't care". */
export interface MotRow {
  readonly frame: number;
  readonly id: number;
  readonly box: Box;
  readonly conf: number;
  /** Class number (person 1); 1 where the file does not say. */
  readonly classNumber: number;
}

/** Reads MOT text; blank lines and lines that begin with # are skipped. Throws on a line that is not numbers. */
export function parseMot(text: string): MotRow[] {
  const rows: MotRow[] = [];
  text.split('\n').forEach((line, index) => {
    const words = line.trim();
    if (words === '' || words.startsWith('#')) {
      return;
    }
    const values = words.split(/[\s,]+/).map(Number);
    const [frame, id, x, y, w, h, conf = 1, classNumber = 1] = values;
    if (
      values.some(Number.isNaN) ||
      frame === undefined ||
      id === undefined ||
      x === undefined ||
      y === undefined ||
      w === undefined ||
      h === undefined
    ) {
      throw new Error(`Line ${index + 1} is not a MOT row: ${words}`);
    }
    rows.push({ frame, id, box: { x, y, w, h }, conf, classNumber });
  });
  return rows;
}

/** One line of a MOT file. Boxes keep two decimals. */
export function formatMot(row: MotRow, visibility = 1): string {
  const { x, y, w, h } = row.box;
  const numbers = [x, y, w, h, row.conf].map((value) => Number(value.toFixed(2)));
  return [row.frame, row.id, ...numbers, row.classNumber, Number(visibility.toFixed(3))].join(',');
}

/** Items by key, keys in order of first appearance. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
