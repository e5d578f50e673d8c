// The time that an object of a synopsis carries: when it was there, never when the synopsis shows it.

import type { RecordingId } from '../../domain/ids.ts';
import { dayOf } from '../../domain/time/calendar.ts';
import { instant } from '../../domain/time/instant.ts';
import type { Scene } from '../../state/synopsis-scene.ts';
import type { Formatters } from '../../i18n/format.ts';
import { WallFormat } from '../wall-format.ts';

export class OwnTime {
  readonly #scene: Scene;
  readonly #format: Formatters;
  readonly #wall: WallFormat;
  readonly #hasDays: boolean;

  constructor(scene: Scene, format: Formatters, timeZone: string) {
    this.#scene = scene;
    this.#format = format;
    this.#wall = new WallFormat(format.locale, timeZone);
    const ends = scene.recordings.flatMap(({ table, shiftUs }) =>
      [table.us[0] ?? 0, table.us.at(-1) ?? 0].map((us) => us + shiftUs),
    );
    const days = ends.map((us) => dayOf(instant(Math.floor(us / 1000)), timeZone));
    this.#hasDays = scene.isClocked && new Set(days).size > 1;
  }

  /** `14:22:07`, with its day where there are several; presentation time of a recording in, µs. */
  of(id: RecordingId, sourceUs: number): string {
    const shiftUs = this.#scene.recordings.find(({ recording }) => recording.id === id)?.shiftUs ?? 0;
    if (!this.#scene.isClocked) {
      return this.#format.timeShort(sourceUs);
    }
    const time = this.#wall.timeShort(sourceUs + shiftUs);
    return this.#hasDays ? `${this.#wall.day(sourceUs + shiftUs)} ${time}` : time;
  }
}
