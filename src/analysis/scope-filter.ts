// What lies outside the authorised scope is counted, never stored (CPP R.40-40). Between the assembler and the store:
// an object outside so far waits here, in the sealed working state, until it comes inside, or is over and only counted.

import { NONE_OUT_OF_SCOPE, type OutOfScope } from '../contracts/analysis.ts';
import type { OutsideReason } from '../domain/case/scope.ts';
import type { ChunkWrite } from '../storage/case-repository.ts';
import type { StoredMask } from '../storage/mask-codec.ts';
import type { StoredCrop } from '../storage/picture-codec.ts';
import { grouped } from './grouped.ts';
import { scopeBounds, type ScopeBounds, type ScopedRequest } from './scope-bounds.ts';

type Observation = ChunkWrite['chunk']['observations'][number];
type Summary = ChunkWrite['chunk']['summaries'][number];

/** An object of which nothing is stored yet. */
interface Held {
  readonly number: number;
  readonly observations: readonly Observation[];
  readonly masks: readonly StoredMask[];
  readonly crop: StoredCrop | undefined;
  /** It has stood in an authorised zone. */
  readonly isInZone: boolean;
  readonly reason: OutsideReason;
}

/** All that a filter knows right after a commit, as plain data. */
export interface ScopeSnapshot {
  readonly held: readonly Held[];
  readonly stored: readonly { readonly number: number; readonly isInZone: boolean; readonly reason: string }[];
  readonly counts: OutOfScope;
}

/** The filter of a request; `undefined` in an Exercice, where nothing is authorised and nothing out of scope. */
export function scopeFilter(request: ScopedRequest, from?: ScopeSnapshot): ScopeFilter | undefined {
  const bounds = scopeBounds(request);
  return bounds && new ScopeFilter(bounds, from);
}

export class ScopeFilter {
  readonly #bounds: ScopeBounds;
  readonly #held = new Map<number, Held>();
  /** Stored, with what they would be counted as if they ended now. */
  readonly #stored = new Map<number, { readonly isInZone: boolean; readonly reason: OutsideReason | undefined }>();
  #counts: OutOfScope;

  constructor(bounds: ScopeBounds, from?: ScopeSnapshot) {
    this.#bounds = bounds;
    for (const held of from?.held ?? []) {
      this.#held.set(held.number, held);
    }
    for (const { number, isInZone, reason } of from?.stored ?? []) {
      this.#stored.set(number, { isInZone, reason: isReason(reason) ? reason : undefined });
    }
    this.#counts = from?.counts ?? NONE_OUT_OF_SCOPE;
  }

  snapshot(): ScopeSnapshot {
    return {
      held: [...this.#held.values()],
      stored: [...this.#stored].map(([number, { isInZone, reason }]) => ({ number, isInZone, reason: reason ?? '' })),
      counts: this.#counts,
    };
  }

  /** Objects outside of the scope that are over. */
  get counts(): OutOfScope {
    return this.#counts;
  }

  /** What may be stored of a commit. `over`: numbers of the objects of which nothing comes any more. */
  take(write: ChunkWrite, over: readonly number[]): ChunkWrite {
    const { chunk, crops, masks, plates = [] } = write;
    const allowed = this.#parts(write).filter(({ number }) => this.#stored.has(number));
    over.forEach((number) => {
      this.#end(number);
    });
    const kept = allowed.flatMap((part) => part.masks);
    return {
      chunk: {
        ...chunk,
        observations: allowed.flatMap(({ observations }) => observations),
        summaries: allowed.map(({ summary }) => summary),
        motion: this.#bounds.motion(chunk.motion),
      },
      crops: new Map(
        allowed.flatMap(({ number, crop }) => {
          const fresh = crops.get(number) ?? crop;
          return fresh === undefined ? [] : [[number, fresh] as const];
        }),
      ),
      masks: masks === undefined && kept.length === 0 ? undefined : { step: masks?.step ?? 1, masks: kept },
      plates: plates.filter(({ us }) => this.#bounds.isInPeriod(us)),
    };
  }

  /** The pass has ended: what was stored and is outside after all, as by a vote that turned late, is to be taken out. */
  withdrawn(): ReadonlySet<number> {
    const gone = [...this.#stored].filter(([, { reason }]) => reason !== undefined);
    for (const [number, { reason }] of gone) {
      this.#stored.delete(number);
      this.#count(reason);
    }
    for (const number of [...this.#held.keys()]) {
      this.#end(number);
    }
    return new Set(gone.map(([number]) => number));
  }

  /** What is known of every object of a commit; those that are inside now are noted as stored. */
  #parts({ chunk, crops, masks }: ChunkWrite): (Omit<Held, 'reason'> & { readonly summary: Summary })[] {
    const observations = grouped(chunk.observations, ({ track }) => track);
    const maskOf = grouped(masks?.masks ?? [], ({ track }) => track);
    return chunk.summaries.map((summary) => {
      const { number } = summary;
      const held = this.#held.get(number);
      const fresh = observations.get(number) ?? [];
      const part = {
        number,
        observations: [...(held?.observations ?? []), ...fresh],
        masks: [...(held?.masks ?? []), ...(maskOf.get(number) ?? [])],
        crop: crops.get(number) ?? held?.crop,
        isInZone:
          held?.isInZone === true || this.#stored.get(number)?.isInZone === true || this.#bounds.areInZone(fresh),
      };
      const reason = this.#bounds.whyOutside(summary, part.isInZone);
      if (this.#stored.has(number) || reason === undefined) {
        this.#held.delete(number);
        this.#stored.set(number, { isInZone: part.isInZone, reason });
      } else {
        this.#held.set(number, { ...part, reason });
      }
      return { ...part, summary };
    });
  }

  #end(number: number): void {
    const held = this.#held.get(number);
    if (held !== undefined) {
      this.#held.delete(number);
      this.#count(held.reason);
    }
  }

  #count(reason: OutsideReason | undefined): void {
    if (reason !== undefined) {
      this.#counts = { ...this.#counts, [reason]: this.#counts[reason] + 1 };
    }
  }
}

/** A commit without some objects. */
export function without({ chunk, crops, masks, plates = [] }: ChunkWrite, gone: ReadonlySet<number>): ChunkWrite {
  return {
    chunk: {
      ...chunk,
      observations: chunk.observations.filter(({ track }) => !gone.has(track)),
      summaries: chunk.summaries.filter(({ number }) => !gone.has(number)),
    },
    crops: new Map([...crops].filter(([number]) => !gone.has(number))),
    masks: masks && { ...masks, masks: masks.masks.filter(({ track }) => !gone.has(track)) },
    plates,
  };
}

function isReason(text: string): text is OutsideReason {
  return text === 'period' || text === 'zones' || text === 'classes';
}
