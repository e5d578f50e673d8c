import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { USUAL_SETTINGS, type AnalysisResult, type AnalysisWorkerApi } from '../../../src/contracts/analysis.ts';
import type { FirstLook } from '../../../src/contracts/first-look.ts';
import { AppError } from '../../../src/contracts/errors.ts';
import type { OpenedMedia, ReaderWorkerApi } from '../../../src/contracts/media.ts';
import type { ModelBytes } from '../../../src/contracts/model.ts';
import { caseId, recordingId, sha256 } from '../../../src/domain/ids.ts';
import { freePolicy } from '../../../src/services/exercise.ts';
import { ImportQueue } from '../../../src/services/import-queue.ts';
import { MemoryJournal } from '../../../src/services/memory-journal.ts';
import { Pseudonyms } from '../../../src/services/pseudonyms.ts';
import { Recording } from '../../../src/services/recording.ts';
import { CaseRepository } from '../../../src/storage/case-repository.ts';
import { DerushDatabase } from '../../../src/storage/database.ts';
import { createCaseKey } from '../../../src/storage/envelope.ts';
import { KeySealer } from '../../../src/storage/key-sealer.ts';
import { FakeWorker } from '../../builders/fake-worker.ts';
import { evenFrames } from '../../builders/frame-table.ts';

const LOOK: FirstLook = {
  binUs: 1_000_000,
  fromUs: 0,
  activity: Uint8Array.of(200),
  spans: [{ fromUs: 0, toUs: 200_000, score: 0.7 }],
  crops: [],
  packetSizesTell: false,
  keyFrames: 1,
  failedKeyFrames: 0,
  between: 1,
  failedBetween: 0,
  wallS: 0.1,
};

const RESULT: AnalysisResult = {
  framesDecoded: 3,
  framesDeclared: 3,
  wallS: 1,
  warmupS: 0,
  backend: 'wasm',
  detectorRuns: 0,
  tracks: 0,
  cancelled: false,
  coverage: [],
  scenes: [],
  sceneEvents: [],
  envelope: undefined,
  alerts: [],
};

/** What the fake machine does; each test changes what it is about. */
const machine = vi.hoisted(() => ({
  workers: [] as {
    readonly name: string;
    readonly worker: { die(message: string): void; readonly terminated: number };
  }[],
  api: new Map<string, object>(),
  appFile: (path: string): Promise<ArrayBuffer> => Promise.reject(new Error(path)),
}));

vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) => {
      const worker = new FakeWorker(machine.api.get(name) ?? {});
      machine.workers.push({ name, worker });
      return worker;
    },
    readAppFile: (path: string) => machine.appFile(path),
  },
}));

const MODEL: ModelBytes = {
  entry: {
    id: 'centernet',
    version: '1',
    licence: 'MIT',
    input: { layout: 'NHWC', channels: 'RGB', mean: [0, 0, 0], scale: [1, 1, 1], sides: [32], resizes: {} },
    outputs: { kind: 'boxes', boxes: 'b', scores: 's', format: 'xyxy', unit: 'pixel' },
    files: [],
    classes: { '0': 'person' },
  },
  files: new Map(),
};

/** A gate that opens when it is told to. */
function aGate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

let database: DerushDatabase;
let journal: MemoryJournal;
let recordings: Recording[];
let queue: ImportQueue;
let reader: ReaderWorkerApi;
let analysis: AnalysisWorkerApi;

