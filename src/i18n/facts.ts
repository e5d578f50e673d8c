// Facts of an alert, ready to be put into a sentence; an absent fact is `undefined`, never "NaN" nor "undefined".

import type { Formatters } from './format.ts';

/** What an alert says of itself, in words. */
export interface AlertText {
  readonly title: string;
  /** What happened, with its facts. */
  readonly body: string;
  /** What the person can do now. */
  readonly advice: string;
}

/** Reads named facts in the language of its formatters. */
export class Facts {
  readonly #facts: Readonly<Record<string, string | number>>;
  readonly #format: Formatters;

  constructor(facts: Readonly<Record<string, string | number>>, format: Formatters) {
    this.#facts = facts;
    this.#format = format;
  }

  /** A count, an ordinal. */
  number(name: string): string | undefined {
    const value = this.#facts[name];
    return typeof value === 'number' && Number.isFinite(value) ? this.#format.number(value) : undefined;
  }

  /** A presentation time in microseconds. */
  time(name: string): string | undefined {
    const value = this.#facts[name];
    return typeof value === 'number' && Number.isFinite(value) ? this.#format.time(value) : undefined;
  }

  text(name: string): string | undefined {
    const value = this.#facts[name];
    return value === undefined || value === '' ? undefined : String(value);
  }

  isOne(name: string): boolean {
    return this.#facts[name] === 1;
  }
}
