// Which objects of a dossier each person has opened. No act about an object: it is kept sealed, and not in the journal.

import type { UserId } from '../domain/case/case-file.ts';
import { recordingOfTrack, type TrackId } from '../domain/ids.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';

const NOTHING: ReadonlySet<TrackId> = new Set();

/** Where it is kept: nowhere in an Exercice, nor of somebody who reads a case for the control. */
export type SeenStore = Pick<DossierRepository, 'readSeen' | 'writeSeen'>;

/** Remembers per person. A set that was given never changes. */
export class SeenBook {
  readonly #store: SeenStore | undefined;
  readonly #seen = new Map<UserId, ReadonlySet<TrackId>>();
  #writing: Promise<void> = Promise.resolve();

  constructor(store?: SeenStore) {
    this.#store = store;
  }

  /** Takes up what was kept. */
  async load(): Promise<void> {
    for (const { user, tracks } of (await this.#store?.readSeen()) ?? []) {
      this.#seen.set(user, new Set([...this.of(user), ...tracks]));
    }
  }

  of(user: UserId): ReadonlySet<TrackId> {
    return this.#seen.get(user) ?? NOTHING;
  }

  /** Resolves when it is kept. `isKept`: false for somebody of whom nothing is written down. */
  set(user: UserId, tracks: readonly TrackId[], isSeen: boolean, isKept = true): Promise<void> {
    const next = new Set(this.of(user));
    for (const track of tracks) {
      if (isSeen) {
        next.add(track);
      } else {
        next.delete(track);
      }
    }
    this.#seen.set(user, next);
    return isKept ? this.#write(user, new Set(tracks.map(recordingOfTrack))) : Promise.resolve();
  }

  /** Objects that are gone: nobody has seen them. */
  async forget(isGone: (track: TrackId) => boolean): Promise<void> {
    for (const [user, tracks] of [...this.#seen]) {
      const gone = [...tracks].filter(isGone);
      if (gone.length > 0) {
        await this.set(user, gone, false);
      }
    }
  }

  /** One writing at a time: the last one says what is so. */
  #write(user: UserId, recordings: ReadonlySet<string>): Promise<void> {
    const store = this.#store;
    if (store === undefined) {
      return Promise.resolve();
    }
    const writing = this.#writing.then(async () => {
      for (const id of recordings) {
        const tracks = [...this.of(user)].filter((track) => recordingOfTrack(track) === id);
        await store.writeSeen(id, { user, tracks });
      }
    });
    this.#writing = writing.catch(() => undefined);
    return writing;
  }
}
