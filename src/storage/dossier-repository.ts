// What a dossier keeps beside the results of its analyses: its file, how far its recordings are, what people decided.

import type { OpenedMedia } from '../contracts/media.ts';
import type { Sealer } from '../contracts/sealer.ts';
import type { CaseFile } from '../domain/case/case-file.ts';
import type { Link, TrackDecision } from '../domain/case/review.ts';
import type { TrackEdit } from '../domain/case/track-edits.ts';
import type { TrayItem } from '../domain/case/tray.ts';
import { recordingOfTrack, type TrackId } from '../domain/ids.ts';
import type { Shelf } from '../domain/case/saved-search.ts';
import { decodeCaseFile, encodeCaseFile } from './case-file-codec.ts';
import { decodeEdit, encodeEdit } from './edit-codec.ts';
import { SEALED_STORES, type DerushDatabase } from './database.ts';
import { guarded } from './guarded.ts';
import {
  decodeMedia,
  decodePseudonyms,
  decodeRecording,
  encodeMedia,
  encodePseudonyms,
  encodeRecording,
  type RecordingRecord,
} from './recording-codec.ts';
import {
  decodeDecision,
  decodeLink,
  decodeSeen,
  encodeDecision,
  encodeLink,
  encodeSeen,
  type SeenTracks,
} from './review-codec.ts';
import { SealedRecords } from './sealed-records.ts';
import { decodeShelfRecord, encodeShelfRecord, type ShelfRecord } from './shelf-codec.ts';
import { decodeTrayItem, encodeTrayItem, type PlacedItem } from './tray-codec.ts';

/** Id of the one case file, and in the column of recordings of what belongs to none. */
const CASE = 'case';
/** Counts of pseudonyms given to objects of recordings that were removed. */
const COUNTERS = 'counters';

/** Which objects got their pseudonym together: those first seen in one chunk of one analysis. */
export interface NamesPlace {
  readonly recordingId: string;
  readonly run: number;
  readonly seq: number;
}

/** Access to one dossier. Every failure is an `AppError`: STORAGE_FULL, STORAGE_FAILED, VAULT_LOCKED. */
export class DossierRepository {
  readonly #records: SealedRecords;

  constructor(database: DerushDatabase, caseId: string, sealer: Sealer) {
    this.#records = new SealedRecords(database, caseId, sealer);
  }

  async readFile(): Promise<CaseFile | undefined> {
    const plain = await this.#records.open('caseFiles', CASE);
    return plain === undefined ? undefined : decodeCaseFile(plain);
  }

  writeFile(file: CaseFile): Promise<void> {
    return this.#records.put('caseFiles', CASE, CASE, encodeCaseFile(file));
  }

  async readRecording(id: string): Promise<RecordingRecord | undefined> {
    const plain = await this.#records.open('recordings', id);
    return plain === undefined ? undefined : decodeRecording(plain);
  }

  writeRecording(id: string, record: RecordingRecord): Promise<void> {
    return this.#records.put('recordings', id, id, encodeRecording(record));
  }

  /** What opening its file gave, `undefined` before it was opened. */
  async readMedia(id: string): Promise<OpenedMedia | undefined> {
    const plain = await this.#records.open('recordings', mediaId(id));
    return plain === undefined ? undefined : decodeMedia(plain);
  }

  writeMedia(id: string, media: OpenedMedia): Promise<void> {
    return this.#records.put('recordings', id, mediaId(id), encodeMedia(media));
  }

  /** Every pseudonym ever given, by place ({@link namesId}), counters of removed recordings among them. */
  async readPseudonyms(): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> {
    const rows = await this.#records.all('pseudonyms');
    return new Map(rows.map(({ id, plain }) => [id, decodePseudonyms(plain)]));
  }

  writePseudonyms(place: NamesPlace, names: ReadonlyMap<number, string>): Promise<void> {
    return this.#records.put('pseudonyms', place.recordingId, namesId(place), encodePseudonyms(names));
  }

