// What lies outside the authorised scope is counted, never stored (CPP R.40-40). Between the assembler and the store:
// an object outside so far waits here, in the sealed working state, until it comes inside, or is over and only counted.

import { NONE_OUT_OF_SCOPE, type AnalysisRequest, type OutOfScope } from '../contracts/analysis.ts';
import type { FirstCrop } from '../contracts/first-look.ts';
import { authorisedSpan, outside, zonesOf, type Extent, type OutsideReason } from '../domain/case/scope.ts';
import type { FrameTable } from '../domain/footage/frame.ts';
import type { Box } from '../domain/geometry/box.ts';
import { canonicalJson } from '../domain/journal/canonical.ts';
import type { Json } from '../domain/journal/entry.ts';
import { contains, type Point } from '../domain/settings/polygon.ts';
import { micros } from '../domain/time/micros.ts';
import type { ChunkWrite } from '../storage/case-repository.ts';
import type { StoredMask } from '../storage/mask-codec.ts';
import type { StoredCrop } from '../storage/picture-codec.ts';
import { toUpright } from '../vision/rotate.ts';

type Request = Pick<AnalysisRequest, 'licence' | 'info' | 'table'>;
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

const NOWHERE: Box = { x: 0, y: 0, w: 0, h: 0 };

/** What was authorised, as text: another scope is another analysis. `undefined` in an Exercice. */
export function scopeText({ licence }: Pick<Request, 'licence'>): string | undefined {
  if (licence.kind === 'exercise') {
    return undefined;
  }
  const { authorisation, provenance } = licence.permit;
  const { scope } = authorisation;
  const isBounded = scope.from !== undefined || scope.to !== undefined;
  const { startsAt, clockOffsetMs, camera } = provenance;
  const clock = isBounded ? { startsAt, clockOffsetMs } : {};
  const plain: unknown = JSON.parse(JSON.stringify({ scope, clock, camera: scope.zones.length > 0 ? camera : '' }));
  return canonicalJson(plain as Json);
}

/** The filter of a request; `undefined` in an Exercice, where nothing is authorised and nothing out of scope. */
export function scopeFilter(request: Request, from?: ScopeSnapshot): ScopeFilter | undefined {
  return request.licence.kind === 'exercise' ? undefined : new ScopeFilter(request, from);
}

/** First pictures of a recording that lie within what is authorised; all of them in an Exercice. */
export function cropsWithin(request: Request, crops: readonly FirstCrop[]): readonly FirstCrop[] {
  const filter = scopeFilter(request);
  return filter === undefined ? crops : crops.filter(({ us, box }) => filter.admits(us, box));
}

export class ScopeFilter {
  readonly #info: Request['info'];
  readonly #table: FrameTable;
  readonly #outside: (extent: Extent) => OutsideReason | undefined;
  readonly #isInPeriod: (us: number) => boolean;
  readonly #zones: readonly (readonly Point[])[] | undefined;
  readonly #held = new Map<number, Held>();
  /** Stored, with what they would be counted as if they ended now. */
  readonly #stored = new Map<number, { readonly isInZone: boolean; readonly reason: OutsideReason | undefined }>();
  #counts: OutOfScope;

  constructor({ licence, info, table }: Request, from?: ScopeSnapshot) {
    if (licence.kind === 'exercise') {
      throw new TypeError('An Exercice has no scope');
    }
    const { authorisation, provenance } = licence.permit;
    const { scope } = authorisation;
    this.#info = info;
    this.#table = table;
    this.#zones = zonesOf(scope, provenance.camera);
    const free = { ...scope, zones: [] };
    const footage = { ...provenance, firstUs: micros(table.us[0] ?? 0) };
    this.#outside = (extent) => outside(free, footage, extent);
    const span = authorisedSpan(scope, footage);
    this.#isInPeriod = (us) => span !== undefined && (span.fromUs ?? us) <= us && us <= (span.toUs ?? us);
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
        motion: this.#motion(chunk.motion),
      },
      crops: new Map(
        allowed.flatMap(({ number, crop }) => {
          const fresh = crops.get(number) ?? crop;
          return fresh === undefined ? [] : [[number, fresh] as const];
        }),
      ),
      masks: masks === undefined && kept.length === 0 ? undefined : { step: masks?.step ?? 1, masks: kept },
      plates: plates.filter(({ us }) => this.#isInPeriod(us)),
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
        isInZone: held?.isInZone === true || this.#stored.get(number)?.isInZone === true || this.#areInZone(fresh),
      };
      const reason = this.#reason(summary, part.isInZone);
      if (this.#stored.has(number) || reason === undefined) {
        this.#held.delete(number);
        this.#stored.set(number, { isInZone: part.isInZone, reason });
      } else {
        this.#held.set(number, { ...part, reason });
      }
      return { ...part, summary };
    });
  }

  #reason({ objectClass, firstUs, lastUs }: Summary, isInZone: boolean): OutsideReason | undefined {
    const extent = { objectClass, fromUs: micros(firstUs), toUs: micros(lastUs), feet: [] };
    return this.#outside(extent) ?? (isInZone ? undefined : 'zones');
  }

  #areInZone(observations: readonly Observation[]): boolean {
    return this.#zones === undefined || observations.some(({ box }) => this.#isInZone(box));
  }

  /** Where it stands: middle of the bottom of its box, in shares of the upright picture. */
  #isInZone(box: Box): boolean {
    const { rotation, width, height } = this.#info;
    const isTurned = rotation === 90 || rotation === 270;
    const { x, y, w, h } = toUpright(box, rotation, width, height);
    const foot = { x: (x + w / 2) / (isTurned ? height : width), y: (y + h) / (isTurned ? width : height) };
    return this.#zones === undefined || this.#zones.some((zone) => contains(zone, foot));
  }

  /** Whether a region of the stored picture may be kept for itself. */
  admits(us: number, box: Box): boolean {
    return this.#isInPeriod(us) && this.#isInZone(box);
  }

  /** Movement outside is not told apart from stillness. */
  #motion(motion: ChunkWrite['chunk']['motion']): ChunkWrite['chunk']['motion'] {
    const ofOrdinal = grouped(motion, ({ ordinal }) => ordinal);
    return [...ofOrdinal].flatMap(([ordinal, regions]) => {
      const isInPeriod = this.#isInPeriod(this.#table.us[ordinal - 1] ?? 0);
      const inside = isInPeriod ? regions.filter(({ box }) => box.w === 0 || this.#isInZone(box)) : [];
      return inside.length === 0 ? [{ ordinal, box: NOWHERE }] : inside;
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

function grouped<T>(rows: readonly T[], keyOf: (row: T) => number): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? [];
    group.push(row);
    groups.set(keyOf(row), group);
  }
  return groups;
}

function isReason(text: string): text is OutsideReason {
  return text === 'period' || text === 'zones' || text === 'classes';
}
