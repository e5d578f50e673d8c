// What lists, filters and counts need of every object of a case: one typed array a fact, one row an object.

/** Objects of one recording. A word is its place in its list, from 1; 0 = undetermined. */
export interface RecordingColumns {
  /** Presentation time, µs. */
  readonly firstUs: Float64Array<ArrayBuffer>;
  readonly lastUs: Float64Array<ArrayBuffer>;
  /** Of the picture that shows it best. */
  readonly bestUs: Float64Array<ArrayBuffer>;
  readonly number: Uint32Array<ArrayBuffer>;
  /** Thousandths. */
  readonly confidence: Uint16Array<ArrayBuffer>;
  /** One bit a colour, in the order of `COLOUR_NAMES`. */
  readonly upper: Uint16Array<ArrayBuffer>;
  readonly lower: Uint16Array<ArrayBuffer>;
  readonly vehicle: Uint16Array<ArrayBuffer>;
  /** Numbers of `OBJECT_CLASSES`. */
  readonly objectClass: Uint8Array<ArrayBuffer>;
  readonly direction: Uint8Array<ArrayBuffer>;
  readonly entered: Uint8Array<ArrayBuffer>;
  readonly left: Uint8Array<ArrayBuffer>;
  readonly speed: Uint8Array<ArrayBuffer>;
  readonly size: Uint8Array<ArrayBuffer>;
  /** One bit a thing, in the order of `CARRIED`. */
  readonly carried: Uint8Array<ArrayBuffer>;
}

/** The names of the columns, in the order in which they lie. */
const NAMES = [
  'firstUs',
  'lastUs',
  'bestUs',
  'number',
  'confidence',
  'upper',
  'lower',
  'vehicle',
  'objectClass',
  'direction',
  'entered',
  'left',
  'speed',
  'size',
  'carried',
] as const satisfies readonly (keyof RecordingColumns)[];

/**
 * Columns over memory that holds `length` rows from `start` (a multiple of 8) on: one behind the other without gaps, the
 * widest first, so that each begins where its numbers may.
 */
export function columnsIn(buffer: ArrayBuffer, start: number, length: number): RecordingColumns {
  let end = start;
  const next = (bytes: number): [ArrayBuffer, number, number] => {
    end += length * bytes;
    return [buffer, end - length * bytes, length];
  };
  return {
    firstUs: new Float64Array(...next(8)),
    lastUs: new Float64Array(...next(8)),
    bestUs: new Float64Array(...next(8)),
    number: new Uint32Array(...next(4)),
    confidence: new Uint16Array(...next(2)),
    upper: new Uint16Array(...next(2)),
    lower: new Uint16Array(...next(2)),
    vehicle: new Uint16Array(...next(2)),
    objectClass: new Uint8Array(...next(1)),
    direction: new Uint8Array(...next(1)),
    entered: new Uint8Array(...next(1)),
    left: new Uint8Array(...next(1)),
    speed: new Uint8Array(...next(1)),
    size: new Uint8Array(...next(1)),
    carried: new Uint8Array(...next(1)),
  };
}

const ONE_ROW = columnsIn(new ArrayBuffer(64), 0, 1);

/** Bytes of one row of {@link RecordingColumns}. */
export const ROW_BYTES = NAMES.reduce((sum, name) => sum + ONE_ROW[name].BYTES_PER_ELEMENT, 0);

/** Columns of zeros, in memory of their own. */
export function emptyColumns(length: number): RecordingColumns {
  return columnsIn(new ArrayBuffer(length * ROW_BYTES), 0, length);
}

/** Writes rows over those of other columns, from row `at` on. */
export function copyRows(from: RecordingColumns, into: RecordingColumns, at: number): void {
  for (const name of NAMES) {
    into[name].set(from[name], at);
  }
}

/** Rows `from` (included) to `to` (not included), in memory of their own. */
export function sliceRows(columns: RecordingColumns, from: number, to: number): RecordingColumns {
  const rows = emptyColumns(to - from);
  for (const name of NAMES) {
    rows[name].set(columns[name].subarray(from, to));
  }
  return rows;
}

/** Some rows, in the order given, in memory of their own. */
export function gatherRows(columns: RecordingColumns, rows: Uint32Array<ArrayBuffer>): RecordingColumns {
  const gathered = emptyColumns(rows.length);
  for (const name of NAMES) {
    const from = columns[name];
    const into = gathered[name];
    for (let at = 0; at < rows.length; at += 1) {
      into[at] = from[rows[at] ?? 0] ?? 0;
    }
  }
  return gathered;
}

/** One table of several. */
export function joinColumns(parts: readonly RecordingColumns[]): RecordingColumns {
  const joined = emptyColumns(parts.reduce((sum, part) => sum + part.number.length, 0));
  let at = 0;
  for (const part of parts) {
    copyRows(part, joined, at);
    at += part.number.length;
  }
  return joined;
}
