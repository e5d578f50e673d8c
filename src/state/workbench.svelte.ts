// One open case as the person sees it: recordings, current one, selected object, criteria, player.

import { USUAL_SETTINGS, type AnalysisSettings, type TrackEvidence } from '../contracts/analysis.ts';
import type { JournalEntry } from '../contracts/journal.ts';
import type { BackendChoice, DetectorOption } from '../contracts/model.ts';
import {
  NOT_STARTED,
  type FrameReader,
  type RecordingPlace,
  type RecordingState,
  type Session,
  type TrackState,
} from '../contracts/session.ts';
import { numberOfTrack, recordingOfTrack, type RecordingId, type TrackId } from '../domain/ids.ts';
import type { ShapeKind } from '../domain/query/drawn-shape.ts';
import { PAGE_BREATH } from './breathing.ts';
import { caseTimeOf, wallTimeOf } from './case-clock.ts';
import { cropFrame } from './crop-frame.ts';
import { CropCache } from './crops.ts';
import { Criteria } from './criteria.svelte.ts';
import type { Facets } from './facets.ts';
import { Drawing } from './drawing.svelte.ts';
import { FramePictures } from './frame-pictures.ts';
import { DrawnCriteria } from './drawn-criteria.svelte.ts';
import { lanesOf, type Lanes } from './lanes.ts';
import { Marked } from './marked.svelte.ts';
import { MotionSearch } from './motion-search.svelte.ts';
import { Overlay } from './overlay.svelte.ts';
import { FiguresDesk } from './case-figures.svelte.ts';
import { PathSearch } from './path-search.svelte.ts';
import { Player } from './player.svelte.ts';
import { StoredPaths } from './stored-paths.ts';
import { Review } from './review.svelte.ts';
import { SceneLayer } from './scene-layer.svelte.ts';
import { Scrub } from './scrub.svelte.ts';
import type { Hits } from './hits.ts';
import { Search, type Question } from './search.svelte.ts';
import { onlySeen, SeenCount, type TileList } from './seen-hits.ts';
import { SearchCounts } from './search-counts.svelte.ts';
import { ShelfState } from './shelf.svelte.ts';
import { Sync, type SyncView } from './sync.svelte.ts';
import { Timeline } from './timeline.svelte.ts';
import { TrayState } from './tray.svelte.ts';

export type Tab = 'objects' | 'original' | 'figures' | 'tray';

