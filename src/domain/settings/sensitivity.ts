// How readily something is proposed: three presets, each a closed set of parameters of the engine.

/** From few and sure to many and doubtful. */
export const SENSITIVITIES = ['careful', 'normal', 'fine'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** What a preset decides. Lengths and rates are relative to the picture or to the usual ones: they fit any camera. */
export interface EngineParameters {
  /** Least moving pixels of the luma grid that make a region. */
  readonly leastRegionPixels: number;
  /** Least score of a detection that is looked at, 0–1. */
  readonly leastScore: number;
  /** Score from which a detection is believed first and may start an object, 0–1. */
  readonly sureScore: number;
  /** Time between two looks of the detector, as a share of the usual one. */
  readonly lookInterval: number;
}

/** `normal` is what every figure of the documentation was measured with. */
const PRESETS: Readonly<Record<Sensitivity, EngineParameters>> = {
  careful: { leastRegionPixels: 32, leastScore: 0.25, sureScore: 0.5, lookInterval: 1 },
  normal: { leastRegionPixels: 20, leastScore: 0.2, sureScore: 0.4, lookInterval: 1 },
  fine: { leastRegionPixels: 12, leastScore: 0.15, sureScore: 0.3, lookInterval: 0.7 },
};

export const NORMAL = PRESETS.normal;

export function parametersOf(sensitivity: Sensitivity): EngineParameters {
  return PRESETS[sensitivity];
}