  async readReview(): Promise<{ readonly decisions: readonly TrackDecision[]; readonly links: readonly Link[] }> {
    const decisions = (await this.#records.all('decisions')).map(({ plain }) => decodeDecision(plain));
    const links = (await this.#records.all('links')).map(({ plain }) => decodeLink(plain));
    return { decisions, links: links.sort((a, b) => a.at - b.at) };
  }

  writeDecision(decision: TrackDecision): Promise<void> {
    return this.#records.put('decisions', recordingOfTrack(decision.track), decision.track, encodeDecision(decision));
  }

  deleteDecisions(tracks: readonly TrackId[]): Promise<void> {
    return this.#records.delete('decisions', tracks);
  }

  writeLink(link: Link): Promise<void> {
    return this.#records.put('links', CASE, link.id, encodeLink(link));
  }

  deleteLinks(ids: readonly string[]): Promise<void> {
    return this.#records.delete('links', ids);
  }

  /** What everybody has opened, in no order. */
  async readSeen(): Promise<readonly SeenTracks[]> {
    return (await this.#records.all('seen')).map(({ plain }) => decodeSeen(plain));
  }

  /** What somebody has opened of one recording; nothing any more: the record goes. */
  writeSeen(recordingId: string, seen: SeenTracks): Promise<void> {
    const id = `${recordingId}/${seen.user}`;
    return seen.tracks.length === 0
      ? this.#records.delete('seen', [id])
      : this.#records.put('seen', recordingId, id, encodeSeen(seen));
  }

  /** In order. */
  async readTray(): Promise<readonly TrayItem[]> {
    const placed = (await this.#records.all('tray')).map(({ plain }) => decodeTrayItem(plain));
    return placed.sort((a, b) => a.place - b.place).map(({ item }) => item);
  }

  /** Writes some items and deletes others, all of it or nothing. */
  async changeTray(written: readonly PlacedItem[], gone: readonly string[]): Promise<void> {
    const { database } = this.#records;
    const records = await Promise.all(
      written.map((one) => this.#records.seal('tray', one.item.recording, one.item.id, encodeTrayItem(one))),
    );
    await guarded(() =>
      database.transaction('rw', ['tray'], async () => {
        await database.tray.bulkPut(records);
        await database.tray.bulkDelete([...gone]);
      }),
    );
  }

  /** Objects put together or cut by hand, in the order in which they were. */
  async readEdits(): Promise<readonly TrackEdit[]> {
    const edits = (await this.#records.all('edits')).map(({ plain }) => decodeEdit(plain));
    return edits.sort((a, b) => a.seq - b.seq);
  }

  writeEdit(edit: TrackEdit): Promise<void> {
    return this.#records.put('edits', edit.recording, edit.id, encodeEdit(edit));
  }

  deleteEdits(ids: readonly string[]): Promise<void> {
    return this.#records.delete('edits', ids);
  }

  /** In the order in which it was kept. */
  async readShelf(): Promise<Shelf> {
    const records = (await this.#records.all('shelf')).map(({ plain }) => decodeShelfRecord(plain));
    records.sort((a, b) => a.of.at - b.of.at);
    return {
      searches: records.flatMap((record) => (record.kind === 'search' ? [record.of] : [])),
      zones: records.flatMap((record) => (record.kind === 'zone' ? [record.of] : [])),
    };
  }

  /** Writes some of what is kept and deletes other, all of it or nothing. */
  async changeShelf(written: readonly ShelfRecord[], gone: readonly string[]): Promise<void> {
    const { database } = this.#records;
    // Of no recording: what names one that is erased loses that part, and stays.
    const records = await Promise.all(
      written.map((one) => this.#records.seal('shelf', CASE, one.of.id, encodeShelfRecord(one))),
    );
    await guarded(() =>
      database.transaction('rw', ['shelf'], async () => {
        await database.shelf.bulkPut(records);
        await database.shelf.bulkDelete([...gone]);
      }),
    );
  }

  /** Deletes all that is known of a recording. `given`: the highest pseudonyms of the case, so that none comes again. */
  async deleteRecording(id: string, given: ReadonlyMap<number, string>): Promise<void> {
    const { database } = this.#records;
    const counters = await this.#records.seal('pseudonyms', CASE, COUNTERS, encodePseudonyms(given));
    await guarded(() =>
      database.transaction('rw', [...SEALED_STORES], async () => {
        await database.pseudonyms.put(counters);
        for (const store of SEALED_STORES) {
          await database[store].where('recordingId').equals(id).delete();
        }
      }),
    );
  }
}

/** Where the pseudonyms of a chunk are kept. */
export function namesId({ recordingId, run, seq }: NamesPlace): string {
  return `${recordingId}/${run}/${String(seq).padStart(8, '0')}`;
}

function mediaId(recordingId: string): string {
  return `${recordingId}/media`;
}
