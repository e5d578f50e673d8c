// One open case as the person sees it: recordings, current one, selected object, criteria, player.

import type { AnalysisSettings, TrackEvidence } from '../contracts/analysis.ts';
import type { JournalEntry } from '../contracts/journal.ts';
import {
  type FrameReader,
  type PrintedFigures,
  type RecordingPlace,
  type RecordingState,
  type Session,
  type TrackState,
} from '../contracts/session.ts';
import { numberOfTrack, recordingOfTrack, type RecordingId, type TrackId } from '../domain/ids.ts';
import type { ShapeKind } from '../domain/query/drawn-shape.ts';
import { Analyses } from './analyses.svelte.ts';
import { PAGE_BREATH } from './breathing.ts';
import { Condensed } from './condensed.svelte.ts';
import { cropFrame } from './crop-frame.ts';
import { CropCache } from './crops.ts';
import { Criteria } from './criteria.svelte.ts';
import type { Deck } from './deck.ts';
import type { Facets } from './facets.ts';
import { Drawing } from './drawing.svelte.ts';
import { FilmExport } from './film-export.svelte.ts';
import { Finding } from './finding.svelte.ts';
import { FramePictures } from './frame-pictures.ts';
import { DrawnCriteria } from './drawn-criteria.svelte.ts';
import { lanesOf, type Lanes } from './lanes.ts';
import { Marked } from './marked.svelte.ts';
import { MotionSearch } from './motion-search.svelte.ts';
import { Overlay } from './overlay.svelte.ts';
import { FiguresDesk } from './case-figures.svelte.ts';
import { PathSearch } from './path-search.svelte.ts';
import type { PlaybackClock } from './playback.ts';
import { Player } from './player.svelte.ts';
import { StoredPaths } from './stored-paths.ts';
import { Review } from './review.svelte.ts';
import { SceneLayer } from './scene-layer.svelte.ts';
import { Scrub } from './scrub.svelte.ts';
import type { Hits } from './hits.ts';
import type { TileList } from './seen-hits.ts';
import { SearchCounts } from './search-counts.svelte.ts';
import { Sheet } from './sheet.svelte.ts';
import { ShelfState } from './shelf.svelte.ts';
import { Synopsis } from './synopsis.svelte.ts';
import { SynopsisDeck } from './synopsis-deck.ts';
import { Sync, type SyncView } from './sync.svelte.ts';
import { Timeline } from './timeline.svelte.ts';
import { TrayState } from './tray.svelte.ts';

export type Tab = 'condensed' | 'synopsis' | 'objects' | 'original' | 'figures' | 'tray';

