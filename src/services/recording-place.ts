// Camera and clock of a recording of a dossier: what its provenance says.

import { NO_PLACE, type RecordingPlace } from '../contracts/session.ts';
import type { Provenance } from '../domain/case/case-file.ts';

export function placeOf(provenance: Provenance | undefined): RecordingPlace {
  if (provenance === undefined) {
    return NO_PLACE;
  }
  const { camera, startsAt, clockOffsetMs } = provenance;
  return { camera, startsAt, clockOffsetMs };
}

export function isSamePlace(a: RecordingPlace, b: RecordingPlace): boolean {
  return a.camera === b.camera && a.startsAt === b.startsAt && a.clockOffsetMs === b.clockOffsetMs;
}
