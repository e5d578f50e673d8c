import { afterEach, describe, expect, it, vi } from 'vitest';

import { SynopsisCore } from '../../../src/analysis/synopsis-core.ts';
import { arrange } from '../../../src/domain/synopsis/arrange.ts';
import { USUAL_DEMAND } from '../../../src/domain/synopsis/arrangement.ts';
import { Arranger } from '../../../src/services/arranger.ts';
import { FakeWorker } from '../../builders/fake-worker.ts';
import { passersBy, someTubes } from '../../builders/tube-scene.ts';
import { seededRandom } from '../../reels/random.ts';

const machine = vi.hoisted(() => ({ api: {}, workers: [] as unknown[] }));

vi.mock('#shape', () => ({
  shape: {
    spawnWorker: () => {
      const worker = new FakeWorker(machine.api);
      machine.workers.push(worker);
      return worker;
    },
  },
}));

const tubes = passersBy(40, 400, seededRandom(1));

function arranger(api: object): Arranger {
  machine.api = api;
  machine.workers.length = 0;
  return new Arranger();
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('arranging in a worker', () => {
  it('gives what is worked out there, and says how far it is', async () => {
    using here = arranger(new SynopsisCore());
    const shares: number[] = [];

    const made = await here.arrange(tubes, USUAL_DEMAND, { onProgress: (share) => shares.push(share) });

    const { pieces, lengthUs } = arrange(tubes, USUAL_DEMAND, { now: () => 0 });
    expect(made.pieces).toEqual(pieces);
    expect(made.lengthUs).toBe(lengthUs);
    expect(made.metrics.runtimeMs).toBeGreaterThan(0);
    await vi.waitFor(() => {
      expect(shares.length).toBeGreaterThan(0);
    });
  });

  it('lets those stay who were there before', async () => {
    using here = arranger(new SynopsisCore());
    const before = { tubes, arrangement: await here.arrange(tubes, USUAL_DEMAND) };
    const fewer = someTubes(tubes, (row) => row !== 7);

    const made = await here.arrange(fewer, USUAL_DEMAND, { before });

    const there = arrange(fewer, USUAL_DEMAND, { before, now: () => 0 });
    expect(made.pieces).toEqual(there.pieces);
    expect(machine.workers).toHaveLength(1);
  });

  it('ends the worker of who does not wait, and starts a fresh one for the next', async () => {
    const never = { arrange: () => new Promise<never>(() => undefined) };
    using here = arranger(never);
    const controller = new AbortController();
    const waiting = here.arrange(tubes, USUAL_DEMAND, { signal: controller.signal });

    controller.abort(new Error('not wanted any more'));

    await expect(waiting).rejects.toThrow('not wanted any more');
    machine.api = new SynopsisCore();
    await expect(here.arrange(tubes, USUAL_DEMAND)).resolves.toMatchObject({ metrics: { coverage: 1 } });
    expect(machine.workers).toHaveLength(2);
  });

  it('does not begin for who has already gone', async () => {
    using here = arranger(new SynopsisCore());

    await expect(here.arrange(tubes, USUAL_DEMAND, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(machine.workers).toHaveLength(0);
  });

  it('says that the worker was lost', async () => {
    using here = arranger({ arrange: () => new Promise<never>(() => undefined) });
    const waiting = here.arrange(tubes, USUAL_DEMAND);

    const [worker] = machine.workers;
    expect(worker).toBeInstanceOf(FakeWorker);
    if (worker instanceof FakeWorker) {
      worker.die('out of memory');
    }

    await expect(waiting).rejects.toMatchObject({ code: 'WORKER_LOST' });
  });
});
