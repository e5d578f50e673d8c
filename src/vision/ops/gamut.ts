// Colour primaries: what the browser did to turn a frame's R'G'B' into sRGB, and the way back.

type Row = readonly [number, number, number];
/** Three rows. */
type Matrix3 = readonly [Row, Row, Row];

/** Chromaticities x, y of red, green and blue (ITU-R BT.601-7 525 and 625 lines, BT.709, BT.2020, SMPTE EG 432). */
const PRIMARIES: Readonly<Record<string, readonly [number, number, number, number, number, number]>> = {
  bt709: [0.64, 0.33, 0.3, 0.6, 0.15, 0.06],
  bt470bg: [0.64, 0.33, 0.29, 0.6, 0.15, 0.06],
  smpte170m: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07],
  bt2020: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046],
  smpte432: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
};
/** XYZ of D65, the white of all of them. */
const WHITE: Row = [0.3127 / 0.329, 1, (1 - 0.3127 - 0.329) / 0.329];

/** Linear light from sRGB to these primaries; `undefined` where both are the same or the name is not known. */
export function fromSrgb(primaries: string | null): Matrix3 | undefined {
  const [of, srgb] = [PRIMARIES[primaries ?? 'bt709'], PRIMARIES['bt709']];
  return of === undefined || srgb === undefined || of === srgb ? undefined : times(inverse(toXyz(of)), toXyz(srgb));
}

function toXyz([rx, ry, gx, gy, bx, by]: readonly [number, number, number, number, number, number]): Matrix3 {
  const plain: Matrix3 = [
    [rx / ry, gx / gy, bx / by],
    [1, 1, 1],
    [(1 - rx - ry) / ry, (1 - gx - gy) / gy, (1 - bx - by) / by],
  ];
  const [r, g, b] = inverse(plain).map((row) => row[0] * WHITE[0] + row[1] * WHITE[1] + row[2] * WHITE[2]);
  return times(plain, [
    [r ?? 0, 0, 0],
    [0, g ?? 0, 0],
    [0, 0, b ?? 0],
  ]);
}

function times(a: Matrix3, b: Matrix3): Matrix3 {
  const cell = (row: Row, column: 0 | 1 | 2): number =>
    row[0] * b[0][column] + row[1] * b[1][column] + row[2] * b[2][column];
  const line = (row: Row): Row => [cell(row, 0), cell(row, 1), cell(row, 2)];
  return [line(a[0]), line(a[1]), line(a[2])];
}

function inverse([[a, b, c], [d, e, f], [g, h, i]]: Matrix3): Matrix3 {
  const scale = 1 / (a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g));
  return [
    [(e * i - f * h) * scale, (c * h - b * i) * scale, (b * f - c * e) * scale],
    [(f * g - d * i) * scale, (a * i - c * g) * scale, (c * d - a * f) * scale],
    [(d * h - e * g) * scale, (b * g - a * h) * scale, (a * e - b * d) * scale],
  ];
}
