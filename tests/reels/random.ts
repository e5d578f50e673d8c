// Random numbers that are the same on every machine: a reel is made twice, its truth is the same.

/** Uniform numbers in [0, 1) from a seed: xorshift32 (Marsaglia 2003, "Xorshift RNGs"). */
export function seededRandom(seed: number): () => number {
  // Spreads small seeds over all bits; xorshift must not start at zero.
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Gaussian noise of standard deviation `sigma`, rounded and clipped to ±127. */
export function gaussianNoise(length: number, sigma: number, random: () => number): Int8Array {
  const noise = new Int8Array(length);
  for (let k = 0; k < length; k += 2) {
    // Box and Muller 1958: two normal deviates from two uniform ones.
    const radius = sigma * Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    noise[k] = clamp(Math.round(radius * Math.cos(angle)));
    if (k + 1 < length) {
      noise[k + 1] = clamp(Math.round(radius * Math.sin(angle)));
    }
  }
  return noise;
}

const clamp = (value: number): number => Math.min(127, Math.max(-127, value));
