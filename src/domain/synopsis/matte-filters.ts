// Means and weighted means of the cells around each cell.

/** Size of a field of cells, row by row. */
interface Cells {
  readonly columns: number;
  readonly rows: number;
}

/** Weights 1 2 1 both ways; what noise does is signed and goes away. */
export function smoothed(values: Float32Array, { columns, rows }: Cells): Float32Array {
  const across = new Float32Array(values.length);
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns;
    const end = start + columns - 1;
    for (let at = start; at <= end; at += 1) {
      const before = values[at === start ? at : at - 1] as number;
      const after = values[at === end ? at : at + 1] as number;
      across[at] = (before + 2 * (values[at] as number) + after) / 4;
    }
  }
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns;
    const above = row === 0 ? start : start - columns;
    const below = row === rows - 1 ? start : start + columns;
    for (let column = 0; column < columns; column += 1) {
      const middle = across[start + column] as number;
      result[start + column] =
        ((across[above + column] as number) + 2 * middle + (across[below + column] as number)) / 4;
    }
  }
  return result;
}

/** Mean over a square of 2 · `radius` + 1 cells, fewer at the border. */
export function boxMean(values: Float32Array, { columns, rows }: Cells, radius: number): Float32Array {
  const result = new Float32Array(values.length);
  const sums = new Float32Array(columns);
  const add = (row: number, sign: 1 | -1): void => {
    const start = row * columns;
    for (let column = 0; column < columns; column += 1) {
      sums[column] = (sums[column] as number) + sign * (values[start + column] as number);
    }
  };
  for (let row = 0; row < Math.min(radius, rows); row += 1) {
    add(row, 1);
  }
  for (let row = 0; row < rows; row += 1) {
    if (row + radius < rows) {
      add(row + radius, 1);
    }
    if (row > radius) {
      add(row - radius - 1, -1);
    }
    const high = Math.min(rows - 1, row + radius) - Math.max(0, row - radius) + 1;
    meanAlong(sums, result.subarray(row * columns, (row + 1) * columns), radius, high);
  }
  return result;
}

/** Running means of sums of columns that are `high` cells high. */
function meanAlong(sums: Float32Array, to: Float32Array, radius: number, high: number): void {
  const columns = sums.length;
  let sum = 0;
  for (let ahead = 0; ahead < Math.min(radius, columns); ahead += 1) {
    sum += sums[ahead] as number;
  }
  for (let column = 0; column < columns; column += 1) {
    if (column + radius < columns) {
      sum += sums[column + radius] as number;
    }
    if (column > radius) {
      sum -= sums[column - radius - 1] as number;
    }
    const wide = Math.min(columns - 1, column + radius) - Math.max(0, column - radius) + 1;
    to[column] = sum / (high * wide);
  }
}
