// Types of the parts of setup.mjs that TypeScript programs use.

/** Root folder of the repository. */
export const ROOT: string;
/** `.cache/footage`. */
export const FOOTAGE: string;
/** Path of `vtest.avi`, verified. Throws when it cannot be had. */
export function ensureSample(timeout?: number): string;
