// Optimal one-to-one pairing of rows and columns by total cost (Kuhn 1955, Munkres 1957; shortest augmenting
// paths with potentials, O(n²m)).

/**
 * Pairs rows with columns so that the sum of costs is least. Pairs of cost `Infinity` are never made.
 * Returns, for each row, its column or -1.
 */
export function assign(costs: readonly (readonly number[])[]): number[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  if (rows === 0 || columns === 0) {
    return new Array<number>(rows).fill(-1);
  }
  // A forbidden pair costs more than any lawful pairing could; it is undone at the end.
  let greatest = 1;
  for (const row of costs) {
    for (const cost of row) {
      greatest = Number.isFinite(cost) ? Math.max(greatest, Math.abs(cost)) : greatest;
    }
  }
  const forbidden = greatest * (rows + columns + 1);
  const size = Math.max(rows, columns);
  const costOf = (row: number, column: number): number => {
    const cost = costs[row]?.[column];
    return cost !== undefined && Number.isFinite(cost) ? cost : forbidden;
  };
  const rowOfColumn = solveSquare(size, costOf);
  const result = new Array<number>(rows).fill(-1);
  rowOfColumn.forEach((row, column) => {
    if (row < rows && column < columns && Number.isFinite(costs[row]?.[column] ?? Infinity)) {
      result[row] = column;
    }
  });
  return result;
}

function solveSquare(size: number, costOf: (row: number, column: number) => number): number[] {
  const rowPotential = new Float64Array(size + 1);
  const columnPotential = new Float64Array(size + 1);
  const rowAt = new Int32Array(size + 1);
  const cameFrom = new Int32Array(size + 1);
  for (let row = 1; row <= size; row += 1) {
    rowAt[0] = row;
    let column = 0;
    const least = new Float64Array(size + 1).fill(Infinity);
    const used = new Uint8Array(size + 1);
    do {
      used[column] = 1;
      const current = rowAt[column] as number;
      let delta = Infinity;
      let next = 0;
      for (let other = 1; other <= size; other += 1) {
        if (used[other] === 1) {
          continue;
        }
        const slack =
          costOf(current - 1, other - 1) - (rowPotential[current] as number) - (columnPotential[other] as number);
        if (slack < (least[other] as number)) {
          least[other] = slack;
          cameFrom[other] = column;
        }
        if ((least[other] as number) < delta) {
          delta = least[other] as number;
          next = other;
        }
      }
      for (let other = 0; other <= size; other += 1) {
        if (used[other] === 1) {
          const owner = rowAt[other] as number;
          rowPotential[owner] = (rowPotential[owner] as number) + delta;
          columnPotential[other] = (columnPotential[other] as number) - delta;
        } else {
          least[other] = (least[other] as number) - delta;
        }
      }
      column = next;
    } while (rowAt[column] !== 0);
    do {
      const previous = cameFrom[column] as number;
      rowAt[column] = rowAt[previous] as number;
      column = previous;
    } while (column !== 0);
  }
  return Array.from({ length: size }, (_, column) => (rowAt[column + 1] as number) - 1);
}
