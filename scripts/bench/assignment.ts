// Optimal one-to-one assignment, the step that every tracking measure is built on.

/** Dense table of numbers, row after row. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

export function matrix(rows: number, cols: number): Matrix {
  return { rows, cols, data: new Float64Array(rows * cols) };
}

/** Value at (row, col); 0 outside, so that callers need no second check. */
export function at(table: Matrix, row: number, col: number): number {
  return table.data[row * table.cols + col] ?? 0;
}

/** One row given one column. */
export type Pair = readonly [row: number, col: number];

/**
 * The one-to-one pairing of highest total score (Kuhn 1955, "The Hungarian method for the assignment
 * problem", in the O(n²m) form with potentials and shortest augmenting paths).
 * Every row, or every column when there are fewer, gets a partner: pairs that are worth nothing
 * are for the caller to drop.
 */
export function assignBest(score: Matrix): Pair[] {
  if (score.rows === 0 || score.cols === 0) {
    return [];
  }
  return score.rows <= score.cols ? solve(score) : solve(transposed(score)).map(([row, col]): Pair => [col, row]);
}

function transposed(table: Matrix): Matrix {
  const flipped = matrix(table.cols, table.rows);
  for (let row = 0; row < table.rows; row++) {
    for (let col = 0; col < table.cols; col++) {
      flipped.data[col * table.rows + row] = at(table, row, col);
    }
  }
  return flipped;
}

/** Indices are shifted by one: column 0 is the root of each augmenting path. */
function solve(score: Matrix): Pair[] {
  const { rows, cols } = score;
  const rowPotential = new Float64Array(rows + 1);
  const colPotential = new Float64Array(cols + 1);
  const rowOfCol = new Int32Array(cols + 1);
  const previousCol = new Int32Array(cols + 1);
  for (let row = 1; row <= rows; row++) {
    rowOfCol[0] = row;
    let free = augmentFrom(score, rowPotential, colPotential, rowOfCol, previousCol);
    while (free !== 0) {
      const before = previousCol[free] ?? 0;
      rowOfCol[free] = rowOfCol[before] ?? 0;
      free = before;
    }
  }
  const pairs: Pair[] = [];
  for (let col = 1; col <= cols; col++) {
    const row = rowOfCol[col] ?? 0;
    if (row > 0) {
      pairs.push([row - 1, col - 1]);
    }
  }
  return pairs.sort((a, b) => a[0] - b[0]);
}

/** Dijkstra over reduced costs (cost = −score) from column 0; returns the free column it reached. */
function augmentFrom(
  score: Matrix,
  rowPotential: Float64Array,
  colPotential: Float64Array,
  rowOfCol: Int32Array,
  previousCol: Int32Array,
): number {
  const cols = score.cols;
  const distance = new Float64Array(cols + 1).fill(Infinity);
  const done = new Uint8Array(cols + 1);
  let current = 0;
  do {
    done[current] = 1;
    const row = rowOfCol[current] ?? 0;
    let step = Infinity;
    let next = 0;
    for (let col = 1; col <= cols; col++) {
      if (done[col] === 1) {
        continue;
      }
      const reduced = -at(score, row - 1, col - 1) - (rowPotential[row] ?? 0) - (colPotential[col] ?? 0);
      if (reduced < (distance[col] ?? Infinity)) {
        distance[col] = reduced;
        previousCol[col] = current;
      }
      const reach = distance[col] ?? Infinity;
      if (reach < step) {
        step = reach;
        next = col;
      }
    }
    for (let col = 0; col <= cols; col++) {
      if (done[col] === 1) {
        const matched = rowOfCol[col] ?? 0;
        rowPotential[matched] = (rowPotential[matched] ?? 0) + step;
        colPotential[col] = (colPotential[col] ?? 0) - step;
      } else {
        distance[col] = (distance[col] ?? Infinity) - step;
      }
    }
    current = next;
  } while ((rowOfCol[current] ?? 0) !== 0);
  return current;
}

/** Pairs allowed by `isAllowed`: as many as possible, then the highest total score (scores in 0–1). */
export function assignMost(score: Matrix, isAllowed: (score: number) => boolean): Pair[] {
  // One more pair outweighs any sum of scores: a frame never holds as many as this.
  const bonus = 1000;
  const weighted = matrix(score.rows, score.cols);
  for (let k = 0; k < score.data.length; k++) {
    const value = score.data[k] ?? 0;
    weighted.data[k] = isAllowed(value) ? bonus + value : 0;
  }
  return assignBest(weighted).filter(([row, col]) => isAllowed(at(score, row, col)));
}
