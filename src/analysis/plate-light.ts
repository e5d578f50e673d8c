// How the light of a scene changed, cell by cell, so that what was seen a minute ago can be shown in the light of now.

/** Means of a cell: luma less black, chroma less grey. */
export interface CellMeans {
  readonly y: number;
  readonly u: number;
  readonly v: number;
}

/** From one light to another: all three times `gain`, and chroma plus `du` and `dv`. */
export interface Relight {
  readonly gain: number;
  readonly du: number;
  readonly dv: number;
}

/** Cells along a side of a block: light is measured block by block, and runs from one to the next without a step. */
const BLOCK = 8;
/** The change of the whole picture counts in each block as so many cells that were seen again there. */
const CELLS_OF_ALL = 4;
/** Darker than this, luma less black, tells nothing of the light. */
const LEAST_LUMA = 8;
/** Cells seen again below which nothing is said of the light: they may be all of one object. */
const LEAST_CELLS = 12;
/** Between two pictures, and between a sight and the plate, light changes by no more than this factor. */
const MOST_CHANGE = 4;
/** Numbers noted of a cell: logarithm of the gain, and what is left of the change of each chroma. */
const PARTS = 3;

/** Follows the light of one view by the cells that are seen free again, for those too that are hidden meanwhile. */
export class PlateLight {
  readonly #columns: number;
  readonly #rows: number;
  readonly #across: number;
  readonly #down: number;
  /** Of each cell, from the light of the first picture to that of now: gain, du, dv. */
  readonly #now: Float32Array;
  /** Of each block, cell after cell: {@link PARTS} columns of as many cells as a block has. */
  readonly #notes: Float32Array;
  readonly #counts: Uint8Array;

  /** Columns and rows of cells. */
  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#rows = rows;
    this.#across = Math.ceil(columns / BLOCK);
    this.#down = Math.ceil(rows / BLOCK);
    this.#now = new Float32Array(columns * rows * PARTS);
    for (let cell = 0; cell < columns * rows; cell += 1) {
      this.#now[cell * PARTS] = 1;
    }
    const blocks = this.#across * this.#down;
    this.#notes = new Float32Array(blocks * PARTS * BLOCK * BLOCK);
    this.#counts = new Uint8Array(blocks);
  }

  /** The present light of a cell, to be kept with what is seen of it. */
  of(cell: number): Relight {
    const at = cell * PARTS;
    return { gain: this.#now[at] as number, du: this.#now[at + 1] as number, dv: this.#now[at + 2] as number };
  }

  /** From the light that {@link of} once told of a cell to the present one. */
  since(then: Relight, cell: number): Relight {
    const now = this.of(cell);
    const gain = Math.min(MOST_CHANGE, Math.max(1 / MOST_CHANGE, now.gain / then.gain));
    return { gain, du: now.du - gain * then.du, dv: now.dv - gain * then.dv };
  }

  /** A cell is seen free again: its means when it was seen last, in the light of {@link of} then, and now. */
  note(cell: number, before: CellMeans, then: Relight, now: CellMeans): void {
    const { gain, du, dv } = this.since(then, cell);
    if (before.y * gain < LEAST_LUMA || now.y < LEAST_LUMA) {
      return;
    }
    const more = Math.min(MOST_CHANGE, Math.max(1 / MOST_CHANGE, now.y / (before.y * gain)));
    const column = cell % this.#columns;
    const block = Math.floor((cell - column) / this.#columns / BLOCK) * this.#across + Math.floor(column / BLOCK);
    const count = this.#counts[block] as number;
    const at = block * PARTS * BLOCK * BLOCK + count;
    this.#notes[at] = Math.log(more);
    this.#notes[at + BLOCK * BLOCK] = now.u - more * (before.u * gain + du);
    this.#notes[at + 2 * BLOCK * BLOCK] = now.v - more * (before.v * gain + dv);
    this.#counts[block] = count + 1;
  }

  /** Takes over what was noted since the last call: the medians of blocks, so that one object does not count as light. */
  follow(): void {
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    if (total >= LEAST_CELLS) {
      const changes = Array.from({ length: PARTS }, (_, part) => this.#smooth(this.#medians(part)));
      this.#apply(changes);
    }
    this.#counts.fill(0);
  }

  #medians(part: number): Float32Array {
    return Float32Array.from(this.#counts, (count, block) => {
      const from = (block * PARTS + part) * BLOCK * BLOCK;
      return this.#notes.subarray(from, from + count).sort()[count >> 1] ?? 0;
    });
  }

  /** Each block with those around it, as many cells as were seen of them; where none was, as the whole picture. */
  #smooth(medians: Float32Array): Float32Array {
    const counts = this.#counts;
    const order = Array.from(medians.keys())
      .filter((block) => (counts[block] as number) > 0)
      .sort((a, b) => (medians[a] as number) - (medians[b] as number));
    const half = order.reduce((sum, block) => sum + (counts[block] as number), 0) / 2;
    let seen = 0;
    const middle = order.find((block) => (seen += counts[block] as number) >= half) ?? 0;
    const all = medians[middle] ?? 0;
    return medians.map((_, block) => {
      const column = block % this.#across;
      const row = (block - column) / this.#across;
      let [sum, cells] = [all * CELLS_OF_ALL, CELLS_OF_ALL];
      for (let y = Math.max(0, row - 1); y <= Math.min(this.#down - 1, row + 1); y += 1) {
        for (let x = Math.max(0, column - 1); x <= Math.min(this.#across - 1, column + 1); x += 1) {
          const count = counts[y * this.#across + x] as number;
          sum += count * (medians[y * this.#across + x] as number);
          cells += count;
        }
      }
      return sum / cells;
    });
  }

  #apply(changes: readonly Float32Array[]): void {
    const across = shares(this.#columns, this.#across);
    const down = shares(this.#rows, this.#down);
    const [logs, dus, dvs] = changes.map((change) => this.#spread(change, across, down));
    for (let cell = 0; cell < this.#columns * this.#rows; cell += 1) {
      const gain = Math.exp(logs?.[cell] ?? 0);
      const place = cell * PARTS;
      this.#now[place] = (this.#now[place] as number) * gain;
      this.#now[place + 1] = (this.#now[place + 1] as number) * gain + (dus?.[cell] ?? 0);
      this.#now[place + 2] = (this.#now[place + 2] as number) * gain + (dvs?.[cell] ?? 0);
    }
  }

  /** From blocks to cells: straight from the middle of one block to the next. */
  #spread(change: Float32Array, across: readonly Between[], down: readonly Between[]): Float32Array {
    const cells = new Float32Array(this.#columns * this.#rows);
    let cell = 0;
    for (const row of down) {
      const [above, below] = [row.from * this.#across, row.to * this.#across];
      for (const { from, to, share } of across) {
        const first = (change[above + from] as number) * (1 - share) + (change[above + to] as number) * share;
        const second = (change[below + from] as number) * (1 - share) + (change[below + to] as number) * share;
        cells[cell] = first * (1 - row.share) + second * row.share;
        cell += 1;
      }
    }
    return cells;
  }
}

/** Two blocks, and the second one's share. */
interface Between {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** Between the middles of which two blocks each cell lies. */
function shares(cells: number, blocks: number): readonly Between[] {
  return Array.from({ length: cells }, (_, cell) => {
    const place = Math.min(blocks - 1, Math.max(0, (cell + 0.5) / BLOCK - 0.5));
    const from = Math.floor(place);
    return { from, to: Math.min(blocks - 1, from + 1), share: place - from };
  });
}
