// What the services offer to the state layer: one open case, its recordings, their objects.

import type { EditCommand, ReviewCommand } from '../domain/case/commands.ts';
import type { TrackDecision } from '../domain/case/review.ts';
import type { TrackEdit } from '../domain/case/track-edits.ts';
import type { Tray, TrayCommand } from '../domain/case/tray.ts';
import type { CoverageSpan } from '../domain/footage/coverage.ts';
import type { FrameTable } from '../domain/footage/frame.ts';
import type { CaseId, RecordingId, Sha256, TrackId } from '../domain/ids.ts';
import type { Shelf, ShelfCommand } from '../domain/case/saved-search.ts';
import type { RecordingColumns } from '../domain/query/track-columns.ts';
import type { ArrangeDemand, Arrangement, Before } from '../domain/synopsis/arrangement.ts';
import type { Tubes } from '../domain/synopsis/tubes.ts';
import type { Instant } from '../domain/time/instant.ts';
import type {
  AnalysisProgress,
  AnalysisResult,
  AnalysisSettings,
  MotionRegion,
  Observation,
  TrackEvidence,
  TrackSummary,
} from './analysis.ts';
import type { Alert } from './errors.ts';
import type { FirstLook, FirstLookProgress } from './first-look.ts';
import type { JournalEntry } from './journal.ts';
import type { MediaInfo, PictureType, Walk } from './media.ts';
import type { BackendChoice, DetectorOption } from './model.ts';
import type { ExportWatch, SynopsisFiles, SynopsisOrder } from './synopsis-export.ts';
import type { MotionAnswer, MotionDemand, MotionListener } from './motion-search.ts';
import type { ArrangeListener, TubeReader } from './synopsis.ts';

/** Where a recording stands on its way through the workbench. */
export type RecordingPhase =
  'waiting' | 'hashing' | 'opening' | 'looking' | 'analysing' | 'paused' | 'done' | 'cancelled' | 'failed';

/** Phases in which the settings of an analysis may still change. */
export const NOT_STARTED: ReadonlySet<RecordingPhase> = new Set(['waiting', 'hashing', 'opening', 'looking']);

/** Which camera filmed, and how its clock stands: what puts recordings of several cameras on one clock. */
export interface RecordingPlace {
  /** Name of the camera; '': nobody said. */
  readonly camera: string;
  /** Recorder's time at the first frame; `undefined`: not known. */
  readonly startsAt: Instant | undefined;
  /** Real time minus recorder's time, ms, signed; `undefined`: not ascertained. */
  readonly clockOffsetMs: number | undefined;
}

/** Nobody said anything. */
export const NO_PLACE: RecordingPlace = { camera: '', startsAt: undefined, clockOffsetMs: undefined };

/** One recording as the workbench shows it. Immutable: a change is a new object. */
export interface RecordingState {
  readonly id: RecordingId;
  /** File name, untouched. */
  readonly name: string;
  /** Path inside the picked folder, or the name again. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly phase: RecordingPhase;
  /** Place in the queue while it waits, 1 = the next one; `undefined` when it does not. */
  readonly queuePlace: number | undefined;
  /** Of a dossier: as the provenance in its case file says. */
  readonly place: RecordingPlace;
  /** Of its analysis, or of the one to come. */
  readonly settings: AnalysisSettings;
  /** Bytes hashed so far, while `hashing`. */
  readonly hashedBytes: number;
  readonly sha256: Sha256 | undefined;
  readonly hashS: number | undefined;
  readonly media: MediaInfo | undefined;
  /** Frames of the recording, once opened. */
  readonly table: FrameTable | undefined;
  /** Progress of the first look, while `looking`. */
  readonly look: FirstLookProgress | undefined;
  /** What the first look gave: never a result, only a reason to look. */
  readonly firstLook: FirstLook | undefined;
  readonly progress: AnalysisProgress | undefined;
  readonly result: AnalysisResult | undefined;
  readonly coverage: readonly CoverageSpan[];
  readonly tracks: TrackList;
  readonly alerts: readonly Alert[];
}

/** Whether analysing again under these settings goes on with what a failure (a full disk, say) cut short. */
export function wouldGoOn({ phase, tracks, settings }: RecordingState, wanted: AnalysisSettings): boolean {
  const isSame = settings.sensitivity === wanted.sensitivity && isSameZones(settings.masks, wanted.masks);
  return phase === 'failed' && tracks.length > 0 && isSame;
}

function isSameZones(a: AnalysisSettings['masks'], b: AnalysisSettings['masks']): boolean {
  const cornersOf = (zones: AnalysisSettings['masks']): string =>
    JSON.stringify(zones.map((corners) => corners.map(({ x, y }) => [x, y])));
  return cornersOf(a) === cornersOf(b);
}

