// Where the authorised scope ends in one recording (CPP R.40-40): its period, its classes, its zones on the picture.

import type { AnalysisRequest } from '../contracts/analysis.ts';
import type { FirstCrop } from '../contracts/first-look.ts';
import { authorisedSpan, outside, zonesOf, type Extent, type OutsideReason } from '../domain/case/scope.ts';
import type { FrameTable } from '../domain/footage/frame.ts';
import type { Box } from '../domain/geometry/box.ts';
import { canonicalJson } from '../domain/journal/canonical.ts';
import type { Json } from '../domain/journal/entry.ts';
import { contains, type Point } from '../domain/settings/polygon.ts';
import { micros } from '../domain/time/micros.ts';
import type { AnalysisChunk } from '../storage/chunk-codec.ts';
import { toUpright } from '../vision/rotate.ts';
import { grouped } from './grouped.ts';

export type ScopedRequest = Pick<AnalysisRequest, 'licence' | 'info' | 'table'>;
type Licensed = Exclude<AnalysisRequest['licence'], { readonly kind: 'exercise' }>;

const NOWHERE: Box = { x: 0, y: 0, w: 0, h: 0 };

/** What was authorised, as text: another scope is another analysis. `undefined` in an Exercice. */
export function scopeText({ licence }: Pick<ScopedRequest, 'licence'>): string | undefined {
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

/** The bounds of a request; `undefined` in an Exercice, where nothing is authorised. */
export function scopeBounds({ licence, info, table }: ScopedRequest): ScopeBounds | undefined {
  return licence.kind === 'exercise' ? undefined : new ScopeBounds(licence, info, table);
}

/** First pictures of a recording that lie within what is authorised; all of them in an Exercice. */
export function cropsWithin(request: ScopedRequest, crops: readonly FirstCrop[]): readonly FirstCrop[] {
  const bounds = scopeBounds(request);
  return bounds === undefined ? crops : crops.filter(({ us, box }) => bounds.admits(us, box));
}

export class ScopeBounds {
  readonly #info: ScopedRequest['info'];
  readonly #table: FrameTable;
  readonly #outside: (extent: Extent) => OutsideReason | undefined;
  readonly #span: ReturnType<typeof authorisedSpan>;
  readonly #zones: readonly (readonly Point[])[] | undefined;

  constructor({ permit }: Licensed, info: ScopedRequest['info'], table: FrameTable) {
    const { authorisation, provenance } = permit;
    const { scope } = authorisation;
    this.#info = info;
    this.#table = table;
    this.#zones = zonesOf(scope, provenance.camera);
    const free = { ...scope, zones: [] };
    const footage = { ...provenance, firstUs: micros(table.us[0] ?? 0) };
    this.#outside = (extent) => outside(free, footage, extent);
    this.#span = authorisedSpan(scope, footage);
  }

  isInPeriod(us: number): boolean {
    const span = this.#span;
    return span !== undefined && (span.fromUs ?? us) <= us && us <= (span.toUs ?? us);
  }

  /** `isInZone`: whether the object has stood in an authorised zone so far. */
  whyOutside(
    { objectClass, firstUs, lastUs }: AnalysisChunk['summaries'][number],
    isInZone: boolean,
  ): OutsideReason | undefined {
    const extent = { objectClass, fromUs: micros(firstUs), toUs: micros(lastUs), feet: [] };
    return this.#outside(extent) ?? (isInZone ? undefined : 'zones');
  }

  /** Whether one of them stands in an authorised zone. */
  areInZone(observations: readonly { readonly box: Box }[]): boolean {
    return this.#zones === undefined || observations.some(({ box }) => this.#isInZone(box));
  }

  /** Whether a region of the stored picture may be kept for itself. */
  admits(us: number, box: Box): boolean {
    return this.isInPeriod(us) && this.#isInZone(box);
  }

  /** Movement outside is not told apart from stillness. */
  motion(motion: AnalysisChunk['motion']): AnalysisChunk['motion'] {
    const ofOrdinal = grouped(motion, ({ ordinal }) => ordinal);
    return [...ofOrdinal].flatMap(([ordinal, regions]) => {
      const isInPeriod = this.isInPeriod(this.#table.us[ordinal - 1] ?? 0);
      const inside = isInPeriod ? regions.filter(({ box }) => box.w === 0 || this.#isInZone(box)) : [];
      return inside.length === 0 ? [{ ordinal, box: NOWHERE }] : inside;
    });
  }

  /** Where it stands: middle of the bottom of its box, in shares of the upright picture. */
  #isInZone(box: Box): boolean {
    const { rotation, width, height } = this.#info;
    const isTurned = rotation === 90 || rotation === 270;
    const { x, y, w, h } = toUpright(box, rotation, width, height);
    const foot = { x: (x + w / 2) / (isTurned ? height : width), y: (y + h) / (isTurned ? width : height) };
    return this.#zones === undefined || this.#zones.some((zone) => contains(zone, foot));
  }
}
