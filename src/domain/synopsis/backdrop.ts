// Which clean plates a picture of a synopsis stands on: those of the moments that its objects come from.

/** One piece of a tube, as the background sees it. */
export interface BackdropPiece {
  /** When it comes on the picture and leaves it, µs of synopsis. */
  readonly atUs: number;
  readonly endUs: number;
  /** Number of its recording, and the presentation time there that it shows at the asked moment. */
  readonly recording: number;
  readonly sourceUs: number;
}

/** A clean plate and its share of the background; the shares of a background add up to 1. */
export interface PlateWeight {
  readonly recording: number;
  readonly us: number;
  readonly weight: number;
}

/**
 * An object comes into the background, and goes out of it, over so much time on either side of its passage, µs: light that
 * changed with every object that enters would flicker.
 */
export const BACKDROP_FADE_US = 1_000_000;
/** Plates mixed at once: more only blur each other. */
const MOST_PLATES = 6;
/** Shares are whole parts of this, so that the mix is made anew a few times a second and not for every picture. */
const PARTS = 64;

/**
 * Every piece weighs as much as it covers of the time from {@link BACKDROP_FADE_US} before to as long after `timeUs`, and lies
 * between the two plates before and after the moment that it shows. A function of time alone: what is exported is what
 * was seen. `plateTimes`: of each recording, in order. Empty when no recording of a piece has a plate.
 */
export function backdropAt(
  timeUs: number,
  pieces: readonly BackdropPiece[],
  plateTimes: (recording: number) => readonly number[],
): readonly PlateWeight[] {
  const shares = new Map<string, { recording: number; us: number; weight: number }>();
  for (const piece of pieces) {
    const from = Math.max(piece.atUs, timeUs - BACKDROP_FADE_US);
    const covered = Math.min(piece.endUs, timeUs + BACKDROP_FADE_US) - from;
    if (covered > 0) {
      for (const { us, weight } of platesAt(plateTimes(piece.recording), piece.sourceUs)) {
        const key = `${piece.recording} ${us}`;
        const share = shares.get(key) ?? { recording: piece.recording, us, weight: 0 };
        share.weight += weight * covered;
        shares.set(key, share);
      }
    }
  }
  const strongest = [...shares.values()].sort((a, b) => b.weight - a.weight || a.us - b.us).slice(0, MOST_PLATES);
  return inParts(strongest).sort((a, b) => a.recording - b.recording || a.us - b.us);
}

/** The plates before and after a moment; nearer weighs more. */
function platesAt(times: readonly number[], us: number): readonly { readonly us: number; readonly weight: number }[] {
  const after = times.findIndex((time) => time > us);
  const [last, next] = [times[after === -1 ? times.length - 1 : after - 1], times[after]];
  if (last === undefined || next === undefined) {
    const only = last ?? next;
    return only === undefined ? [] : [{ us: only, weight: 1 }];
  }
  const t = (us - last) / (next - last);
  return t > 0
    ? [
        { us: last, weight: 1 - t },
        { us: next, weight: t },
      ]
    : [{ us: last, weight: 1 }];
}

/** Rounded to whole parts that still add up to 1; the largest takes what rounding leaves. */
function inParts(shares: readonly PlateWeight[]): PlateWeight[] {
  const sum = shares.reduce((total, { weight }) => total + weight, 0);
  const parts = shares.map(({ weight }) => Math.round((weight / sum) * PARTS));
  const left = PARTS - parts.reduce((total, part) => total + part, 0);
  return shares
    .map((share, index) => ({ ...share, weight: ((parts[index] ?? 0) + (index === 0 ? left : 0)) / PARTS }))
    .filter(({ weight }) => weight > 0);
}