/** Time on the screen of the page. */
const SCREEN_CLOCK: PlaybackClock = {
  now: () => performance.now(),
  onRepaint: (callback) => {
    const handle = requestAnimationFrame(callback);
    return () => {
      cancelAnimationFrame(handle);
    };
  },
};

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
  /** What lies over the picture. */
  readonly layer = new SceneLayer(this.#paths, PAGE_BREATH);
  readonly figures = new FiguresDesk(this.#paths, PAGE_BREATH);
  /** The objects that are found in one scene, shown together. */
  readonly synopsis: Synopsis;
  /** The synopsis as a film. */
  readonly film: FilmExport;
  readonly synopsisDeck: SynopsisDeck;
  readonly timeline = new Timeline();
  readonly analyses: Analyses;
  readonly player: Player;
  /** Other cameras at the instant of the player. */
  readonly sync: Sync;
  /** The default view: dead time is gone over. */
  readonly condensed: Condensed;
  /** The objects view over time. */
  readonly sheet: Sheet;
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
  #currentId: RecordingId | undefined = $state();
  #selectedId: TrackId | undefined = $state();
  #tab: Tab = $state('original');
  /** Until somebody chooses, the condensed view comes up as soon as something was analysed. */
  #isTabChosen = false;
  /** Until the person chooses, the first recording that did not fail is the current one. */
  #isChosen = false;
  /** Where the person was in each recording. */
  readonly #positions = new Map<RecordingId, number>();

  readonly #current = $derived(this.#recordings.find((recording) => recording.id === this.#currentId));
  readonly #lanes = $derived(lanesOf(this.#recordings));
  readonly #finding = new Finding({
    criteria: this.criteria,
    recordings: () => this.#recordings,
    current: () => this.#current,
    review: () => this.review,
    trackOf: (id) => this.trackOf(id),
  });
  readonly #selected = $derived(this.#selectedId === undefined ? undefined : this.trackOf(this.#selectedId));

  /** `timeZone`: whose walls show the hours of the case. */
  constructor(session: Session, timeZone = 'Europe/Paris') {
    this.#session = session;
    this.criteria.timeZone = timeZone;
    this.analyses = new Analyses(session);
    this.player = new Player((id) => session.openReader(id), SCREEN_CLOCK);
    this.sync = new Sync({
      recordings: () => this.#recordings,
      openReader: (id) => session.openReader(id, true),
      prepare: (id) => session.prepare(id),
      positionIn: (id) => this.#positions.get(id) ?? 1,
    });
    this.condensed = new Condensed(
      {
        player: this.player,
        lanes: () => this.#lanes,
        current: () => this.#current,
        hits: () => this.hits,
        marked: () => this.marked.all,
        goTo: (id, ordinal) => {
          this.#goTo(id, ordinal);
        },
      },
      PAGE_BREATH,
    );
    this.film = new FilmExport(
      (...order) => session.exportSynopsis(...order),
      () => {
        this.#journal = [...session.journal];
      },
    );
    this.synopsis = new Synopsis({
      paths: this.#paths,
      breath: PAGE_BREATH,
      arrange: (...asked) => session.arrange(...asked),
      openTubes: (id) => session.openTubes(id),
      clock: SCREEN_CLOCK,
    });
    this.synopsisDeck = new SynopsisDeck(this.synopsis.play);
    this.sheet = new Sheet({ hits: () => this.hits, review: () => this.review }, PAGE_BREATH);
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
        questionOf: (criteria) => this.#finding.questionOf(criteria),
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
    return this.#finding.scope;
  }

  /** Objects that meet the criteria, in order. */
  get hits(): Hits {
    return this.#finding.hits;
  }

  /** What each choice would let through. */
  get facets(): Facets {
    return this.#finding.facets;
  }

  /** Whether {@link hits} still answers criteria that were changed since. */
  get isSearching(): boolean {
    return this.#finding.isBusy;
  }

  get selected(): TrackState | undefined {
    return this.#selected;
  }

  get tab(): Tab {
    return this.#tab;
  }

  set tab(tab: Tab) {
    this.#isTabChosen = true;
    if (tab === this.#tab) {
      return;
    }
    if (this.#tab === 'condensed') {
      this.condensed.leave();
    }
    this.#tab = tab;
    if (tab === 'condensed') {
      this.condensed.enter();
    }
  }

  /** Whether the player's picture is what the middle shows. */
  get isOnPicture(): boolean {
    return this.#tab === 'original' || this.#tab === 'condensed';
  }

  /** What the keys and buttons of playing speak to. */
  get deck(): Deck {
    switch (this.#tab) {
      case 'condensed':
        return this.condensed;
      case 'synopsis':
        return this.synopsisDeck;
      default:
        return this.player;
    }
  }

  /** Brings up a view that shows the player's picture, if this one does not. */
  showPicture(): void {
    this.tab = this.isOnPicture ? this.#tab : 'original';
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
    this.analyses.again(id, settings);
  }

  /** A reader of the pictures of a recording, hashed and opened first when it still waits. */
  async openPictures(id: RecordingId): Promise<FrameReader> {
    await this.#session.prepare(id);
    return this.#session.openReader(id);
  }

  evidence(track: TrackId): Promise<TrackEvidence> {
    return this.#session.evidence(track);
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

  /** Selects an object and shows the frame that shows it best, or another one of it. */
  openTrack(track: TrackState, ordinal = track.bestOrdinal): void {
    this.showFrame(track.recordingId, ordinal);
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
    return this.#finding.shown;
  }

  /** How many of the hits were opened. */
  get seenHits(): number {
    return this.#finding.seenHits;
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
    if (this.#recordings.some((recording) => recording.id === id && recording.table !== undefined)) {
      this.tab = 'original';
      this.#goTo(id, ordinal);
    }
  }

  /** Shows a frame in the view that is up. */
  #goTo(id: RecordingId, ordinal: number): void {
    const table = this.#recordings.find((recording) => recording.id === id)?.table;
    if (table === undefined) {
      return;
    }
    if (this.#selected?.recordingId !== id) {
      this.#selectedId = undefined;
    }
    this.#keepPosition();
    this.#isChosen = true;
    this.#currentId = id;
    this.player.show(id, table, ordinal);
  }

  /** Another camera takes the lead at its own frame; what plays goes on. */
  lead(view: SyncView): void {
    const { rate } = this.deck;
    const frame = this.sync.frameOf(view);
    if (frame === undefined) {
      this.choose(view.camera.key);
    } else {
      this.#goTo(frame.id, frame.ordinal);
      if (rate !== 0) {
        this.deck.play(rate);
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
    const next = this.#finding.beside(this.#selectedId, direction, this.player.stamp?.us ?? 0);
    if (next !== undefined) {
      this.openTrack(next);
    }
  }

  /** Opens the next object of the list that was not opened yet, from the selected one on; the first one after the last. */
  stepUnseen(): void {
    const next = this.#finding.nextUnseen(this.#selectedId);
    if (next !== undefined) {
      this.openTrack(next);
    }
  }

  /** Begins to draw on the picture; `undefined`: gives up what was begun. */
  draw(kind: ShapeKind | undefined): void {
    if (kind === undefined) {
      this.drawing.drop();
    } else {
      this.deck.stop();
      // Where it is largest: what says how to draw lies over a corner of it.
      this.tab = 'original';
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
      this.deck.stop();
      this.tab = 'original';
      this.drawing.start('zone', 'motion');
    }
  }

  async exportResults(id: RecordingId, motive?: string): Promise<Blob> {
    const blob = await this.#session.exportResults(id, motive);
    this.#journal = [...this.#session.journal];
    return blob;
  }

  async printFigures(printed: PrintedFigures, motive?: string): Promise<void> {
    await this.#session.printFigures(printed, motive);
    this.#journal = [...this.#session.journal];
  }

  async exportStill(id: RecordingId, ordinal: number, motive?: string): Promise<Blob> {
    const blob = await this.#session.exportStill(id, ordinal, motive);
    this.#journal = [...this.#session.journal];
    return blob;
  }

  [Symbol.dispose](): void {
    this.#unsubscribe();
    this.#paths.stop();
    this.#pathSearch.stop();
    this.motion[Symbol.dispose]();
    this.sync[Symbol.dispose]();
    this.player[Symbol.dispose]();
    this.film[Symbol.dispose]();
    this.synopsis[Symbol.dispose]();
    this.scrub[Symbol.dispose]();
    this.shelf[Symbol.dispose]();
    this.crops[Symbol.dispose]();
    this.framePictures[Symbol.dispose]();
    this.#session[Symbol.dispose]();
  }

  #refresh(): void {
    this.#recordings = [...this.#session.recordings];
    this.#journal = [...this.#session.journal];
    this.analyses.follow();
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
    const isUntouched = this.player.rate === 0 && this.player.wanted <= 1;
    if (!this.#isTabChosen && isUntouched && this.#recordings.some(({ phase }) => phase === 'done')) {
      this.tab = 'condensed';
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
}
