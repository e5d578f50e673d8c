// Directions of objects against a truth that was drawn: how often they were right.

/** A truth and what was said of the object that follows it; `undefined`: nobody follows it, or nothing was said. */
export interface DirectionAnswer {
  readonly id: number;
  readonly truth: string;
  readonly said: string | undefined;
}

/** Share of right answers over all truths, 0–1; `undefined` without any truth. */
export function directionShare(answers: readonly DirectionAnswer[]): number | undefined {
  const right = answers.filter(({ truth, said }) => truth === said).length;
  return answers.length === 0 ? undefined : right / answers.length;
}