beforeEach(async () => {
  machine.workers.length = 0;
  machine.appFile = () => Promise.resolve(new ArrayBuffer(0));
  reader = {
    hash: async (file) => sha256((await file.text()).padEnd(64, '0')),
    open: () => Promise.resolve(OPENED),
    openCursor: () => Promise.resolve(1),
    frameAt: () => Promise.reject(new AppError('INPUT_INVALID')),
    closeCursor: () => Promise.resolve(),
    openTube: () => Promise.resolve(1),
    cutTubes: () => Promise.resolve([]),
    closeTube: () => Promise.resolve(),
    pictureType: () => Promise.resolve(undefined),
    wish: () => Promise.resolve(),
    walk: () => Promise.resolve(undefined),
    stream: () => Promise.resolve(),
    look: () => Promise.resolve(),
    searchMotion: () => Promise.reject(new AppError('INPUT_INVALID')),
    stopMotion: () => Promise.resolve(),
    decodeOnly: () => Promise.resolve({ wallS: 0, frames: 0 }),
  };
  analysis = {
    firstLook: () => Promise.resolve(LOOK),
    analyse: () => Promise.resolve(RESULT),
    tryModel: () => Promise.resolve(),
    setPaused: () => Promise.resolve(),
    cancel: () => Promise.resolve(),
  };
  // What a worker does is looked up when it is called, so that a test may change it.
  machine.api.set('reader', {
    hash: (...args: Parameters<ReaderWorkerApi['hash']>) => reader.hash(...args),
    open: (...args: Parameters<ReaderWorkerApi['open']>) => reader.open(...args),
    stream: (...args: Parameters<ReaderWorkerApi['stream']>) => reader.stream(...args),
    look: (...args: Parameters<ReaderWorkerApi['look']>) => reader.look(...args),
  });
  machine.api.set('analysis', {
    firstLook: (...args: Parameters<AnalysisWorkerApi['firstLook']>) => analysis.firstLook(...args),
    analyse: (...args: Parameters<AnalysisWorkerApi['analyse']>) => analysis.analyse(...args),
    setPaused: (paused: boolean) => analysis.setPaused(paused),
    cancel: () => analysis.cancel(),
  });
  database = new DerushDatabase('queue');
  journal = new MemoryJournal();
  recordings = [];
  const key = await createCaseKey();
  const id = caseId('case');
  const repository = new CaseRepository(database, id, new KeySealer(key));
  queue = new ImportQueue({
    caseId: id,
    policy: freePolicy(key, repository),
    journal,
    repository,
    recordings,
    backend: () => 'auto',
    detector: () => Promise.resolve(MODEL),
  });
});

afterEach(async () => {
  queue[Symbol.dispose]();
  await database.delete();
});

const MEDIA = {
  container: 'MP4',
  codec: 'avc',
  codecString: 'avc1.42c01e',
  width: 768,
  height: 576,
  rotation: 0,
  pixelAspect: 1,
  framesDeclared: 3,
  durationUs: 300_000,
  hasAudio: false,
} as const;

const TABLE = evenFrames(3, 100);
const OPENED: OpenedMedia = {
  info: MEDIA,
  table: TABLE,
  alerts: [],
  index: {
    table: TABLE,
    seconds: Float64Array.of(0, 0.1, 0.2),
    isKey: Uint8Array.of(1, 0, 0),
    sizes: Uint32Array.of(900, 90, 90),
    ordinalOf: Int32Array.of(1, 2, 3),
    packetOf: Int32Array.of(0, 0, 1, 2),
    undecodable: 0,
    lastDurationUs: 100_000,
  },
};

/** Queues a file whose content is its hash. */
function add(content: string): Recording {
  const name = `${content}.mp4`;
  const file = new File([content], name);
  const recording = new Recording(
    { id: recordingId(content), name, path: name, sizeBytes: file.size, settings: USUAL_SETTINGS },
    file,
    new Pseudonyms(),
    () => undefined,
  );
  recordings.push(recording);
  queue.add(recording);
  return recording;
}

const reach = (recording: Recording, phase: string): Promise<void> =>
  vi.waitFor(() => {
    expect(recording.state.phase).toBe(phase);
  });
const kinds = (): string[] => journal.entries.map(({ event }) => event.kind);

const settingsOf = (index: number): unknown => {
  const event = journal.entries.filter(({ event: { kind } }) => kind === 'analysis-started')[index]?.event;
  return event?.kind === 'analysis-started' ? event.settings : undefined;
};
const CORNER = [
  { x: 0, y: 0 },
  { x: 0.5, y: 0 },
  { x: 0, y: 0.5 },
];

