// The analysis of one recording in its worker: what goes in, what comes out while it runs.

import type { TrackAttributes } from '../domain/attributes/attributes.ts';
import type { ObjectClass } from '../domain/detection/classes.ts';
import type { CoverageSpan } from '../domain/footage/coverage.ts';
import type { FrameTable } from '../domain/footage/frame.ts';
import type { Box } from '../domain/geometry/box.ts';
import type { CaseId, RecordingId, Sha256 } from '../domain/ids.ts';
import type { Envelope } from '../domain/scene/envelope.ts';
import type { SceneEvent, SceneSpan } from '../domain/scene/scene-events.ts';
import type { AnalysisPermit } from '../domain/case/permit.ts';
import type { OutsideReason } from '../domain/case/scope.ts';
import type { Polygon } from '../domain/settings/polygon.ts';
import type { Sensitivity } from '../domain/settings/sensitivity.ts';
import type { Alert } from './errors.ts';
import type { FirstLook, FirstLookListener, FirstLookRequest } from './first-look.ts';
import type { MediaInfo } from './media.ts';
import type { BackendChoice, BackendName, ModelBytes } from './model.ts';
import type { SealerGrant } from './sealer.ts';

/** How an observation was obtained. */
export type ObservationOrigin = 'detected' | 'motion' | 'interpolated';

/** One object on one frame. */
export interface Observation {
  readonly ordinal: number;
  readonly box: Box;
  /** Confidence of the detector, 0–1; 0 where no detector looked. */
  readonly score: number;
  readonly origin: ObservationOrigin;
}

/** A region that moved on a watched picture, in pixels of the coded picture; an empty box says that nothing moved. */
export interface MotionRegion {
  readonly ordinal: number;
  readonly box: Box;
}

/** One time that an object was seen. */
export interface TrackSight {
  readonly ordinal: number;
  /** Whether the detector saw it there; else motion alone did. */
  readonly isDetected: boolean;
  /** Of the detector, 0–1; 0 where it did not see it. */
  readonly score: number;
  /** Share of its place, widened by a margin, that moved: 0–1; `undefined` where it was not kept. */
  readonly moving: number | undefined;
}

/** Why an object was proposed. */
export interface TrackEvidence {
  /** In order. */
  readonly sights: readonly TrackSight[];
  /** Frames between two sights, on which its box is drawn on a line. */
  readonly interpolated: number;
}

/** One object followed through one recording: what lists show. */
export interface TrackSummary {
  /** 1-based, in order of appearance of the recording. */
  readonly number: number;
  readonly objectClass: ObjectClass;
  /** Share of the detector's votes for each class that got one; sums to 1. */
  readonly votes: Readonly<Partial<Record<ObjectClass, number>>>;
  /** Mean score of the detections, 0–1. Shown as the confidence of the proposal. */
  readonly confidence: number;
  readonly detections: number;
  readonly firstOrdinal: number;
  readonly lastOrdinal: number;
  readonly firstUs: number;
  readonly lastUs: number;
  /** Frame and box of the picture that shows it best. */
  readonly bestOrdinal: number;
  readonly bestUs: number;
  readonly bestBox: Box;
  readonly attributes: TrackAttributes;
}

/** What happened to the camera, and within which limits something could be found. */
export interface CameraAccount {
  /** Stretches of one view, in order, from the first to the last watched picture. */
  readonly scenes: readonly SceneSpan[];
  readonly sceneEvents: readonly SceneEvent[];
  /** `undefined` until two pictures were watched. */
  readonly envelope: Envelope | undefined;
}

