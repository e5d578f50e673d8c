// Camera and clock of a recording of an Exercice, as they are typed, and what they say.

import type { RecordingPlace, RecordingState } from '../contracts/session.ts';
import { writeMoment, writeTime } from '../domain/time/wall.ts';
import { proposeCamera } from './camera-name.ts';
import { isUnread, readMoment, type MomentText } from './moment-text.ts';
import { isGapUnread, offsetOf } from './provenance-answers.ts';

export class PlaceForm {
  readonly timeZone: string;
  readonly #name: string;
  readonly #now: () => number;
  camera: string = $state('');
  startsAt: MomentText = $state.raw({ date: '', time: '' });
  /** Whether the recorder's clock is behind the real time. */
  isSlow: boolean = $state(true);
  /** Length of the gap, `hh:mm:ss`; empty: not ascertained. */
  gap: string = $state('');

  /** Starts from what is known. */
  constructor({ name, place }: Pick<RecordingState, 'name' | 'place'>, timeZone: string, now: () => number) {
    this.#name = name;
    this.#now = now;
    this.timeZone = timeZone;
    this.camera = place.camera;
    const { startsAt, clockOffsetMs } = place;
    if (startsAt !== undefined) {
      this.startsAt = writeMoment(startsAt, timeZone);
    }
    if (clockOffsetMs !== undefined) {
      this.isSlow = clockOffsetMs >= 0;
      this.gap = withSeconds(Math.round(Math.abs(clockOffsetMs) / 1000));
    }
  }

  /** A name for the camera, to be taken or left. */
  get proposal(): string | undefined {
    const proposal = proposeCamera(this.#name);
    return proposal === this.camera.trim() ? undefined : proposal;
  }

  takeProposal(): void {
    this.camera = this.proposal ?? this.camera;
  }

  get isMomentUnread(): boolean {
    return isUnread(this.startsAt, this.timeZone);
  }

  get isGapUnread(): boolean {
    return isGapUnread(this);
  }

  /** Nothing is filmed after now. */
  get isFuture(): boolean {
    const { startsAt, clockOffsetMs } = this.place;
    return startsAt !== undefined && startsAt + (clockOffsetMs ?? 0) > this.#now();
  }

  get canSave(): boolean {
    return !this.isMomentUnread && !this.isGapUnread && !this.isFuture;
  }

  get place(): RecordingPlace {
    return {
      camera: this.camera.trim(),
      startsAt: readMoment(this.startsAt, this.timeZone),
      clockOffsetMs: offsetOf(this),
    };
  }
}

function withSeconds(seconds: number): string {
  const text = writeTime(seconds);
  return seconds % 60 === 0 ? `${text}:00` : text;
}
