// How much an order of time is disturbed.

/**
 * Share of pairs whose order is reversed (CDR, 0–1): who came later is shown earlier. Pairs that came at once, or are shown
 * at once, are not. By merge sort, in n log n steps.
 */
export function disorderOf(cameUs: ArrayLike<number>, shownUs: ArrayLike<number>): number {
  const count = cameUs.length;
  const came = (row: number): number => cameUs[row] ?? 0;
  const shown = (row: number): number => shownUs[row] ?? 0;
  const rows = Array.from(cameUs, (_, row) => row).sort((a, b) => came(a) - came(b) || shown(a) - shown(b));
  const reversed = sortAndCount(Float64Array.from(rows, shown), new Float64Array(count), 0, count);
  return count < 2 ? 0 : reversed / ((count * (count - 1)) / 2);
}

/** Sorts a part of `values`; how many pairs of it were the wrong way round. */
function sortAndCount(values: Float64Array, spare: Float64Array, from: number, to: number): number {
  if (to - from < 2) {
    return 0;
  }
  const middle = (from + to) >> 1;
  let reversed = sortAndCount(values, spare, from, middle) + sortAndCount(values, spare, middle, to);
  for (let at = from, left = from, right = middle; at < to; at += 1) {
    const isLeft = right === to || (left < middle && (values[left] ?? 0) <= (values[right] ?? 0));
    if (!isLeft) {
      reversed += middle - left;
    }
    spare[at] = (isLeft ? values[left++] : values[right++]) ?? 0;
  }
  values.set(spare.subarray(from, to), from);
  return reversed;
}
