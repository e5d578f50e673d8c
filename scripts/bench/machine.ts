// What a second core of this machine is worth: virtual machines often share one core between two, or ration both.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const SPIN_MS = 1500;
/** Counts rounds of integer work for a while: no memory, no system calls. */
const SPIN = `
  const { parentPort, workerData } = require('node:worker_threads');
  const start = performance.now();
  let rounds = 0;
  let x = 1;
  while (performance.now() - start < workerData) {
    for (let i = 0; i < 200_000; i += 1) x = (x * 1103515245 + 12345) & 0x7fffffff;
    rounds += 1;
  }
  parentPort.postMessage(rounds);
`;

async function roundsOf(threads: number): Promise<number> {
  const counts = await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(SPIN, { eval: true, workerData: SPIN_MS });
      const [rounds] = (await once(worker, 'message')) as [number];
      return rounds;
    }),
  );
  return counts.reduce((sum, rounds) => sum + rounds, 0);
}

/** Work done by two threads at once over that of one alone: 2 on two whole cores, 1 when they share one. */
export async function secondCoreWorth(): Promise<number> {
  const one = await roundsOf(1);
  return (await roundsOf(2)) / Math.max(1, one);
}
