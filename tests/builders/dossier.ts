// Dossiers for tests of the services: a real vault behind a channel, and workers that answer as a test says.

import { defined } from '../../src/base/assert.ts';
import type {
  AnalysisEnd,
  AnalysisListener,
  AnalysisRequest,
  AnalysisResult,
  AnalysisWorkerApi,
  TrackSummary,
} from '../../src/contracts/analysis.ts';
import type { Alert } from '../../src/contracts/errors.ts';
import type { FirstLook } from '../../src/contracts/first-look.ts';
import type { MediaInfo, OpenedMedia, ReaderWorkerApi } from '../../src/contracts/media.ts';
import type { ModelBytes } from '../../src/contracts/model.ts';
import type { InstallationRecord } from '../../src/contracts/vault.ts';
import { mustBeLawful } from '../../src/analysis/lawful.ts';
import { openCase } from '../../src/analysis/open-case.ts';
import type { Authorisation, Provenance } from '../../src/domain/case/case-file.ts';
import type { CaseFacts } from '../../src/domain/case/commands.ts';
import { NO_ATTRIBUTES } from '../../src/domain/attributes/attributes.ts';
import type { CoverageSpan } from '../../src/domain/footage/coverage.ts';
import { sha256 } from '../../src/domain/ids.ts';
import { day, instant } from '../../src/domain/time/instant.ts';
import { micros } from '../../src/domain/time/micros.ts';
import type { AutoLockSurroundings } from '../../src/services/auto-lock.ts';
import { evenFrames } from './frame-table.ts';
import { NOW, RECORD } from './vault.ts';

const MINUTE = 60_000;

/** An installation with all that judicial mode asks for. */
export const anInstallation = (parts: Partial<InstallationRecord> = {}): InstallationRecord => ({
  ...RECORD,
  aipd: { version: '1', on: day('2026-01-10') },
  ...parts,
});

/** Facts of a flagrance that began an hour before the clock of the tests. */
export const someFacts = (parts: Partial<CaseFacts> = {}): CaseFacts => ({
  service: 'Sûreté départementale',
  procedureNumber: '2026/000417',
  framework: 'FLAGRANCE',
  flagranceFrom: instant(NOW - 60 * MINUTE),
  facts: { qualification: 'Vol aggravé', natinf: '', placeAndDate: 'Lyon, 10 mars 2026' },
  organisedCrime: false,
  ...parts,
});

export const anAuthorisation = (
  parts: Partial<Omit<Authorisation, 'recordedAt'>> = {},
): Omit<Authorisation, 'recordedAt'> => ({
  form: 'REPUTEE_ACQUISE',
  magistrate: { quality: 'PROCUREUR', name: '', court: '' },
  at: instant(NOW - 60 * MINUTE),
  confirmedAt: undefined,
  noContraryDecision: true,
  reference: '',
  scope: { from: undefined, to: undefined, classes: ['person', 'car', 'unclassified'], zones: [] },
  ...parts,
});

export const aProvenance = (parts: Partial<Provenance> = {}): Provenance => ({
  obtention: 'REQUISITION_60_1',
  reference: 'PV 4',
  holder: 'Syndic',
  obtainedOn: day('2026-03-10'),
  camera: 'Hall',
  place: '1 rue Z',
  startsAt: instant(NOW - 600 * MINUTE),
  clockOffsetMs: undefined,
  clockOffsetSource: '',
  ...parts,
});

/** A page that nobody touches, and a clock that the test turns. */
export class FakePage implements AutoLockSurroundings {
  ms = 0;
  readonly #target = new EventTarget();
  #check: () => void = () => undefined;
  visibilityState: DocumentVisibilityState = 'visible';
  readonly clock = (): number => this.ms;
  readonly every = (_: number, work: () => void): (() => void) => {
    this.#check = work;
    return () => {
      this.#check = this.#check === work ? () => undefined : this.#check;
    };
  };

