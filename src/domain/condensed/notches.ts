// How much of each object is watched: from everything around it to a glance.

/** From the longest to the shortest. */
export const NOTCH_NAMES = ['wide', 'usual', 'tight', 'glimpse', 'sparse'] as const;

export type NotchName = (typeof NOTCH_NAMES)[number];

export interface Notch {
  /** Watched before an object appears, and after it is gone, µs. */
  readonly paddingUs: number;
  /** Dead time that is shorter is watched too: going over it would take the eye longer, µs. */
  readonly bridgeUs: number;
  /** Objects that are there for less are left out, µs. */
  readonly leastUs: number;
  /** Of one that stays longer only the arrival, the moment that shows it best and the departure are watched, µs. */
  readonly stayUs: number;
  /** Length of each of these three, µs. */
  readonly partUs: number;
}

const WHOLE = { leastUs: 0, stayUs: Infinity, partUs: 0 };

/** Each watches no more than the one before, of any recording. */
export const NOTCHES: Readonly<Record<NotchName, Notch>> = {
  wide: { paddingUs: 5e6, bridgeUs: 10e6, ...WHOLE },
  usual: { paddingUs: 2e6, bridgeUs: 4e6, ...WHOLE },
  tight: { paddingUs: 500_000, bridgeUs: 1e6, ...WHOLE },
  glimpse: { paddingUs: 500_000, bridgeUs: 1e6, leastUs: 0, stayUs: 20e6, partUs: 6e6 },
  sparse: { paddingUs: 250_000, bridgeUs: 500_000, leastUs: 1e6, stayUs: 6e6, partUs: 2e6 },
};

/** Whether every object is watched from its first picture to its last one, where pictures can be read at all. */
export function isWhole({ leastUs, stayUs }: Notch): boolean {
  return leastUs === 0 && stayUs === Infinity;
}
