// One open case as the person sees it: what its parts are, and how they know of each other.

import type { AnalysisSettings } from '../contracts/analysis.ts';
import type { Session } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import { Analyses } from './analyses.svelte.ts';
import { PAGE_BREATH } from './breathing.ts';
import { FiguresDesk } from './case-figures.svelte.ts';
import { Condensed } from './condensed.svelte.ts';
import { cropFrame } from './crop-frame.ts';
import { CropCache } from './crops.ts';
import { Criteria } from './criteria.svelte.ts';
import { DrawingDesk } from './drawing-desk.ts';
import { DrawnCriteria } from './drawn-criteria.svelte.ts';
import { Exports } from './exports.svelte.ts';
import { Finding } from './finding.svelte.ts';
import { FramePictures } from './frame-pictures.ts';
import { ObjectActs } from './object-acts.ts';
import { Overlay } from './overlay.svelte.ts';
import { PathSearch } from './path-search.svelte.ts';
import { Player } from './player.svelte.ts';
import { Recordings } from './recordings.svelte.ts';
import { Review } from './review.svelte.ts';
import { SceneLayer } from './scene-layer.svelte.ts';
import { SCREEN_CLOCK } from './screen-clock.ts';
import { Scrub } from './scrub.svelte.ts';
import { SearchCounts } from './search-counts.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { Sheet } from './sheet.svelte.ts';
import { ShelfState } from './shelf.svelte.ts';
import { StoredPaths } from './stored-paths.ts';
import { SynopsisDeck } from './synopsis-deck.ts';
import { Synopsis } from './synopsis.svelte.ts';
import { Sync, type SyncView } from './sync.svelte.ts';
import { Timeline } from './timeline.svelte.ts';
import { TrayState } from './tray.svelte.ts';
import { Viewing } from './viewing.svelte.ts';

export class Workbench implements Disposable {
  readonly #session: Session;
  readonly #unsubscribe: () => void;
  readonly #paths: StoredPaths;
  readonly #pathSearch: PathSearch;
  readonly recordings: Recordings;
  readonly analyses: Analyses;
  readonly exports: Exports;
  readonly player: Player;
  /** Which view is up, and what it shows. */
  readonly viewing: Viewing;
  readonly criteria: Criteria;
  /** What the criteria find. */
  readonly finding: Finding;
  readonly selection: Selection;
  readonly review: Review;
  readonly acts: ObjectActs;
  readonly drawingDesk: DrawingDesk;
  /** Searches and zones kept under a name. */
  readonly shelf: ShelfState;
  readonly tray: TrayState;
  readonly timeline = new Timeline();
  /** Other cameras at the instant of the player. */
  readonly sync: Sync;
  /** The default view: dead time is gone over. */
  readonly condensed: Condensed;
  /** The objects that are found in one scene, shown together. */
  readonly synopsis: Synopsis;
  readonly synopsisDeck: SynopsisDeck;
  /** The objects view over time. */
  readonly sheet: Sheet;
  readonly figures: FiguresDesk;
  /** What lies over the picture. */
  readonly layer: SceneLayer;
  readonly overlay: Overlay;
  readonly scrub: Scrub;
  readonly crops: CropCache;
  readonly framePictures: FramePictures;

