// Snappy, the raw format (google/snappy, format_description.txt): what Chromium's stores pack their blocks and values with.

/** Unpacks what begins at `start`; `undefined` when it is not snappy, or breaks off. */
export function unsnappy(bytes: Buffer, start = 0): Buffer | undefined {
  const head = readVarint(bytes, start);
  if (head === undefined || head.value === 0 || head.value > 2 ** 26) {
    return undefined;
  }
  const out = Buffer.alloc(head.value);
  let at = head.next;
  let done = 0;
  while (done < out.length) {
    const step = readElement(bytes, at);
    if (step === undefined || done + step.length > out.length) {
      return undefined;
    }
    if (step.offset === undefined) {
      if (step.next + step.length > bytes.length) {
        return undefined;
      }
      bytes.copy(out, done, step.next, step.next + step.length);
      at = step.next + step.length;
    } else {
      if (step.offset === 0 || step.offset > done) {
        return undefined;
      }
      // A copy may overlap what it writes.
      for (let i = 0; i < step.length; i += 1) {
        out[done + i] = out[done - step.offset + i] ?? 0;
      }
      at = step.next;
    }
    done += step.length;
  }
  return out;
}

interface Element {
  readonly length: number;
  /** Of a copy; `undefined`: a literal that follows at `next`. */
  readonly offset: number | undefined;
  readonly next: number;
}

function readElement(bytes: Buffer, at: number): Element | undefined {
  const tag = bytes[at];
  if (tag === undefined) {
    return undefined;
  }
  const upper = tag >> 2;
  const little = (from: number, count: number): number =>
    from + count > bytes.length ? 0 : bytes.readUIntLE(from, count);
  switch (tag & 3) {
    case 0: {
      const extra = Math.max(0, upper - 59);
      const length = extra === 0 ? upper + 1 : little(at + 1, extra) + 1;
      return { length, offset: undefined, next: at + 1 + extra };
    }
    case 1:
      return { length: (upper & 7) + 4, offset: ((tag >> 5) << 8) | little(at + 1, 1), next: at + 2 };
    case 2:
      return { length: upper + 1, offset: little(at + 1, 2), next: at + 3 };
    default:
      return { length: upper + 1, offset: little(at + 1, 4), next: at + 5 };
  }
}

/** Seven bits a byte, the lowest first; at most 32 bits. */
export function readVarint(
  bytes: Buffer,
  start: number,
): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let i = 0; i < 5; i += 1) {
    const byte = bytes[start + i];
    if (byte === undefined) {
      return undefined;
    }
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) {
      return { value, next: start + i + 1 };
    }
  }
  return undefined;
}
