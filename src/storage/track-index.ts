// The objects of a case as columns, apart from their boxes: a million of them are read at once. All of it comes from the
// chunks; what is missing, older than they are or of another version is built from them.

import type { Sealer } from '../contracts/sealer.ts';
import { ColumnBuilder } from '../domain/query/column-builder.ts';
import { joinColumns, sliceRows, type RecordingColumns } from '../domain/query/track-columns.ts';
import { decodeFindings } from './chunk-codec.ts';
import type { DerushDatabase, SealedRecord } from './database.ts';
import { guarded } from './guarded.ts';
import { isSame, SealedRecords } from './sealed-records.ts';
import { decodeIndexBlock, encodeIndexBlock, type IndexBlock } from './track-index-codec.ts';

/** Rows of one record: some megabytes, sealed and opened in milliseconds. */
const BLOCK_ROWS = 65_536;
/** Chunks opened at a time while an index is built. */
const AT_ONCE = 16;

/** What is stored of a recording. */
interface Stored {
  readonly chunks: number;
  readonly parts: readonly RecordingColumns[];
}

/** Access to the index of one case. Every failure is an `AppError`. */
export class TrackIndex {
  readonly #database: DerushDatabase;
  readonly #records: SealedRecords;

  constructor(database: DerushDatabase, caseId: string, sealer: Sealer) {
    this.#database = database;
    this.#records = new SealedRecords(database, caseId, sealer);
  }

  /**
   * Every object of some recordings, in their order. What had to be built is not kept: that is {@link update}'s work, and
   * reading goes on where nothing can be written any more.
   */
  async read(recordingIds: readonly string[]): Promise<readonly RecordingColumns[]> {
    return Promise.all(recordingIds.map(async (id) => joinColumns((await this.#current(id)).parts)));
  }

  /**
   * Brings the stored index of a recording up to its chunks: all of it is replaced, or nothing. What a purge has taken out
   * of the chunks while they were read is not written: they are read again.
   */
  async update(recordingId: string): Promise<void> {
    let isDone = false;
    while (!isDone) {
      const mark = await this.#mark(recordingId);
      const stored = await this.#stored(recordingId);
      const current = await this.#current(recordingId, stored);
      isDone = await (current === stored ? this.#unmark(mark) : this.#write(recordingId, mark, current));
    }
  }

  /** Stands beside the index while it is built; whoever takes something out of the chunks deletes it with the index. */
  async #mark(recordingId: string): Promise<SealedRecord> {
    const mark = await this.#records.seal('trackIndex', recordingId, `${recordingId}/mark`, new Uint8Array(0));
    await guarded(() => this.#database.trackIndex.put(mark));
    return mark;
  }

  async #unmark({ id }: SealedRecord): Promise<true> {
    await guarded(() => this.#database.trackIndex.delete(id));
    return true;
  }

  /** False when the mark is gone, or is another one: nothing is written. */
  async #write(recordingId: string, mark: SealedRecord, { chunks, parts }: Stored): Promise<boolean> {
    const columns = joinColumns(parts);
    const rows = columns.number.length;
    const blocks = Math.max(1, Math.ceil(rows / BLOCK_ROWS));
    const records = await Promise.all(
      Array.from({ length: blocks }, (_, block) => {
        const part = sliceRows(columns, block * BLOCK_ROWS, Math.min(rows, (block + 1) * BLOCK_ROWS));
        const plain = encodeIndexBlock({ chunks, blocks, columns: part });
        return this.#records.seal('trackIndex', recordingId, blockId(recordingId, block), plain);
      }),
    );
    return guarded(() =>
      this.#database.transaction('rw', ['trackIndex'], async () => {
        const found = await this.#database.trackIndex.get(mark.id);
        if (found === undefined || !isSame(found, mark)) {
          return false;
        }
        await this.#database.trackIndex.where('recordingId').equals(recordingId).delete();
        await this.#database.trackIndex.bulkAdd(records);
        return true;
      }),
    );
  }

  /** What is stored, and on top of it what the chunks tell that came since. */
  async #current(recordingId: string, known?: Stored): Promise<Stored> {
    const stored = known ?? (await this.#stored(recordingId));
    const chunks = await guarded(() => this.#database.chunks.where('recordingId').equals(recordingId).count());
    if (stored !== undefined && stored.chunks === chunks) {
      return stored;
    }
    // Fewer chunks than are told of: another analysis has begun.
    const before = stored === undefined || stored.chunks > chunks ? undefined : stored;
    const builder = new ColumnBuilder(before && joinColumns(before.parts));
    const ids = await guarded(() => this.#database.chunks.where('recordingId').equals(recordingId).primaryKeys());
    const news = ids.sort().slice(before?.chunks ?? 0);
    for (let from = 0; from < news.length; from += AT_ONCE) {
      const plains = await Promise.all(news.slice(from, from + AT_ONCE).map((id) => this.#records.open('chunks', id)));
      for (const plain of plains) {
        const summaries = plain === undefined ? [] : decodeFindings(plain).summaries;
        summaries.forEach((summary) => {
          builder.put(summary);
        });
      }
    }
    return { chunks: ids.length, parts: [builder.build()] };
  }

  async #stored(recordingId: string): Promise<Stored | undefined> {
    const first = await this.#block(recordingId, 0);
    if (first === undefined) {
      return undefined;
    }
    const others = await Promise.all(
      Array.from({ length: first.blocks - 1 }, (_, index) => this.#block(recordingId, index + 1)),
    );
    const blocks = [first, ...others].flatMap((block) => (block?.chunks === first.chunks ? [block] : []));
    return blocks.length === first.blocks
      ? { chunks: first.chunks, parts: blocks.map(({ columns }) => columns) }
      : undefined;
  }

  async #block(recordingId: string, block: number): Promise<IndexBlock | undefined> {
    const plain = await this.#records.open('trackIndex', blockId(recordingId, block));
    return plain === undefined ? undefined : decodeIndexBlock(plain);
  }
}

function blockId(recordingId: string, block: number): string {
  return `${recordingId}/${block}`;
}