describe('the order of the queue', () => {
  it('is told by places, and can be changed', async () => {
    const [started, end] = [aGate(), aGate()];
    const order: string[] = [];
    analysis.analyse = async ({ recordingId: id }) => {
      order.push(id);
      started.open();
      await end.opened;
      return RESULT;
    };
    const [one, two, three, four] = [add('a'), add('b'), add('c'), add('d')];
    await started.opened;
    const places = (): unknown[] => [one, two, three, four].map(({ state }) => state.queuePlace);
    expect(places()).toEqual([undefined, 1, 2, 3]);
    queue.move(four, 1);
    expect(places()).toEqual([undefined, 2, 3, 1]);
    queue.move(one, 1);
    await queue.cancel(two);
    expect(places()).toEqual([undefined, undefined, 2, 1]);
    end.open();
    await reach(three, 'done');
    expect(order).toEqual(['a', 'd', 'c']);
  });

  it('lets a waiting recording be hashed and opened ahead, once', async () => {
    const [started, end] = [aGate(), aGate()];
    analysis.analyse = async () => {
      started.open();
      await end.opened;
      return RESULT;
    };
    const [, two] = [add('a'), add('b')];
    await started.opened;
    await Promise.all([queue.prepare(two), queue.prepare(two)]);
    expect(two.state).toMatchObject({ phase: 'waiting', queuePlace: 1, media: MEDIA });
    end.open();
    await reach(two, 'done');
    expect(kinds().filter((kind) => kind === 'recording-hashed')).toHaveLength(2);
  });

  it('says of a bad one that it was prepared ahead, and goes on', async () => {
    const [started, end] = [aGate(), aGate()];
    analysis.analyse = async () => {
      started.open();
      await end.opened;
      return RESULT;
    };
    const open = reader.open.bind(reader);
    reader.open = async (file) =>
      (await file.text()) === 'b' ? Promise.reject(new AppError('MOOV_MISSING')) : open(file);
    const [, two, three] = [add('a'), add('b'), add('c')];
    await started.opened;
    await queue.prepare(two);
    expect(two.state).toMatchObject({ phase: 'failed', alerts: [{ code: 'MOOV_MISSING' }], queuePlace: undefined });
    end.open();
    await reach(three, 'done');
  });
});

describe('the settings of an analysis', () => {
  it('are those of the recording when its full pass starts, and are written down', async () => {
    const looking = aGate();
    analysis.firstLook = async () => {
      await looking.opened;
      return LOOK;
    };
    const one = add('a');
    await reach(one, 'looking');
    one.update({ settings: { sensitivity: 'fine', masks: [CORNER] } });
    looking.open();
    await reach(one, 'done');
    expect(settingsOf(0)).toEqual({ sensitivity: 'fine', masks: [CORNER] });
  });

  it('may be changed for another analysis: what the first gave is forgotten, the file is not read anew', async () => {
    const asked: unknown[] = [];
    analysis.analyse = ({ settings }) => {
      asked.push(settings);
      return Promise.resolve(RESULT);
    };
    const one = add('a');
    await reach(one, 'done');
    one.alert({ code: 'SPAN_FAILED', severity: 'warning', facts: {} });
    const careful = { sensitivity: 'careful', masks: [] } as const;
    queue.again(one, careful);
    expect(one.state).toMatchObject({
      tracks: { length: 0 },
      coverage: [],
      alerts: [],
      result: undefined,
      settings: careful,
    });
    await reach(one, 'done');
    expect(asked).toEqual([USUAL_SETTINGS, careful]);
    expect(kinds()).toEqual([
      ...['recording-hashed', 'analysis-started', 'analysis-ended'],
      ...['analysis-started', 'analysis-ended'],
    ]);
  });
});