export class Workbench implements Disposable {
  readonly #session: Session;
  readonly #unsubscribe: () => void;
  readonly #paths = new StoredPaths((id, seq) => this.#session.storedBoxes(id, seq));
  readonly #pathSearch = new PathSearch(this.#paths, PAGE_BREATH);
  readonly criteria = new Criteria(new DrawnCriteria(this.#pathSearch));
  /** What is drawn on the current recording becomes a criterion. */
  readonly drawing = new Drawing((shape, purpose) => {
    if (this.#currentId !== undefined && purpose === 'criterion') {
      this.criteria.drawn.add(shape, this.#currentId);
    } else if (this.#currentId !== undefined) {
      this.motion.draw(this.#currentId, shape.corners);
    }
  });
  /** What appeared in, left or passed a zone, whether it was analysed or not. */
  readonly motion = new MotionSearch((...asked) => this.#session.searchMotion(...asked));
  readonly #search = new Search(PAGE_BREATH);
  /** What lies over the picture. */
  readonly layer = new SceneLayer(this.#paths, PAGE_BREATH);
  readonly figures = new FiguresDesk(this.#paths, PAGE_BREATH);
  readonly timeline = new Timeline();
  readonly player: Player;
  /** Other cameras at the instant of the player. */
  readonly sync: Sync;
  readonly overlay: Overlay;
  readonly review: Review;
  /** Objects chosen together. */
  readonly marked = new Marked();
  readonly scrub: Scrub;
  readonly crops: CropCache;
  readonly tray: TrayState;
  /** Searches and zones kept under a name. */
  readonly shelf: ShelfState;
  readonly framePictures: FramePictures;

  #recordings: readonly RecordingState[] = $state.raw([]);
  #journal: readonly JournalEntry[] = $state.raw([]);
  #backendChoice: BackendChoice = $state('auto');
  #detectors: readonly DetectorOption[] = $state.raw([]);
  #detectorChoice = $state('');
  #usualSettings: AnalysisSettings = $state.raw(USUAL_SETTINGS);
  #currentId: RecordingId | undefined = $state();
  #selectedId: TrackId | undefined = $state();
  #tab: Tab = $state('original');
  /** Until the person chooses, the first recording that did not fail is the current one. */
  #isChosen = false;
  /** Where the person was in each recording. */
  readonly #positions = new Map<RecordingId, number>();

  readonly #current = $derived(this.#recordings.find((recording) => recording.id === this.#currentId));
  readonly #lanes = $derived(lanesOf(this.#recordings));
  readonly #scope = $derived(this.criteria.within(this.#recordings, this.#current));
  readonly #question = $derived.by(() => this.#questionOf(this.criteria));
  readonly #hits = $derived(this.#search.hits(this.#question));
  readonly #seenCount = new SeenCount((id) => this.trackOf(id));
  readonly #seenHits = $derived.by(() => this.#seenCount.of(this.#hits, this.review.seen));
  readonly #shown = $derived.by((): TileList => {
    const { filter, seenThen } = this.review;
    return filter === 'all' ? this.#hits : onlySeen(this.#hits, seenThen, filter === 'seen');
  });
  readonly #facets = $derived(this.#search.facets(this.#hits));
  readonly #selected = $derived(this.#selectedId === undefined ? undefined : this.trackOf(this.#selectedId));

  /** `timeZone`: whose walls show the hours of the case. */
  constructor(session: Session, timeZone = 'Europe/Paris') {
    this.#session = session;
    this.criteria.timeZone = timeZone;
    this.#backendChoice = session.backendChoice;
    this.#usualSettings = session.usualSettings;
    this.player = new Player((id) => session.openReader(id), {
      now: () => performance.now(),
      onRepaint: (callback) => {
        const handle = requestAnimationFrame(callback);
        return () => {
          cancelAnimationFrame(handle);
        };
      },
    });
    this.sync = new Sync({
      recordings: () => this.#recordings,
      openReader: (id) => session.openReader(id, true),
      prepare: (id) => session.prepare(id),
      positionIn: (id) => this.#positions.get(id) ?? 1,
    });
    this.overlay = new Overlay(
      (track) => session.observations(track),
      (id, ordinal) => session.motion(id, ordinal),
    );
    this.review = new Review(
      session,
      (id) => this.trackOf(id)?.pseudonym ?? '',
      () => {
        this.stepUnseen();
      },
    );
    this.scrub = new Scrub({
      recording: (id) => this.#recordings.find((recording) => recording.id === id),
      observations: (track) => session.observations(track),
      openReader: (id) => session.openReader(id),
      draw: cropFrame,
    });
    this.crops = new CropCache((track) => session.crop(track));
    this.framePictures = new FramePictures((id) => session.openReader(id));
    this.tray = new TrayState({
      session,
      player: this.player,
      criteria: this.criteria,
      selected: () => this.selected,
      nameOf: ({ track, recording }) =>
        (track === undefined ? undefined : this.trackOf(track)?.pseudonym) ??
        this.#recordings.find(({ id }) => id === recording)?.name ??
        '',
      history: this.review.history,
    });
    this.shelf = new ShelfState({
      session,
      criteria: this.criteria,
      recordings: () => this.#recordings,
      current: () => this.#current,
      counts: new SearchCounts({
        paths: this.#paths,
        breath: PAGE_BREATH,
        timeZone: () => this.criteria.timeZone,
        recordings: () => this.#recordings,
        questionOf: (criteria) => this.#questionOf(criteria),
      }),
      history: this.review.history,
    });
    this.#unsubscribe = session.subscribe(() => {
      this.#refresh();
    });
    this.#refresh();
  }

  get recordings(): readonly RecordingState[] {
    return this.#recordings;
  }

  get journal(): readonly JournalEntry[] {
    return this.#journal;
  }

  /** The recording that the player, the criteria and the coverage speak of. */
  get current(): RecordingState | undefined {
    return this.#current;
  }

  /** Recordings on the clock of the case, by camera, and those without one. */
  get lanes(): Lanes {
    return this.#lanes;
  }

  /** Recordings whose objects are listed. */
  get scope(): readonly RecordingState[] {
    return this.#scope;
  }

  /** Objects that meet the criteria, in order. */
  get hits(): Hits {
    return this.#hits;
  }

  /** What each choice would let through. */
  get facets(): Facets {
    return this.#facets;
  }

  /** Whether {@link hits} still answers criteria that were changed since. */
  get isSearching(): boolean {
    return this.#search.isBusy || this.criteria.drawn.isBusy;
  }

  get selected(): TrackState | undefined {
    return this.#selected;
  }

  get tab(): Tab {
    return this.#tab;
  }

  set tab(tab: Tab) {
    this.#tab = tab;
  }

  get backendChoice(): BackendChoice {
    return this.#backendChoice;
  }

  set backendChoice(choice: BackendChoice) {
    this.#session.setBackendChoice(choice);
    this.#backendChoice = choice;
  }

  /** Detectors that may look, the app's own ones first. */
  get detectors(): readonly DetectorOption[] {
    return this.#detectors;
  }

  get detectorChoice(): string {
    return this.#detectorChoice;
  }

  set detectorChoice(id: string) {
    this.#session.setDetectorChoice(id);
    this.#detectorChoice = id;
  }

  /** Settings of the recordings to come. */
  get usualSettings(): AnalysisSettings {
    return this.#usualSettings;
  }

  /** For the recordings to come, and for those that are here and not analysed yet. */
  applyToFollowing(settings: AnalysisSettings): void {
    this.#session.setUsualSettings(settings);
    for (const { id, phase } of this.#recordings) {
      if (NOT_STARTED.has(phase)) {
        this.#session.setSettings(id, settings);
      }
    }
  }

  setUsualSettings(settings: AnalysisSettings): void {
    this.#session.setUsualSettings(settings);
  }

  setSettings(id: RecordingId, settings: AnalysisSettings): void {
    this.#session.setSettings(id, settings);
  }

  /** Says which camera filmed a recording of an Exercice, and how its clock stands. */
  setPlace(id: RecordingId, place: RecordingPlace): void {
    this.#session.setPlace(id, place);
  }

  /** Analyses again what has ended; what the analysis before gave is deleted. */
  analyseAgain(id: RecordingId, settings: AnalysisSettings): void {
    if (this.#selected?.recordingId === id) {
      this.#selectedId = undefined;
    }
    this.#session.analyseAgain(id, settings);
  }

  moveInQueue(id: RecordingId, place: number): void {
    this.#session.moveInQueue(id, place);
  }

  /** A reader of the pictures of a recording, hashed and opened first when it still waits. */
  async openPictures(id: RecordingId): Promise<FrameReader> {
    await this.#session.prepare(id);
    return this.#session.openReader(id);
  }

  evidence(track: TrackId): Promise<TrackEvidence> {
    return this.#session.evidence(track);
  }

  /** Takes in a detector of the service. Rejects with MODEL_REFUSED. */
  addDetector(files: readonly File[]): Promise<void> {
    return this.#session.addDetector(files);
  }

  addFiles(files: readonly File[]): void {
    if (files.length > 0) {
      this.#session.addFiles(files);
    }
  }

  /** Makes a recording the current one and shows its first frame (or the one it shows already). */
  choose(id: RecordingId): void {
    this.#keepPosition();
    this.#isChosen = true;
    this.#currentId = id;
    this.#selectedId = undefined;
    this.#showCurrent();
  }

  /** Selects an object and shows the frame that shows it best. */
  openTrack(track: TrackState): void {
    this.showFrame(track.recordingId, track.bestOrdinal);
    this.#selectedId = track.id;
    this.review.noteOpened(track);
  }

  /** An object of any recording, if it is listed. */
  trackOf(id: TrackId): TrackState | undefined {
    const place = recordingOfTrack(id);
    const track = this.#recordings.find((one) => one.id === place)?.tracks.numbered(numberOfTrack(id));
    return track?.id === id ? track : undefined;
  }

  /** Those of the hits that the choice between seen and to be seen lets through. */
  get shown(): TileList {
    return this.#shown;
  }

  /** How many of the hits were opened. */
  get seenHits(): number {
    return this.#seenHits;
  }

  /** Marks the selected object as seen, or as to be seen where it was. */
  async toggleSeen(): Promise<void> {
    if (this.chosen.length > 0) {
      await this.review.toggleSeen(this.chosen);
    }
  }

  /** Puts the objects that are chosen together; the one that comes of it is selected. */
  async merge(): Promise<void> {
    const tracks = this.chosen;
    if (await this.review.edit({ kind: 'merge', tracks })) {
      const merged = tracks.map((track) => this.trackOf(track)).find((track) => track !== undefined);
      this.marked.clear();
      if (merged !== undefined) {
        this.openTrack(merged);
      }
    }
  }

  /** Cuts the selected object before the picture on screen. */
  async split(): Promise<void> {
    const { shown, recordingId } = this.player;
    const track = this.selected;
    if (track !== undefined && recordingId === track.recordingId) {
      await this.review.edit({ kind: 'split', track: track.id, ordinal: shown });
    }
  }

  /** Objects that an act is about: those chosen together, else the selected one. */
  get chosen(): readonly TrackId[] {
    return this.marked.size > 0 ? this.marked.all : this.#selectedId === undefined ? [] : [this.#selectedId];
  }

  /** Chooses an object beside others, or lets it go; `isStretch`: all of the list up to it. */
  mark(id: TrackId, isStretch = false): void {
    if (isStretch) {
      this.marked.stretch(id, this.hits, this.#selectedId);
    } else {
      this.marked.toggle(id, this.#selectedId);
    }
  }

  markSelected(): void {
    if (this.#selectedId !== undefined) {
      this.marked.toggle(this.#selectedId, undefined);
    }
  }

  /** Shows one frame of one recording in the player. */
  showFrame(id: RecordingId, ordinal: number): void {
    const recording = this.#recordings.find((candidate) => candidate.id === id);
    if (recording?.table === undefined) {
      return;
    }
    if (this.#selected?.recordingId !== id) {
      this.#selectedId = undefined;
    }
    this.#keepPosition();
    this.#isChosen = true;
    this.#currentId = id;
    this.#tab = 'original';
    this.player.show(id, recording.table, ordinal);
  }

  /** Another camera takes the lead at its own frame; what plays goes on. */
  lead(view: SyncView): void {
    const { rate } = this.player;
    const frame = this.sync.frameOf(view);
    if (frame === undefined) {
      this.choose(view.camera.key);
    } else {
      this.showFrame(frame.id, frame.ordinal);
      if (rate !== 0) {
        this.player.play(rate);
      }
    }
  }

  unselect(): void {
    if (this.marked.size > 0) {
      this.marked.clear();
      return;
    }
    this.#selectedId = undefined;
  }

  /** The object before or after the selected one in the list, or else nearest to the frame on screen. */
  stepTrack(direction: 1 | -1): void {
    const hits = this.#hits;
    const index = hits.indexOf(this.#selectedId);
    const next = index < 0 ? this.#nearest(direction) : hits.at(index + direction);
    if (next !== undefined) {
      this.openTrack(next);
    }
  }

  /** Opens the next object of the list that was not opened yet, from the selected one on; the first one after the last. */
  stepUnseen(): void {
    const hits = this.#hits;
    const from = hits.indexOf(this.#selectedId);
    for (let step = 1; step <= hits.length; step += 1) {
      const next = hits.at((from + step) % hits.length);
      if (next !== undefined && !this.review.isSeen(next.id)) {
        this.openTrack(next);
        return;
      }
    }
  }

  /** Begins to draw on the picture; `undefined`: gives up what was begun. */
  draw(kind: ShapeKind | undefined): void {
    if (kind === undefined) {
      this.drawing.drop();
    } else {
      this.#tab = 'original';
      this.player.stop();
      this.drawing.start(kind);
    }
  }

  /** Opens the search in a drawn zone; without a zone, or again: draws one. */
  searchMotion(): void {
    const { motion } = this;
    if (!motion.isOpen && motion.zone?.recordingId === this.#currentId && motion.zone !== undefined) {
      motion.open();
    } else if (this.#current?.table !== undefined) {
      motion.open();
      this.#tab = 'original';
      this.player.stop();
      this.drawing.start('zone', 'motion');
    }
  }

  setPaused(id: RecordingId, isPaused: boolean): Promise<void> {
    return this.#session.setPaused(id, isPaused);
  }

  cancel(id: RecordingId): Promise<void> {
    return this.#session.cancel(id);
  }

  async exportResults(id: RecordingId, motive?: string): Promise<Blob> {
    const blob = await this.#session.exportResults(id, motive);
    this.#journal = [...this.#session.journal];
    return blob;
  }

  async exportStill(id: RecordingId, ordinal: number, motive?: string): Promise<Blob> {
    const blob = await this.#session.exportStill(id, ordinal, motive);
    this.#journal = [...this.#session.journal];
    return blob;
  }

  measureDecodeOnly(id: RecordingId): Promise<{ readonly wallS: number; readonly frames: number }> {
    return this.#session.measureDecodeOnly(id);
  }

  [Symbol.dispose](): void {
    this.#unsubscribe();
    this.#paths.stop();
    this.#pathSearch.stop();
    this.motion[Symbol.dispose]();
    this.sync[Symbol.dispose]();
    this.player[Symbol.dispose]();
    this.scrub[Symbol.dispose]();
    this.shelf[Symbol.dispose]();
    this.crops[Symbol.dispose]();
    this.framePictures[Symbol.dispose]();
    this.#session[Symbol.dispose]();
  }

  /** What is asked under some criteria, in the recordings in scope now. */
  #questionOf(criteria: Criteria): Question {
    return {
      recordings: this.#recordings.map((recording) => ({
        recording,
        isListed: this.#scope.includes(recording),
        criteria: criteria.of(recording),
        zeroUs: caseTimeOf(recording, 0),
        wallUs: wallTimeOf(recording, this.criteria.timeZone),
      })),
      sort: this.criteria.sort,
    };
  }

  #refresh(): void {
    this.#recordings = [...this.#session.recordings];
    this.#journal = [...this.#session.journal];
    this.#detectors = [...this.#session.detectors];
    this.#detectorChoice = this.#session.detectorChoice;
    this.#usualSettings = this.#session.usualSettings;
    this.review.follow();
    this.tray.follow();
    this.shelf.follow();
    this.criteria.drawn.follow(this.#recordings);
    if (!this.#isChosen) {
      this.#currentId = (this.#recordings.find(({ phase }) => phase !== 'failed') ?? this.#recordings[0])?.id;
    }
    if (this.player.recordingId !== this.#currentId) {
      this.#showCurrent();
    }
  }

  /** The player follows the current recording as soon as its frames are known. */
  #showCurrent(): void {
    const current = this.#current;
    if (current?.table === undefined || current.table.us.length === 0) {
      this.player.close();
    } else if (this.player.recordingId !== current.id) {
      this.player.show(current.id, current.table, this.#positions.get(current.id) ?? 1);
    }
  }

  #keepPosition(): void {
    const { recordingId, wanted } = this.player;
    if (recordingId !== undefined && wanted > 0) {
      this.#positions.set(recordingId, wanted);
    }
  }

  /** Of the current recording: the one that appears next, or that appeared last. */
  #nearest(direction: 1 | -1): TrackState | undefined {
    const current = this.#current;
    const hereUs = this.player.stamp?.us ?? 0;
    if (current === undefined) {
      return this.#hits.at(0);
    }
    const part = this.#hits.partOf(current.id);
    const { firstUs } = current.tracks.columns;
    const rows = part?.recording === current ? part.rows : new Uint32Array(0);
    const isBefore = (row: number): boolean => (firstUs[row] ?? 0) < hereUs;
    const row = direction > 0 ? rows.find((one) => !isBefore(one)) : rows.findLast(isBefore);
    return row === undefined ? this.#hits.at(0) : current.tracks.at(row);
  }
}