/** One object, with its identity in the case. */
export interface TrackState extends TrackSummary {
  readonly id: TrackId;
  readonly recordingId: RecordingId;
  /** P-0001, V-0001, M-0001: numbered in the case by order of discovery. Never a name. */
  readonly pseudonym: string;
}

/** The objects of a recording in order of appearance. One is built when it is asked for: there may be very many. */
export interface TrackList extends Iterable<TrackState> {
  readonly length: number;
  /** What lists, filters and counts need of all of them: row `n` is `at(n)`. */
  readonly columns: RecordingColumns;
  at(row: number): TrackState | undefined;
  /** The object of a number of the recording. */
  numbered(number: number): TrackState | undefined;
}

/** What one commit of an analysis stored of where objects were. */
export interface StoredBoxes {
  /** Which analysis of the recording; the commits of another one begin again at 0. */
  readonly run: number;
  /** `track`: number of the object in the recording. `undefined`: there is no such commit yet. */
  readonly rows: readonly (Observation & { readonly track: number })[] | undefined;
}

/** Anything changed in the recording of this id (`undefined`: in the list itself). */
export type SessionListener = (changed: RecordingId | undefined) => void;

/** Reads frames of one recording for the player. */
export interface FrameReader extends Disposable {
  /** The picture of an ordinal; the caller closes it. Consecutive ordinals are cheap. */
  frameAt(ordinal: number): Promise<VideoFrame>;
  /** How it is coded, `undefined` when its packet does not say. Already known when its picture was asked for before. */
  pictureType(ordinal: number): Promise<PictureType | undefined>;
  /** What is wanted now (0: nothing): a long walk to another picture fails with READ_GIVEN_UP. */
  wish(ordinal: number): void;
  /** The long walk to a wanted picture that is under way, if any. */
  walk(): Promise<Walk | undefined>;
}

/** How a synopsis is arranged. */
export interface ArrangeOptions {
  /** What was arranged before: who is there with the same others stays where he was, if he can. */
  readonly before?: Before;
  readonly onProgress?: ArrangeListener;
  readonly signal?: AbortSignal;
}

/** How much the figures that go on paper count. */
export interface PrintedFigures {
  readonly recordings: number;
  readonly objects: number;
}