describe('the import queue', () => {
  it('hashes, opens and analyses one recording after the other, and writes it down', async () => {
    const [one, two] = [add('a'), add('b')];
    await reach(two, 'done');
    expect(one.state).toMatchObject({ phase: 'done', sha256: 'a'.padEnd(64, '0'), media: MEDIA, result: RESULT });
    expect(kinds()).toEqual([
      ...['recording-hashed', 'analysis-started', 'analysis-ended'],
      ...['recording-hashed', 'analysis-started', 'analysis-ended'],
    ]);
    // Each step has workers of its own: what they learnt of an hour of footage weighs on memory.
    const first = ['reader', ...['reader', 'analysis'], ...['reader', 'analysis']];
    // The worker of the first analysis takes the first look at the next recording.
    const second = ['reader', ...['reader'], ...['reader', 'analysis']];
    expect(machine.workers.map(({ name }) => name)).toEqual([...first, ...second]);
  });

  it('says why a file is refused, writes it down, and goes on with the next', async () => {
    const open = reader.open.bind(reader);
    reader.open = async (file) =>
      (await file.text()) === 'a' ? Promise.reject(new AppError('MOOV_MISSING')) : open(file);
    const [one, two] = [add('a'), add('b')];
    await reach(two, 'done');
    expect(one.state).toMatchObject({ phase: 'failed', alerts: [{ code: 'MOOV_MISSING', severity: 'error' }] });
    expect(journal.entries[1]?.event).toEqual({ kind: 'recording-refused', recordingId: 'a', code: 'MOOV_MISSING' });
  });

  it('refuses the same content twice, by its hash', async () => {
    reader.hash = () => Promise.resolve(sha256('c'.repeat(64)));
    const [, twin] = [add('a'), add('b')];
    await reach(twin, 'failed');
    expect(twin.state.alerts).toMatchObject([{ code: 'DUPLICATE_FILE', facts: { name: 'a.mp4' } }]);
  });

  it.each(['analysis', 'reader'])('goes on in a new worker when the %s one dies, and says so', async (name) => {
    const started = aGate();
    analysis.analyse = () => {
      started.open();
      return new Promise<never>(() => undefined);
    };
    reader.stream = () => new Promise<never>(() => undefined);
    const one = add('a');
    await started.opened;
    analysis.analyse = () => Promise.resolve(RESULT);
    machine.workers.findLast((worker) => worker.name === name)?.worker.die('out of memory');
    await reach(one, 'done');
    expect(one.state.alerts).toMatchObject([{ code: 'ANALYSIS_RESUMED', severity: 'info' }]);
    expect(kinds()).toEqual(['recording-hashed', 'analysis-started', 'analysis-resumed', 'analysis-ended']);
  });

  it('gives a recording up whose workers die again and again without getting further, and takes the next', async () => {
    const analyse = analysis.analyse.bind(analysis);
    let dead = 0;
    analysis.analyse = (request, listener) => {
      if (request.recordingId === 'b') {
        return analyse(request, listener);
      }
      dead += 1;
      machine.workers.findLast(({ name }) => name === 'analysis')?.worker.die('out of memory');
      return new Promise<never>(() => undefined);
    };
    const [one, two] = [add('a'), add('b')];
    await reach(two, 'done');
    expect(one.state).toMatchObject({
      phase: 'failed',
      alerts: [{ code: 'ANALYSIS_RESUMED' }, { code: 'WORKER_LOST' }],
    });
    expect(dead).toBe(5);
    expect(kinds()).toContain('analysis-failed');
  });

  it('cancels while waiting, while hashing, and while the model is being read', async () => {
    const hashing = aGate();
    const hash = reader.hash.bind(reader);
    reader.hash = () => {
      hashing.open();
      return new Promise<never>(() => undefined);
    };
    const [one, two, three] = [add('a'), add('b'), add('c')];
    await hashing.opened;
    await queue.cancel(two);
    expect(two.state.phase).toBe('cancelled');
    const [reading, mayRead] = [aGate(), aGate()];
    const appFile = machine.appFile;
    machine.appFile = async (path) => {
      reading.open();
      await mayRead.opened;
      return appFile(path);
    };
    reader.hash = hash;
    await queue.cancel(one);
    await reach(one, 'cancelled');
    await reading.opened;
    await queue.cancel(three);
    mayRead.open();
    await reach(three, 'cancelled');
    expect(kinds()).not.toContain('analysis-started');
    expect(one.state.alerts).toEqual([]);
  });

  it('holds and lets go only what is being analysed', async () => {
    const [started, end] = [aGate(), aGate()];
    const told: boolean[] = [];
    analysis.analyse = async () => {
      started.open();
      await end.opened;
      return RESULT;
    };
    analysis.setPaused = (paused) => {
      told.push(paused);
      return Promise.resolve();
    };
    const [one, two] = [add('a'), add('b')];
    await started.opened;
    await queue.setPaused(two, true);
    await queue.setPaused(one, false);
    expect(told).toEqual([]);
    await queue.setPaused(one, true);
    expect(one.state.phase).toBe('paused');
    await queue.setPaused(one, false);
    expect(told).toEqual([true, false]);
    end.open();
    await reach(two, 'done');
  });

  it('writes a refused model down', async () => {
    analysis.analyse = () => Promise.reject(new AppError('MODEL_REFUSED', { model: 'centernet', reason: 'hash' }));
    const one = add('a');
    await reach(one, 'failed');
    expect(kinds()).toEqual(['recording-hashed', 'analysis-started', 'analysis-failed', 'model-refused']);
  });
});
