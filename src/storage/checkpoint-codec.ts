// A checkpoint as bytes: the working state of a pass between two pictures, so that another worker can go on.
//
//   "DRK2" | header length (u32) | header JSON, padded to 8 bytes | typed arrays, each padded to 8 bytes
//
// It is read only by the build that wrote it, under the seal of its case: what comes out is what went in.

const MAGIC = 0x324b5244; // "DRK2", little-endian
const ALIGN = 8;

const ARRAYS = {
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
} as const;
type ArrayName = keyof typeof ARRAYS;
type AnyArray = InstanceType<(typeof ARRAYS)[ArrayName]>;

/** Plain data: what JSON knows, any number, `undefined`, typed arrays. */
export type Plain =
  undefined | null | boolean | number | string | AnyArray | readonly Plain[] | { readonly [key: string]: Plain };

const padded = (length: number): number => Math.ceil(length / ALIGN) * ALIGN;

function nameOf(value: unknown): ArrayName | undefined {
  return Object.entries(ARRAYS).find(([, type]) => value instanceof type)?.[0] as ArrayName | undefined;
}

/** Encodes plain data, typed arrays byte for byte. Throws `TypeError` on anything else (a Map, a class, a function). */
export function encodeCheckpoint(state: unknown): Uint8Array<ArrayBuffer> {
  const arrays: Uint8Array[] = [];
  let size = 0;
  const flatten = (value: unknown): unknown => {
    if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
      return { $: 'value', is: String(value) };
    }
    if (typeof value === 'number' && Object.is(value, -0)) {
      return { $: 'value', is: '-0' };
    }
    if (value === null || typeof value !== 'object') {
      if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
        throw new TypeError(`A checkpoint cannot hold a ${typeof value}`);
      }
      return value;
    }
    const name = nameOf(value);
    if (name !== undefined && ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      const at = size;
      arrays.push(bytes);
      size += padded(bytes.length);
      return { $: name, at, bytes: bytes.length };
    }
    if (Array.isArray(value)) {
      return value.map(flatten);
    }
    if (Object.getPrototypeOf(value) !== Object.prototype) {
      throw new TypeError('A checkpoint holds plain data only');
    }
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, flatten(child)]));
  };
  const json = new TextEncoder().encode(JSON.stringify(flatten(state)));
  const start = padded(8 + json.length);
  const out = new Uint8Array(start + size);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, json.length, true);
  out.set(json, 8);
  let at = start;
  for (const bytes of arrays) {
    out.set(bytes, at);
    at += padded(bytes.length);
  }
  return out;
}

/** The plain data that {@link encodeCheckpoint} was given. Throws `TypeError` on other bytes. */
export function decodeCheckpoint(bytes: Uint8Array<ArrayBuffer>): Plain {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || view.getUint32(0, true) !== MAGIC) {
    throw new TypeError('Not a checkpoint');
  }
  const length = view.getUint32(4, true);
  const start = padded(8 + length);
  const revive = (value: unknown): Plain => {
    if (Array.isArray(value)) {
      return value.map(revive);
    }
    if (typeof value !== 'object' || value === null) {
      return value as Plain;
    }
    const tag: unknown = Reflect.get(value, '$');
    if (tag === 'value') {
      const is: unknown = Reflect.get(value, 'is');
      return is === 'undefined' ? undefined : Number(is);
    }
    if (typeof tag === 'string' && tag in ARRAYS) {
      const at = start + Number(Reflect.get(value, 'at'));
      const copy = bytes.slice(at, at + Number(Reflect.get(value, 'bytes')));
      return new ARRAYS[tag as ArrayName](copy.buffer);
    }
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, revive(child)]));
  };
  return revive(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))));
}