/** One open case. In an Exercice the key dies with the page. */
export interface Session extends Disposable {
  readonly caseId: CaseId;
  readonly kind: 'exercise' | 'dossier';
  /** In the order of import (natural order inside one import); those that wait in the order of the queue. */
  readonly recordings: readonly RecordingState[];
  readonly backendChoice: BackendChoice;
  setBackendChoice(choice: BackendChoice): void;
  /** Detectors that may look, the app's own ones first, and the id of the chosen one. */
  readonly detectors: readonly DetectorOption[];
  readonly detectorChoice: string;
  /** For the analyses to come. Throws MODEL_REFUSED for an id that is not offered. */
  setDetectorChoice(id: string): void;
  /**
   * Takes in a detector of the service: a `models.json` and the files that it names, checked, tried and chosen.
   * Rejects with MODEL_REFUSED. Written in the journal either way.
   */
  addDetector(files: readonly File[]): Promise<void>;
  /** Settings of the recordings to come. */
  readonly usualSettings: AnalysisSettings;
  /** Throws INPUT_INVALID for zones that nobody can have drawn. */
  setUsualSettings(settings: AnalysisSettings): void;
  /** For an analysis that has not started. Throws INPUT_INVALID when it has, or for bad zones. */
  setSettings(id: RecordingId, settings: AnalysisSettings): void;
  /**
   * Says which camera filmed and how its clock stands. Throws INPUT_INVALID for what no camera can have filmed yet,
   * and in a dossier, where the provenance says it.
   */
  setPlace(id: RecordingId, place: RecordingPlace): void;
  /** Hashes and opens a waiting recording before its turn, so that its pictures can be shown. */
  prepare(id: RecordingId): Promise<void>;
  /** Gives a waiting recording another place in the queue, 1 = the next one. */
  moveInQueue(id: RecordingId, place: number): void;
  /**
   * Analyses again what has ended, with these settings; what the analysis before gave is deleted, unless it goes
   * on ({@link wouldGoOn}).
   * Throws INPUT_INVALID when it has not ended or could not be opened.
   */
  analyseAgain(id: RecordingId, settings: AnalysisSettings): void;
  subscribe(listener: SessionListener): () => void;
  /** Queues files; each is hashed, opened and analysed in turn. A bad one never stops the others. */
  addFiles(files: readonly File[]): void;
  /** Only while `analysing` or `paused`. */
  setPaused(id: RecordingId, paused: boolean): Promise<void>;
  /** Stops waiting or analysing; what was found is kept. */
  cancel(id: RecordingId): Promise<void>;
  /** Boxes of one track, every frame on which it exists, in order. */
  observations(track: TrackId): Promise<readonly Observation[]>;
  /** Boxes of all objects of a recording as commit `seq` (from 0) of its analysis stored them: to search by where they went. */
  storedBoxes(id: RecordingId, seq: number): Promise<StoredBoxes>;
  /**
   * What moved on the picture that the analysis watched last at or before this one; `undefined` where it has not
   * been yet. Regions of the zones excluded, and too small ones, are not among them.
   */
  motion(id: RecordingId, ordinal: number): Promise<readonly MotionRegion[] | undefined>;
  /** Why a track was proposed. */
  evidence(track: TrackId): Promise<TrackEvidence>;
  /** Best picture of a track, or `undefined` while it is not stored yet. */
  crop(track: TrackId): Promise<Blob | undefined>;
  /**
   * Compares the pictures of a drawn zone over a span, analysed or not; a waiting recording is opened first. What was
   * read comes with the progress. Of a dossier: within its authorised period and zones, and written in the journal.
   * Rejects with LAW_REFUSED, RIGHT_REFUSED, SPAN_FAILED when the picture compared with cannot be decoded.
   */
  searchMotion(
    id: RecordingId,
    demand: MotionDemand,
    onProgress: MotionListener,
    signal: AbortSignal,
  ): Promise<MotionAnswer>;
  /**
   * A new reader; the caller disposes of it. `isBeside`: one of several at once, which keeps fewer pictures at hand.
   * Rejects with FILE_ABSENT, FILE_WAITING before its file was hashed and opened, RIGHT_REFUSED, why it cannot be opened.
   */
  openReader(id: RecordingId, isBeside?: boolean): Promise<FrameReader>;
  /** A new reader of the pixels of its objects; the caller disposes of it. As for `openReader`. */
  openTubes(id: RecordingId): Promise<TubeReader>;
  /**
   * When each object is shown in a synopsis, worked out away from the page. Nothing is shown by it, nothing is stored.
   * Rejects with RIGHT_REFUSED, WORKER_LOST, and the reason of the signal.
   */
  arrange(tubes: Tubes, demand: ArrangeDemand, options?: ArrangeOptions): Promise<Arrangement>;
  /** All results of a recording as the documented JSON (docs/driver.md). Written in the journal, with why when that is said. */
  exportResults(id: RecordingId, motive?: string): Promise<Blob>;
  /** One frame as lossless PNG at native size. Written in the journal, with why when that is said. */
  exportStill(id: RecordingId, ordinal: number, motive?: string): Promise<Blob>;
  /**
   * A synopsis as a film, with what each of its pictures is made of and the hashes of both; of a dossier, objects that nobody
   * retained are masked in it when the installation says so. Written in the journal before it is given, with why when that is
   * said. Rejects with RIGHT_REFUSED, LAW_REFUSED, UNSUPPORTED_CODEC, READ_GIVEN_UP when it was stopped (nothing of it is
   * left then), and what a reader of tubes rejects with.
   */
  exportSynopsis(order: SynopsisOrder, watch: ExportWatch, motive?: string): Promise<SynopsisFiles>;
  /** Counts of so many objects in so many recordings are put on paper. Written in the journal, with why when that is said. */
  printFigures(printed: PrintedFigures, motive?: string): Promise<void>;
  /** Decodes the whole recording and nothing else, to compare speeds. */
  measureDecodeOnly(id: RecordingId): Promise<{ readonly wallS: number; readonly frames: number }>;
  /** What people have decided about objects; in an Exercice in memory, of no value. */
  readonly decisions: ReadonlyMap<TrackId, TrackDecision>;
  /** Rejects with LAW_REFUSED, RIGHT_REFUSED. An Exercice knows decisions only. */
  review(command: ReviewCommand): Promise<void>;
  /** Objects put together or cut in two by hand, in the order in which they were. */
  readonly edits: readonly TrackEdit[];
  /** The edit that was made, or taken back. Rejects with LAW_REFUSED, RIGHT_REFUSED. In an Exercice in memory. */
  edit(command: EditCommand): Promise<TrackEdit>;
  /** Objects that this person has opened. A set that was given never changes. */
  readonly seen: ReadonlySet<TrackId>;
  /** No act about the objects: not in the journal. */
  setSeen(tracks: readonly TrackId[], isSeen: boolean): Promise<void>;
  /** What was put into the tray, in order; in an Exercice in memory. */
  readonly tray: Tray;
  /** Stored and written in the journal at once. Gives the id of the item. Rejects with LAW_REFUSED, RIGHT_REFUSED. */
  trayCommand(command: TrayCommand): Promise<string>;
  /** Searches and zones that were kept; in an Exercice in memory. */
  readonly shelf: Shelf;
  /**
   * Stored and written in the journal at once. Gives the id of what it is about. Rejects with LAW_REFUSED, RIGHT_REFUSED,
   * INPUT_INVALID for what nobody can have put together.
   */
  shelfCommand(command: ShelfCommand): Promise<string>;
  readonly journal: readonly JournalEntry[];
}