  get page(): AutoLockSurroundings['page'] {
    const state = (): DocumentVisibilityState => this.visibilityState;
    return Object.defineProperty(this.#target, 'visibilityState', { get: state, configurable: true }) as never;
  }

  /** Lets time pass, with the timer at its end. */
  pass(ms: number): void {
    this.ms += ms;
    this.#check();
  }

  touch(): void {
    this.#target.dispatchEvent(new Event('keydown'));
  }
}

export const FRAMES = 40;
const TABLE = evenFrames(FRAMES, 10);
const INFO: MediaInfo = {
  ...{ container: 'MP4', codec: 'avc', codecString: 'avc1.42c01e', width: 768, height: 576, rotation: 0 },
  ...{ pixelAspect: 1, framesDeclared: FRAMES, durationUs: 4_000_000, hasAudio: false },
} as const;
const OPENED: OpenedMedia = {
  info: INFO,
  table: TABLE,
  alerts: [],
  index: {
    table: TABLE,
    seconds: Float64Array.from({ length: FRAMES }, (_, i) => i / 10),
    isKey: new Uint8Array(FRAMES),
    sizes: new Uint32Array(FRAMES),
    ordinalOf: Int32Array.from({ length: FRAMES }, (_, i) => i + 1),
    packetOf: Int32Array.from({ length: FRAMES + 1 }, (_, i) => Math.max(0, i - 1)),
    undecodable: 0,
    lastDurationUs: 100_000,
  },
};

export const aReader = (): Partial<ReaderWorkerApi> => ({
  hash: async (file) => {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return sha256(Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''));
  },
  open: () => Promise.resolve(OPENED),
  openCursor: () => Promise.resolve(1),
  closeCursor: () => Promise.resolve(),
  // Ends when its worker does.
  stream: () => new Promise(() => undefined),
  look: () => new Promise(() => undefined),
});

const LOOK: FirstLook = {
  ...{ binUs: 1_000_000, fromUs: 0, activity: Uint8Array.of(200), spans: [], crops: [], packetSizesTell: false },
  ...{ keyFrames: 1, failedKeyFrames: 0, between: 1, failedBetween: 0, wallS: 0.1 },
};
const NOTHING_HAPPENED = { scenes: [], sceneEvents: [], envelope: undefined };

/** The `number`-th object of the fake passes: seen from frame 4n to 4n + 2. */
export function aSummary(number: number): TrackSummary {
  const firstOrdinal = number * 4;
  const us = (ordinal: number): number => defined(TABLE.us[ordinal - 1], 'time');
  return {
    ...{ number, objectClass: number % 2 === 0 ? 'car' : 'person', votes: { person: 1 }, confidence: 0.9 },
    ...{ detections: 3, firstOrdinal, lastOrdinal: firstOrdinal + 2, firstUs: us(firstOrdinal) },
    ...{ lastUs: us(firstOrdinal + 2), bestOrdinal: firstOrdinal, bestUs: us(firstOrdinal) },
    ...{ bestBox: { x: 1, y: 1, w: 8, h: 8 }, attributes: NO_ATTRIBUTES },
  };
}

/** An analysis worker that decodes nothing: each commit settles ten frames and finds two objects. */
export class FakeAnalysis {
  /** Jobs as they came. */
  readonly jobs: AnalysisRequest[] = [];
  /** Commits before it stops for good, as in a tab that dies (all of them: it tells no end); `undefined`: it goes on. */
  stopsAfter: number | undefined;
  /** What it tells at its end. */
  alerts: readonly Alert[] = [];

  /** As a worker's interface, with what a test changes. */
  with(parts: Partial<AnalysisWorkerApi>): object {
    const { firstLook, setPaused, cancel, analyse } = this;
    return { firstLook, setPaused, cancel, analyse, ...parts };
  }

  readonly firstLook = (): Promise<FirstLook> => Promise.resolve(LOOK);
  readonly setPaused = (): Promise<void> => Promise.resolve();
  readonly cancel = (): Promise<void> => Promise.resolve();

