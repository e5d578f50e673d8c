// What is said of an object of a synopsis: beside it on the picture, and as the name of its control.

import type { SynopsisFigure } from '../../state/synopsis-hits.ts';
import type { MadeSynopsis, TintKind } from '../../state/synopsis.svelte.ts';
import type { Text } from '../text.svelte.ts';
import { OwnTime } from './own-time.ts';
import { directionOf, WAYS } from './tints.ts';

export class FigureWords {
  readonly #made: MadeSynopsis;
  readonly #text: Text;
  readonly #time: OwnTime;

  constructor(made: MadeSynopsis, text: Text, timeZone: string) {
    this.#made = made;
    this.#text = text;
    this.#time = new OwnTime(made.question.scene, text.f, timeZone);
  }

  /** Its own time; then what is not as it was: a part of it, a speed. */
  label({ row, recordingId, sourceUs, part, parts, rate }: SynopsisFigure, tint: TintKind): string {
    const { f, t } = this.#text;
    const way = tint === 'direction' ? directionOf(this.#made.objects, row) : undefined;
    const own = this.#time.of(recordingId, sourceUs);
    const said = [way === undefined ? own : `${WAYS[way]} ${own}`];
    if (parts > 1) {
      said.push(t.synopsis.partShort(f.number(part), f.number(parts)));
    }
    if (rate > 1) {
      said.push(f.times(rate));
    }
    return said.join(' · ');
  }

  /** For who does not see the picture. */
  name({ recordingId, track, sourceUs, part, parts, rate }: SynopsisFigure): string {
    const { f, t } = this.#text;
    const words = t.synopsis;
    const place = this.#made.question.scene.recordings.find(({ recording }) => recording.id === recordingId);
    return words.figure(
      place?.recording.tracks.numbered(track)?.pseudonym ?? '',
      this.#time.of(recordingId, sourceUs),
      parts > 1 ? words.part(f.number(part), f.number(parts)) : '',
      rate > 1 ? words.rate(f.times(rate)) : '',
    );
  }
}
