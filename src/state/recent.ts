// The last few values of something measured over and over.

export class Recent {
  readonly #size: number;
  #values: readonly number[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  add(value: number): void {
    this.#values = [...this.#values, value].slice(-this.#size);
  }

  /** 0 until something was measured. */
  get mean(): number {
    return this.#values.length === 0 ? 0 : this.#values.reduce((sum, value) => sum + value, 0) / this.#values.length;
  }

  /** 0 until something was measured. */
  get least(): number {
    return this.#values.length === 0 ? 0 : Math.min(...this.#values);
  }
}
