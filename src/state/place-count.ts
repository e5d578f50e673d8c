// Who crossed each drawn line, which way and when; who came into each drawn zone, and how long all stayed.

import type { RecordingState } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { DrawnLine, DrawnZone } from '../domain/query/drawn-shape.ts';
import { crossingsOf, type Crossing } from '../domain/query/line-crossings.ts';
import type { TrackPath } from '../domain/query/track-path.ts';
import { staysIn } from '../domain/query/zone-stays.ts';
import type { DrawnCriterion } from './drawn-criteria.svelte.ts';

/** One object over a line, once. */
export interface LineCrossing extends Crossing {
  readonly recordingId: RecordingId;
  /** Of the object in its recording. */
  readonly number: number;
}

/** A drawn line; its crossings one way and the other, in order of recording and time. */
export interface LineFigure {
  readonly criterion: DrawnCriterion;
  readonly shape: DrawnLine;
  readonly crossings: Readonly<Record<Crossing['sense'], readonly LineCrossing[]>>;
}

/** A drawn zone. */
export interface ZoneFigure {
  readonly criterion: DrawnCriterion;
  readonly shape: DrawnZone;
  /** Objects that were in it at some moment. */
  readonly passed: number;
  /** Those that were seen outside before. */
  readonly entered: number;
  /** µs in it, all objects together. */
  readonly dwellUs: number;
}

interface OpenLine extends LineFigure {
  readonly crossings: Readonly<Record<Crossing['sense'], LineCrossing[]>>;
}

interface OpenZone extends ZoneFigure {
  passed: number;
  entered: number;
  dwellUs: number;
}

export class PlaceCount {
  readonly #lines: readonly OpenLine[];
  readonly #zones: readonly OpenZone[];
  #objects = 0;

  constructor(drawn: readonly DrawnCriterion[]) {
    this.#lines = drawn.flatMap((criterion) =>
      criterion.shape.kind === 'line' ? [{ criterion, shape: criterion.shape, crossings: { ab: [], ba: [] } }] : [],
    );
    this.#zones = drawn.flatMap((criterion) =>
      criterion.shape.kind === 'zone' ? [{ criterion, shape: criterion.shape, passed: 0, entered: 0, dwellUs: 0 }] : [],
    );
  }

  get isEmpty(): boolean {
    return this.#lines.length + this.#zones.length === 0;
  }

  /** Objects looked at so far. */
  get objects(): number {
    return this.#objects;
  }

  get lines(): readonly LineFigure[] {
    return this.#lines;
  }

  get zones(): readonly ZoneFigure[] {
    return this.#zones;
  }

  /** What one more object did, of all drawings that count for its recording. */
  add(recording: RecordingState, number: number, path: TrackPath): void {
    this.#objects += 1;
    for (const { criterion, shape, crossings } of this.#lines) {
      if (isFor(criterion, recording)) {
        for (const crossing of crossingsOf(path, shape.corners)) {
          crossings[crossing.sense].push({ ...crossing, recordingId: recording.id, number });
        }
      }
    }
    for (const zone of this.#zones) {
      const stays = isFor(zone.criterion, recording) ? staysIn(path, zone.shape.corners) : [];
      zone.passed += stays.length > 0 ? 1 : 0;
      zone.entered += stays.some(({ fromUs }) => fromUs > (path.us[0] ?? 0)) ? 1 : 0;
      zone.dwellUs += stays.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0);
    }
  }
}

function isFor({ place }: DrawnCriterion, { id, place: { camera } }: RecordingState): boolean {
  switch (place.kind) {
    case 'all':
      return true;
    case 'camera':
      return place.camera === camera;
    case 'recording':
      return place.id === id;
  }
}
