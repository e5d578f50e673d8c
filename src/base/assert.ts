// Guards against bugs: they throw, they never report a user's problem (that is `AppError`).

/** Throws when `condition` is false. For what can only be a bug. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new Error(`Invariant broken: ${message}`);
  }
}

/** Closes a `switch` over a union: a new variant becomes a type error here. */
export function assertUnreachable(value: never): never {
  throw new Error(`Unreachable value: ${JSON.stringify(value)}`);
}

/** The value, or a thrown bug when it is `undefined`. */
export function defined<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) {
    throw new Error(`Missing: ${what}`);
  }
  return value;
}
