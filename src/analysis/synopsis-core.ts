// What the synopsis worker does: arranges objects, and says how far it is.

import type { ArrangeJob, ArrangeListener, SynopsisWorkerApi } from '../contracts/synopsis.ts';
import { arrange } from '../domain/synopsis/arrange.ts';
import type { Arrangement } from '../domain/synopsis/arrangement.ts';

/** Progress is told no more often, ms. */
const TELL_MS = 100;

export class SynopsisCore implements SynopsisWorkerApi {
  arrange({ tubes, demand, before }: ArrangeJob, listener: ArrangeListener): Arrangement {
    let told = 0;
    const now = (): number => performance.now();
    const options = { now, ...(before === undefined ? {} : { before }) };
    return arrange(tubes, demand, options, (share) => {
      if (now() - told >= TELL_MS) {
        told = now();
        listener(share);
      }
    });
  }
}
