// Under which pseudonyms the objects of a case are shown: P-0001, V-0001, M-0001. None is ever given twice in a case.

import { namesId, type DossierRepository, type NamesPlace } from '../storage/dossier-repository.ts';

type Names = ReadonlyMap<number, string>;

/** Where they are kept: nowhere in an Exercice, which ends with its page. */
export type NamesStore = Pick<DossierRepository, 'writePseudonyms'>;

/** Gives pseudonyms, and the same ones again for the same objects when a case is opened again. */
export class Pseudonyms {
  readonly #counters = new Map<string, number>();
  readonly #known: Map<string, Names>;
  readonly #store: NamesStore | undefined;

  /** `known`: all that was given before (`DossierRepository.readPseudonyms`). */
  constructor(store?: NamesStore, known: ReadonlyMap<string, Names> = new Map<string, Names>()) {
    this.#store = store;
    this.#known = new Map(known);
    for (const name of [...known.values()].flatMap((names) => [...names.values()])) {
      const [prefix = '', number] = name.split('-');
      this.#counters.set(prefix, Math.max(this.#counters.get(prefix) ?? 0, Number(number)));
    }
  }

  /** Pseudonyms of objects first seen in a chunk, given by prefix; they are stored before they are shown. */
  async of(place: NamesPlace, prefixes: ReadonlyMap<number, string>): Promise<Names> {
    const id = namesId(place);
    const known = this.#known.get(id) ?? new Map<number, string>();
    const fresh = [...prefixes].filter(([number]) => !known.has(number));
    if (fresh.length === 0) {
      return known;
    }
    const names = new Map([...known, ...fresh.map(([number, prefix]) => [number, this.#next(prefix)] as const)]);
    await this.#store?.writePseudonyms(place, names);
    if (this.#store !== undefined) {
      this.#known.set(id, names);
    }
    return names;
  }

  /** Objects that got theirs at a place. */
  numbersAt(place: NamesPlace): readonly number[] {
    return [...(this.#known.get(namesId(place))?.keys() ?? [])];
  }

  /** The last one given of each kind, by an arbitrary number. */
  get highest(): Names {
    return new Map([...this.#counters].map(([prefix, count], index) => [index, pseudonym(prefix, count)]));
  }

  #next(prefix: string): string {
    const count = (this.#counters.get(prefix) ?? 0) + 1;
    this.#counters.set(prefix, count);
    return pseudonym(prefix, count);
  }
}

function pseudonym(prefix: string, count: number): string {
  return `${prefix}-${String(count).padStart(4, '0')}`;
}
