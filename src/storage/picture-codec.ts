// Pictures as bytes: thumbnails of objects, and clean plates of the scene.

/** A thumbnail: encoded picture and its media type. */
export interface StoredCrop {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The scene without what moves, as it was at `us`. */
export interface StoredPlate extends StoredCrop {
  readonly us: number;
  readonly width: number;
  readonly height: number;
}

/** Width and height as u32, then as a thumbnail. */
export function packPlate({ width, height, ...picture }: StoredPlate): Uint8Array<ArrayBuffer> {
  const rest = packCrop(picture);
  const packed = new Uint8Array(8 + rest.length);
  const view = new DataView(packed.buffer);
  view.setUint32(0, width, true);
  view.setUint32(4, height, true);
  packed.set(rest, 8);
  return packed;
}

export function unpackPlate(packed: Uint8Array<ArrayBuffer>, us: number): StoredPlate {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return { us, width: view.getUint32(0, true), height: view.getUint32(4, true), ...unpackCrop(packed.slice(8)) };
}

/** One byte of length, the media type, the picture. */
export function packCrop({ type, bytes }: StoredCrop): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(type);
  const packed = new Uint8Array(1 + name.length + bytes.length);
  packed[0] = name.length;
  packed.set(name, 1);
  packed.set(bytes, 1 + name.length);
  return packed;
}

export function unpackCrop(packed: Uint8Array<ArrayBuffer>): StoredCrop {
  const length = packed[0] ?? 0;
  return {
    type: new TextDecoder().decode(packed.subarray(1, 1 + length)),
    bytes: packed.slice(1 + length),
  };
}
