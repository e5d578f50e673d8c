// Checks of the dossier that are pure counting: no browser, no bench.

import { missedMutations } from '../../tests/builders/journal-mutations.ts';
import type { Check } from './check.ts';

/** Any; fixed, so that a mutation that was missed can be looked at again. */
const SEED = 20_261_122;

/** Tampers with a journal `wanted` times. The entry that is named first must be the right one. */
export async function checkMutations(wanted: number, log: (text: string) => void): Promise<Check[]> {
  const missed = await missedMutations(wanted, SEED);
  missed.forEach(log);
  return [
    {
      what: `${wanted} random mutations of a journal`,
      measured: `${wanted - missed.length} caught, their first entry named`,
      wanted: 'all',
      aim: '',
      ok: missed.length === 0,
    },
  ];
}