/** Progress of the full pass. Times in seconds of wall clock; `processedUs` counts footage. */
export interface AnalysisProgress extends CameraAccount {
  readonly framesDone: number;
  readonly framesTotal: number;
  readonly processedUs: number;
  readonly totalUs: number;
  readonly wallS: number;
  /** Footage seconds analysed per wall second since the start; 0 until known. */
  readonly realtimeFactor: number;
  /** Seconds left at the present speed; `undefined` until known. */
  readonly etaS: number | undefined;
  readonly backend: BackendName;
  readonly detectorRuns: number;
  readonly tracks: number;
  /** What was looked at up to now, whole recording, in order. */
  readonly coverage: readonly CoverageSpan[];
}

/** How a pass ended, finished or stopped: stored with its last commit, for a page that does not live to hear it. */
export interface AnalysisEnd {
  readonly framesDecoded: number;
  readonly framesDeclared: number;
  readonly wallS: number;
  readonly warmupS: number;
  readonly backend: BackendName;
  readonly detectorRuns: number;
  readonly tracks: number;
  readonly cancelled: boolean;
  readonly alerts: readonly Alert[];
  /** Of a dossier: objects outside the authorised scope, counted here, stored nowhere. */
  readonly outOfScope?: OutOfScope | undefined;
}

/** What a finished (or stopped) pass did. */
export interface AnalysisResult extends AnalysisEnd, CameraAccount {
  readonly coverage: readonly CoverageSpan[];
}

/** Objects that were not stored, by the reason for it. */
export type OutOfScope = Readonly<Record<OutsideReason, number>>;

export const NONE_OUT_OF_SCOPE: OutOfScope = { period: 0, zones: 0, classes: 0 };

/**
 * By what right a worker reads a recording: an Exercice says that it is one; a dossier shows the permit of its law,
 * which the worker judges again (domain/case/permit.ts).
 */
export type Licence = { readonly kind: 'exercise' } | { readonly kind: 'dossier'; readonly permit: AnalysisPermit };

/** What the person decides before an analysis. Another setting is another analysis: nothing goes on under it. */
export interface AnalysisSettings {
  readonly sensitivity: Sensitivity;
  /** Zones of the upright picture that are not analysed. */
  readonly masks: readonly Polygon[];
}

export const USUAL_SETTINGS: AnalysisSettings = { sensitivity: 'normal', masks: [] };

/** What an analysis needs to know; all of it is stored in the AnalysisRun. */
export interface AnalysisRequest {
  readonly caseId: CaseId;
  readonly recordingId: RecordingId;
  /** Hash of the file, known before anything is decoded. */
  readonly recordingSha256: Sha256;
  readonly info: MediaInfo;
  readonly table: FrameTable;
  /** Where the watched pictures come from (contracts/frame-stream.ts). */
  readonly frames: MessagePort;
  readonly settings: AnalysisSettings;
  readonly backend: BackendChoice;
  readonly model: ModelBytes;
  /** Bytes of the TensorFlow.js WebAssembly program. */
  readonly wasm: ArrayBuffer;
  readonly licence: Licence;
  /** How results are sealed: no key ever travels with a dossier. */
  readonly grant: SealerGrant;
}

/** One callback for all that happens meanwhile; throttled by the worker to ≥ 500 ms. */
export type AnalysisListener = (progress: AnalysisProgress) => void;

export interface AnalysisWorkerApi {
  /** Looks over a whole recording in a small part of its time, and stores what that gives. Rejects with an `AppError`. */
  firstLook(request: FirstLookRequest, onProgress: FirstLookListener): Promise<FirstLook>;
  /** Runs the full pass and stores chunks as it goes. Rejects with an `AppError` when nothing could be read. */
  analyse(request: AnalysisRequest, onProgress: AnalysisListener): Promise<AnalysisResult>;
  /** Loads a model and runs it once. Rejects with MODEL_REFUSED when it is not what its entry says. */
  tryModel(model: ModelBytes, wasm: ArrayBuffer): Promise<void>;
  /** Holds the pass before its next frame, or lets it go on. */
  setPaused(paused: boolean): Promise<void>;
  /** Ends the pass after the current frame; what was found is kept. */
  cancel(): Promise<void>;
}
