// What the person looks at: which view is up, which recording is the current one, and which frame of it.

import type { RecordingState } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { Condensed } from './condensed.svelte.ts';
import type { Deck } from './deck.ts';
import type { Player } from './player.svelte.ts';
import type { Recordings } from './recordings.svelte.ts';
import type { Selection } from './selection.svelte.ts';

export type Tab = 'condensed' | 'synopsis' | 'objects' | 'original' | 'figures' | 'tray';

/** What is looked at, and by what it is shown. */
export interface ViewingSources {
  readonly recordings: Recordings;
  readonly selection: Selection;
  readonly player: Player;
  /** The views that play on a time of their own. */
  readonly condensed: () => Condensed;
  readonly synopsis: () => Deck;
}

export class Viewing {
  readonly #sources: ViewingSources;
  #currentId: RecordingId | undefined = $state();
  #tab: Tab = $state('original');
  /** Until somebody chooses, the condensed view comes up as soon as something was analysed. */
  #isTabChosen = false;
  /** Until the person chooses, the first recording that did not fail is the current one. */
  #isChosen = false;
  /** Where the person was in each recording. */
  readonly #positions = new Map<RecordingId, number>();
  readonly #current = $derived.by(() => this.#sources.recordings.of(this.#currentId));

  constructor(sources: ViewingSources) {
    this.#sources = sources;
  }

  /** The recording that the player, the criteria and the coverage speak of. */
  get current(): RecordingState | undefined {
    return this.#current;
  }

  get tab(): Tab {
    return this.#tab;
  }

  set tab(tab: Tab) {
    this.#isTabChosen = true;
    if (tab === this.#tab) {
      return;
    }
    if (this.#tab === 'condensed') {
      this.#sources.condensed().leave();
    }
    this.#tab = tab;
    if (tab === 'condensed') {
      this.#sources.condensed().enter();
    }
  }

  /** Whether the player's picture is what the middle shows. */
  get isOnPicture(): boolean {
    return this.#tab === 'original' || this.#tab === 'condensed';
  }

  /** What the keys and buttons of playing speak to. */
  get deck(): Deck {
    switch (this.#tab) {
      case 'condensed':
        return this.#sources.condensed();
      case 'synopsis':
        return this.#sources.synopsis();
      default:
        return this.#sources.player;
    }
  }

  /** Brings up a view that shows the player's picture, if this one does not. */
  showPicture(): void {
    this.tab = this.isOnPicture ? this.#tab : 'original';
  }

  /** The frame at which the person was in a recording, or its first one. */
  positionIn(id: RecordingId): number {
    return this.#positions.get(id) ?? 1;
  }

  /** Makes a recording the current one and shows its first frame (or the one it shows already). */
  choose(id: RecordingId): void {
    this.#keepPosition();
    this.#isChosen = true;
    this.#currentId = id;
    this.#sources.selection.select(undefined);
    this.#showCurrent();
  }

  /** Shows one frame of one recording in the player. */
  showFrame(id: RecordingId, ordinal: number): void {
    if (this.#sources.recordings.of(id)?.table !== undefined) {
      this.tab = 'original';
      this.goTo(id, ordinal);
    }
  }

  /** Shows a frame in the view that is up. */
  goTo(id: RecordingId, ordinal: number): void {
    const table = this.#sources.recordings.of(id)?.table;
    if (table === undefined) {
      return;
    }
    this.#sources.selection.keepWithin(id);
    this.#keepPosition();
    this.#isChosen = true;
    this.#currentId = id;
    this.#sources.player.show(id, table, ordinal);
  }

  /** The recordings are not what they were. */
  follow(): void {
    const { recordings, player } = this.#sources;
    if (!this.#isChosen) {
      this.#currentId = recordings.first?.id;
    }
    if (player.recordingId !== this.#currentId) {
      this.#showCurrent();
    }
    const isUntouched = player.rate === 0 && player.wanted <= 1;
    if (!this.#isTabChosen && isUntouched && recordings.all.some(({ phase }) => phase === 'done')) {
      this.tab = 'condensed';
    }
  }

  /** The player follows the current recording as soon as its frames are known. */
  #showCurrent(): void {
    const { player } = this.#sources;
    const current = this.#current;
    if (current?.table === undefined || current.table.us.length === 0) {
      player.close();
    } else if (player.recordingId !== current.id) {
      player.show(current.id, current.table, this.positionIn(current.id));
    }
  }

  #keepPosition(): void {
    const { recordingId, wanted } = this.#sources.player;
    if (recordingId !== undefined && wanted > 0) {
      this.#positions.set(recordingId, wanted);
    }
  }
}
