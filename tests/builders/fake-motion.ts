// What a search in a drawn zone finds in a fake recording: its objects, and nothing else, change the zone.

import type { MotionAnswer, MotionDemand, MotionListener } from '../../src/contracts/motion-search.ts';
import { LEVELS, WHOLE } from '../../src/domain/motion-search/light.ts';
import { contains } from '../../src/domain/settings/polygon.ts';
import { isWithin, mediaOf, type FakeRecording } from './fake-recording.ts';

/** Every tenth picture is a key frame. */
const GROUP = 10;

/** Answers at once. An object in the zone changes half of it by 36 steps. */
export function fakeMotion(spec: FakeRecording, demand: MotionDemand, listener: MotionListener): MotionAnswer {
  const { span, pictures, reads, question, reference, zone } = demand;
  const { width, height } = mediaOf(spec);
  const isThere = (ordinal: number): boolean =>
    spec.tracks.some((track) => {
      const { x, y, w, h } = track.boxAt(ordinal);
      const middle = { x: (x + w / 2) / width, y: (y + h / 2) / height };
      return isWithin([[track.firstOrdinal, track.lastOrdinal]], ordinal) && contains(zone, middle);
    });
  const isWanted = (ordinal: number): boolean =>
    reads === undefined
      ? pictures === 'all' || ordinal % GROUP === 1 || ordinal === span.fromOrdinal || ordinal === span.toOrdinal
      : reads.some(({ fromOrdinal, toOrdinal }) => fromOrdinal <= ordinal && ordinal <= toOrdinal);
  const all = Array.from({ length: spec.frames }, (_, row) => row + 1).filter(
    (ordinal) => ordinal >= span.fromOrdinal && ordinal <= span.toOrdinal && isWanted(ordinal),
  );
  const ordinals = all.filter((ordinal) => !isWithin(spec.failed, ordinal));
  const changed = (ordinal: number): readonly number[] => {
    const isChanged = isThere(ordinal) !== (question !== 'passages' && isThere(reference));
    return LEVELS.map((level) => (isChanged && level <= 36 ? WHOLE / 2 : 0));
  };
  const rows = Uint8Array.from(ordinals.flatMap(changed));
  const progress = { done: all.length, total: all.length, etaS: 0 };
  void listener({ ...progress, rows: { ordinals: Uint32Array.from(ordinals), before: rows, after: rows } });
  return {
    unread: spec.failed.map(([fromOrdinal, toOrdinal]) => ({ fromOrdinal, toOrdinal })),
    compared: ordinals.length,
    decoded: ordinals.length,
    wallS: 0.5,
    isStopped: false,
    readTo: ordinals.at(-1) ?? 0,
    everyPerS: 100,
    bounds: { span, zoneShare: 1, isReferenceAllowed: true },
  };
}
