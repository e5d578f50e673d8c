// Perceptual colour: OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020).

/** A colour in linear light, sRGB primaries; 1 = the white of the picture. */
export interface LinearRgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** Lightness 0–1, green–red `a` and blue–yellow `b`, both about −0.4–0.4. */
export interface Oklab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

const LINEAR = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** Linear light of an 8-bit sRGB value (rounded and clamped). */
export function linearOf(byte: number): number {
  return LINEAR[Math.min(255, Math.max(0, Math.round(byte)))] ?? 0;
}

export function oklab({ r, g, b }: LinearRgb): Oklab {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

export function chroma({ a, b }: Oklab): number {
  return Math.sqrt(a * a + b * b);
}

/** Hue in degrees, 0–360: red about 29, yellow 110, green 142, blue 264, magenta 328. */
export function hue({ a, b }: Oklab): number {
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  return degrees < 0 ? degrees + 360 : degrees;
}
