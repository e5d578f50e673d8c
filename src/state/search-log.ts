// Tells the journal of a dossier by what its objects were searched: once the criteria have stood still for a moment, and
// once for each set of them.

/** A person who is still choosing has not searched yet. */
const SETTLED_MS = 1500;

export class SearchLog implements Disposable {
  readonly #note: (criteria: readonly string[], hits: number) => Promise<void>;
  readonly #told = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #key = '';
  #hits = 0;

  /** `note` writes the entry; a search whose entry fails is told again when the same criteria come back. */
  constructor(note: (criteria: readonly string[], hits: number) => Promise<void>) {
    this.#note = note;
  }

  /** The criteria as they stand now, and how many objects meet them. Without criteria nothing is searched. */
  look(criteria: readonly string[], hits: number): void {
    const key = criteria.join(' ');
    this.#hits = hits;
    if (key === this.#key && this.#timer !== undefined) {
      return; // An analysis that goes on finds more by the same criteria.
    }
    this.#key = key;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (criteria.length > 0 && !this.#told.has(key)) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#told.add(key);
        this.#note(criteria, this.#hits).catch(() => this.#told.delete(key));
      }, SETTLED_MS);
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
