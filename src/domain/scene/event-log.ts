// The events of one recording as they become known, and what follows from those of one picture.

import { ENDS_VIEW, LASTING, type Moment, type SceneEvent, type SceneEventKind } from './scene-events.ts';

/** Keeps events in order of their beginning. */
export class EventLog {
  #events: SceneEvent[];
  #found: SceneEvent[] = [];
  #relearn = false;
  #endTracks = false;

  constructor(events: readonly SceneEvent[]) {
    this.#events = [...events];
  }

  get events(): readonly SceneEvent[] {
    return this.#events;
  }

  /** Whether an event of this kind goes on. */
  isOpen(kind: SceneEventKind): boolean {
    return this.#events.some((event) => event.kind === kind && event.toUs === undefined);
  }

  /** A new picture: nothing follows from it yet. */
  open(): void {
    this.#found = [];
    this.#relearn = false;
    this.#endTracks = false;
  }

  /** What follows from this picture. */
  close(): { readonly found: readonly SceneEvent[]; readonly relearn: boolean; readonly endTracks: boolean } {
    return { found: this.#found, relearn: this.#relearn, endTracks: this.#endTracks };
  }

  begin(kind: SceneEventKind, { us, ordinal }: Moment): void {
    const isLasting = LASTING.has(kind);
    const to = isLasting ? { toUs: undefined, toOrdinal: undefined } : { toUs: us, toOrdinal: ordinal };
    const event: SceneEvent = { kind, fromUs: us, ordinal, ...to };
    this.#endTracks ||= ENDS_VIEW.has(kind);
    this.#found.push(event);
    this.#events = [...this.#events, event].sort((a, b) => a.ordinal - b.ordinal);
  }

  /** Ends the event of this kind that goes on, if there is one. */
  end(kind: SceneEventKind, { us, ordinal }: Moment): void {
    if (!this.isOpen(kind)) {
      return;
    }
    this.#endTracks ||= ENDS_VIEW.has(kind);
    // What hid the view, or lay on the way, was learnt as its background meanwhile.
    this.#relearn ||= kind !== 'frozen';
    this.#events = this.#events.map((event) =>
      event.kind === kind && event.toUs === undefined ? { ...event, toUs: us, toOrdinal: ordinal } : event,
    );
  }

  relearn(): void {
    this.#relearn = true;
  }
}
