// Arranges in the app's own worker, from a page that watches whether it is held up.

import * as Comlink from 'comlink';

import type { SynopsisWorkerApi } from '../../../src/contracts/synopsis.ts';
import {
  USUAL_DEMAND,
  type ArrangeDemand,
  type Arrangement,
  type Before,
} from '../../../src/domain/synopsis/arrangement.ts';
import type { Tubes } from '../../../src/domain/synopsis/tubes.ts';
import { WorkerClient } from '../../../src/services/worker-client.ts';
import { someTubes } from '../../../tests/builders/tube-scene.ts';
import type { Arranged, ArrangePlan, PackedTubes } from './figures.ts';

function bytesOf(base64: string): ArrayBuffer {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes.buffer;
}

function unpacked({ fromUs, toUs, key, starts, boxes }: PackedTubes): Tubes {
  return {
    fromUs: new Float64Array(bytesOf(fromUs)),
    toUs: new Float64Array(bytesOf(toUs)),
    key: new Float64Array(bytesOf(key)),
    starts: new Uint32Array(bytesOf(starts)),
    boxes: new Float32Array(bytesOf(boxes)),
  };
}

async function arranged({ tubes: packed, footageUs, runs }: ArrangePlan): Promise<Arranged> {
  const worker = new Worker(new URL('../../../workers/synopsis.worker.ts', import.meta.url), { type: 'module' });
  using client = new WorkerClient<SynopsisWorkerApi>(worker);
  const all = unpacked(packed);
  const fewer = someTubes(all, (row) => row % 10 !== 0);
  // What was unpacked is not what is measured.
  await new Promise((resume) => setTimeout(resume, 200));
  const longTasks: number[] = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    entryTypes: ['longtask'],
  });
  const run = async (
    tubes: Tubes,
    demand: ArrangeDemand,
    before?: Before,
  ): Promise<{ readonly made: Arrangement; readonly ms: number }> => {
    const began = performance.now();
    const was = before && { tubes: { key: before.tubes.key }, arrangement: before.arrangement };
    const job = { tubes, demand: { ...demand, footageUs }, ...(was === undefined ? {} : { before: was }) };
    const made = await client.call((remote) =>
      remote.arrange(
        job,
        Comlink.proxy(() => undefined),
      ),
    );
    return { made, ms: performance.now() - began };
  };
  const [arrangeMs, againMs]: [number[], number[]] = [[], []];
  let { made } = await run(all, USUAL_DEMAND);
  for (let turn = 0; turn < runs; turn += 1) {
    const fresh = await run(all, USUAL_DEMAND);
    const gone = await run(fewer, USUAL_DEMAND, { tubes: all, arrangement: fresh.made });
    const back = await run(all, USUAL_DEMAND, { tubes: fewer, arrangement: gone.made });
    made = fresh.made;
    arrangeMs.push(fresh.ms);
    againMs.push(gone.ms, back.ms);
  }
  const strict = await run(all, { ...USUAL_DEMAND, mayOverlap: false });
  const full = await run(all, { ...USUAL_DEMAND, isCalm: false });
  const { overlap, worstOverlap, disorder, coverage, density, peak } = made.metrics;
  return {
    objects: all.key.length,
    pieces: made.pieces.tube.length,
    ...{ arrangeMs, againMs, longTasks, overlap, worstOverlap, disorder, coverage, density, peak },
    ...{ lengthS: made.lengthUs / 1e6, pace: made.pace },
    ...{ strictLengthS: strict.made.lengthUs / 1e6, strictOverlap: strict.made.metrics.worstOverlap },
    ...{ fullLengthS: full.made.lengthUs / 1e6, fullPeak: full.made.metrics.peak },
  };
}

Reflect.set(globalThis, 'derushArrange', { arranged });
