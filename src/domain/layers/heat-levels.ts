// The steps of a colour over figures that spread widely: each step holds twice as much as the one before.

/** Steps of a scale, the last one the highest. */
export const LEVELS = 5;

/** The least of each step, rising; a figure belongs to the last step that it reaches. `isWhole`: of counts. */
export function levelFloors(most: number, isWhole: boolean): readonly number[] {
  const floors: number[] = [];
  for (let level = 0; level < LEVELS && most > 0; level += 1) {
    const exact = level === 0 ? 0 : most / 2 ** (LEVELS - level);
    const floor = isWhole ? Math.max(1, Math.ceil(exact)) : exact;
    if (floor > (floors.at(-1) ?? -1)) {
      floors.push(floor);
    }
  }
  return floors;
}

/** The step of a figure, from 0; `undefined`: nothing happened there. */
export function levelOf(floors: readonly number[], value: number): number | undefined {
  const level = floors.findLastIndex((floor) => value >= floor);
  return value > 0 && level >= 0 ? level : undefined;
}
