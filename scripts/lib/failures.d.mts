// Types of failures.mjs for TypeScript programs.

/** A failed test: where it stands, and the first lines of what it says. */
export interface Failure {
  readonly name: string;
  readonly lines: readonly string[];
}

/** `report`: what vitest's JSON reporter wrote; `root`: the folder that file names are told from. */
export function vitestFailures(report: object, root: string): Failure[];
/** `report`: what Playwright's JSON reporter wrote. */
export function playwrightFailures(report: object): Failure[];
export function toldFailures(stage: string, failures: readonly Failure[]): string[];