  /** `timeZone`: whose walls show the hours of the case. */
  constructor(session: Session, timeZone = 'Europe/Paris') {
    this.#session = session;
    this.#paths = new StoredPaths((id, seq) => session.storedBoxes(id, seq));
    this.#pathSearch = new PathSearch(this.#paths, PAGE_BREATH);
    this.recordings = new Recordings(session);
    this.analyses = new Analyses(session);
    this.exports = new Exports(session);
    this.criteria = new Criteria(new DrawnCriteria(this.#pathSearch));
    this.criteria.timeZone = timeZone;
    this.player = new Player((id) => session.openReader(id), SCREEN_CLOCK);
    const trackOf = this.recordings.trackOf.bind(this.recordings);
    this.selection = new Selection({ trackOf, hits: () => this.finding.hits });
    this.viewing = new Viewing({
      recordings: this.recordings,
      selection: this.selection,
      player: this.player,
      condensed: () => this.condensed,
      synopsis: () => this.synopsisDeck,
    });
    this.finding = new Finding({
      criteria: this.criteria,
      recordings: () => this.recordings.all,
      current: () => this.viewing.current,
      review: () => this.review,
      trackOf,
    });
    this.review = new Review(
      session,
      (id) => trackOf(id)?.pseudonym ?? '',
      () => {
        this.acts.stepUnseen();
      },
    );
    this.acts = new ObjectActs({
      finding: this.finding,
      selection: this.selection,
      viewing: this.viewing,
      review: this.review,
      player: this.player,
      trackOf,
    });
    this.drawingDesk = new DrawingDesk(session, this.criteria.drawn, this.viewing);
    this.tray = this.#trayOf(session);
    this.shelf = this.#shelfOf(session);
    this.sync = new Sync({
      recordings: () => this.recordings.all,
      openReader: (id) => session.openReader(id, true),
      prepare: (id) => session.prepare(id),
      positionIn: (id) => this.viewing.positionIn(id),
    });
    this.condensed = this.#condensedView();
    this.synopsis = new Synopsis({
      paths: this.#paths,
      breath: PAGE_BREATH,
      arrange: (...asked) => session.arrange(...asked),
      openTubes: (id) => session.openTubes(id),
      clock: SCREEN_CLOCK,
    });
    this.synopsisDeck = new SynopsisDeck(this.synopsis.play);
    this.sheet = new Sheet({ hits: () => this.finding.hits, review: () => this.review }, PAGE_BREATH);
    this.figures = new FiguresDesk(this.#paths, PAGE_BREATH);
    this.layer = new SceneLayer(this.#paths, PAGE_BREATH);
    this.overlay = new Overlay(
      (track) => session.observations(track),
      (id, ordinal) => session.motion(id, ordinal),
    );
    this.scrub = new Scrub({
      recording: (id) => this.recordings.of(id),
      observations: (track) => session.observations(track),
      openReader: (id) => session.openReader(id),
      draw: cropFrame,
    });
    this.crops = new CropCache((track) => session.crop(track));
    this.framePictures = new FramePictures((id) => session.openReader(id));
    this.#unsubscribe = session.subscribe(() => {
      this.#follow();
    });
    this.#follow();
  }

  /** Analyses again what has ended; what the analysis before gave is deleted. */
  analyseAgain(id: RecordingId, settings: AnalysisSettings): void {
    if (this.selection.track?.recordingId === id) {
      this.selection.select(undefined);
    }
    this.analyses.again(id, settings);
  }

  /** Another camera takes the lead at its own frame; what plays goes on. */
  lead(view: SyncView): void {
    const { rate } = this.viewing.deck;
    const frame = this.sync.frameOf(view);
    if (frame === undefined) {
      this.viewing.choose(view.camera.key);
    } else {
      this.viewing.goTo(frame.id, frame.ordinal);
      if (rate !== 0) {
        this.viewing.deck.play(rate);
      }
    }
  }

  [Symbol.dispose](): void {
    this.#unsubscribe();
    this.#paths.stop();
    this.#pathSearch.stop();
    this.drawingDesk[Symbol.dispose]();
    this.sync[Symbol.dispose]();
    this.player[Symbol.dispose]();
    this.exports[Symbol.dispose]();
    this.synopsis[Symbol.dispose]();
    this.scrub[Symbol.dispose]();
    this.shelf[Symbol.dispose]();
    this.crops[Symbol.dispose]();
    this.framePictures[Symbol.dispose]();
    this.#session[Symbol.dispose]();
  }

  #condensedView(): Condensed {
    return new Condensed(
      {
        player: this.player,
        lanes: () => this.recordings.lanes,
        current: () => this.viewing.current,
        hits: () => this.finding.hits,
        marked: () => this.selection.marked.all,
        goTo: (id, ordinal) => {
          this.viewing.goTo(id, ordinal);
        },
      },
      PAGE_BREATH,
    );
  }

  #trayOf(session: Session): TrayState {
    return new TrayState({
      session,
      player: this.player,
      criteria: this.criteria,
      selected: () => this.selection.track,
      nameOf: ({ track, recording }) =>
        (track === undefined ? undefined : this.recordings.trackOf(track)?.pseudonym) ??
        this.recordings.of(recording)?.name ??
        '',
      history: this.review.history,
    });
  }

  #shelfOf(session: Session): ShelfState {
    return new ShelfState({
      session,
      criteria: this.criteria,
      recordings: () => this.recordings.all,
      current: () => this.viewing.current,
      counts: new SearchCounts({
        paths: this.#paths,
        breath: PAGE_BREATH,
        timeZone: () => this.criteria.timeZone,
        recordings: () => this.recordings.all,
        questionOf: (criteria) => this.finding.questionOf(criteria),
      }),
      history: this.review.history,
    });
  }

  /** Every part reads the session again. */
  #follow(): void {
    this.recordings.follow();
    this.exports.follow();
    this.analyses.follow();
    this.review.follow();
    this.tray.follow();
    this.shelf.follow();
    this.criteria.drawn.follow(this.recordings.all);
    this.viewing.follow();
  }
}