  readonly analyse = async (request: AnalysisRequest, onProgress: AnalysisListener): Promise<AnalysisResult> => {
    mustBeLawful(request, instant(NOW));
    this.jobs.push(request);
    const { recordingId } = request;
    const open = openCase(request);
    const checkpoint = await open.repository.readCheckpoint(recordingId);
    let seq = checkpoint === undefined ? 0 : defined(checkpoint[0], 'seq');
    if (checkpoint === undefined) {
      await open.repository.clearAnalysis(recordingId);
      await open.repository.writeRun(recordingId, aRun(request));
    }
    for (; seq < FRAMES / 10; seq += 1) {
      if (seq === this.stopsAfter) {
        return new Promise(() => undefined);
      }
      const isLast = seq === FRAMES / 10 - 1;
      await open.repository.writeChunk(recordingId, aCommit(seq), {
        checkpoint: isLast ? undefined : Uint8Array.of(seq + 1),
        account: NOTHING_HAPPENED,
        ...(isLast ? { end: this.#end } : {}),
      });
      onProgress({
        ...{ framesDone: (seq + 1) * 10, framesTotal: FRAMES, processedUs: 0, totalUs: 0, wallS: 1 },
        ...{ realtimeFactor: 1, etaS: undefined, backend: 'wasm', detectorRuns: 1, tracks: seq * 2 },
        ...{ coverage: coverageUpTo(seq), ...NOTHING_HAPPENED },
      });
    }
    open[Symbol.dispose]();
    if (this.stopsAfter === FRAMES / 10) {
      return new Promise(() => undefined);
    }
    return { ...this.#end, coverage: coverageUpTo(3), ...NOTHING_HAPPENED };
  };

  get #end(): AnalysisEnd {
    return {
      ...{ framesDecoded: FRAMES, framesDeclared: FRAMES, wallS: 1, warmupS: 0, backend: 'wasm', detectorRuns: 1 },
      ...{ tracks: 8, cancelled: false, alerts: this.alerts },
    };
  }
}

function aRun({ recordingSha256, model, settings }: AnalysisRequest) {
  return {
    ...{ recordingSha256, model: model.entry.id, modelVersion: '1', backend: 'wasm' },
    modelSha256: model.entry.files.map((file) => file.sha256),
    parameters: {
      sensitivity: settings.sensitivity,
      engine: { leastRegionPixels: 1, leastScore: 0.1, sureScore: 0.5, lookInterval: 1 },
      masks: [],
    },
    appVersion: '1',
    startedAt: crypto.randomUUID(),
  };
}

function spanOf(seq: number): CoverageSpan {
  const fromOrdinal = seq * 10 + 1;
  const toOrdinal = fromOrdinal + 9;
  const us = (ordinal: number): ReturnType<typeof micros> => micros(defined(TABLE.us[ordinal - 1], 'time'));
  return { state: 'detected', fromOrdinal, toOrdinal, fromUs: us(fromOrdinal), toUs: us(toOrdinal) };
}

const coverageUpTo = (seq: number): CoverageSpan[] => Array.from({ length: seq + 1 }, (_, one) => spanOf(one));

function aCommit(seq: number) {
  const summaries = [aSummary(seq * 2 + 1), aSummary(seq * 2 + 2)];
  return {
    chunk: {
      seq,
      summaries,
      observations: summaries.flatMap(({ number, firstOrdinal, lastOrdinal }) =>
        [firstOrdinal, lastOrdinal].map((ordinal) => ({
          ...{ track: number, ordinal, box: { x: ordinal, y: 1, w: 8, h: 8 }, score: 0.5, origin: 'detected' as const },
        })),
      ),
      coverage: [spanOf(seq)],
      motion: [],
    },
    crops: new Map(summaries.map(({ number }) => [number, { type: 'image/webp', bytes: Uint8Array.of(number) }])),
    masks: {
      step: 4,
      masks: summaries.map(({ number, firstOrdinal }) => ({
        ...{ track: number, ordinal: firstOrdinal, x: 0, y: 0, w: 1, h: 1, bytes: Uint8Array.of(1) },
      })),
    },
  };
}

export const MODEL: ModelBytes = {
  entry: {
    id: 'centernet',
    version: '1',
    licence: 'MIT',
    input: { layout: 'NHWC', channels: 'RGB', mean: [0, 0, 0], scale: [1, 1, 1], sides: [32], resizes: {} },
    outputs: { kind: 'boxes', boxes: 'b', scores: 's', format: 'xyxy', unit: 'pixel' },
    files: [
      { path: 'centernet.json', sha256: 'ab'.repeat(32), bytes: 5 },
      { path: 'centernet.bin', sha256: 'cd'.repeat(32), bytes: 5 },
    ],
    classes: { '0': 'person' },
  },
  files: new Map(),
};

/** The allow-list of {@link MODEL}, as the app's own file. */
export function modelFile(path: string): Promise<ArrayBuffer> {
  const list = { schema: 2, default: MODEL.entry.id, models: [MODEL.entry] };
  const text = path === 'models/models.json' ? JSON.stringify(list) : 'bytes';
  return Promise.resolve(new TextEncoder().encode(text).buffer);
}
