// Parts of a camera's picture that the authorisation allows, as they are drawn: a narrowing of its scope, never more.

import type { CaseFile, Scope } from '../domain/case/case-file.ts';
import { zonesOf } from '../domain/case/scope.ts';
import type { Polygon } from '../domain/settings/polygon.ts';

/** Zones of a camera; [] when its whole picture may be searched. */
export function authorisedZones({ authorisations }: CaseFile, camera: string): readonly Polygon[] {
  const scope = authorisations.at(-1)?.scope;
  return scope === undefined ? [] : (zonesOf(scope, camera) ?? []);
}

/** Zones that a magistrate has drawn: some can be left out, none redrawn, and one stays. */
export function areFixed(file: CaseFile, camera: string): boolean {
  const form = file.authorisations.at(-1)?.form;
  return form !== undefined && form !== 'REPUTEE_ACQUISE' && authorisedZones(file, camera).length > 0;
}

/** The scope with other zones of one camera; `undefined` without an authorisation. */
export function scopeWithZones(
  { authorisations }: CaseFile,
  camera: string,
  drawn: readonly Polygon[],
): Scope | undefined {
  const scope = authorisations.at(-1)?.scope;
  const others = scope?.zones.filter((zone) => zone.camera !== camera) ?? [];
  return scope && { ...scope, zones: [...others, ...drawn.map((polygon) => ({ camera, polygon }))] };
}
