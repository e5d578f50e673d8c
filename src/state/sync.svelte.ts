// Several cameras at one instant: the player leads, up to five others follow the frame that it really shows.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { FrameReader, RecordingState } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import { camerasOf, footageAt, type FootageAt, type FootageEdge, type SyncCamera } from './sync-cameras.ts';
import {
  alignedByHand,
  isAlignedByHand,
  placeOnLine,
  unalignedByHand,
  type HandAlignments,
  type LinePlace,
} from './sync-clock.ts';
import { SyncFollower } from './sync-follower.svelte.ts';
import { aimAt, frameAtEdge, momentOf, type FrameOf, type Moment, type SyncLeader } from './sync-moment.ts';

/** Cameras seen at once, the one that leads among them. */
export const MOST_CAMERAS = 6;

/** One place of the grid. */
export interface SyncView {
  readonly camera: SyncCamera;
  readonly isLeading: boolean;
  /** `undefined` for the one that leads, and while that one shows nothing. */
  readonly follower: SyncFollower | undefined;
  readonly footage: FootageAt | undefined;
  /** Placed against the leader by what somebody aligned. */
  readonly isByHand: boolean;
  /** Its recording could not be opened. */
  readonly alert: Alert | undefined;
}

/** What the group of cameras needs of the open case. */
export interface SyncPorts {
  readonly recordings: () => readonly RecordingState[];
  readonly openReader: (id: RecordingId) => Promise<FrameReader>;
  /** Hashes and opens a recording that waits. */
  readonly prepare: (id: RecordingId) => Promise<void>;
  /** Where the person was in a recording; 1 when they were never there. */
  readonly positionIn: (id: RecordingId) => number;
}

export class Sync implements Disposable {
  readonly #ports: SyncPorts;
  readonly #followers = new Map<RecordingId, SyncFollower>();
  #isOn = $state(false);
  #chosen: ReadonlySet<RecordingId> = $state.raw(new Set());
  #hands: HandAlignments = $state.raw(new Map());
  #views: readonly SyncView[] = $state.raw([]);
  #failures: ReadonlyMap<RecordingId, Alert> = $state.raw(new Map());
  readonly #prepared = new Set<RecordingId>();
  #leadingId: RecordingId | undefined;
  #moment: Moment | undefined = $state.raw();

  constructor(ports: SyncPorts) {
    this.#ports = ports;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** What stands in the grid, in the order of the recordings; empty while off. */
  get views(): readonly SyncView[] {
    return this.#views;
  }

  /** Whether no other camera finds room. */
  get isFull(): boolean {
    return this.#views.length >= MOST_CAMERAS;
  }

  toggle(): void {
    this.#isOn = !this.#isOn;
    if (this.#isOn && this.#shownCameras().length < 2) {
      this.#chooseUsual();
    }
    this.#place();
  }

  /**
   * All other cameras; those that have footage at this instant first, then those that had or will have some, those of
   * which no file can be read last.
   */
  others(): readonly { readonly camera: SyncCamera; readonly isChosen: boolean; readonly kind: FootageAt['kind'] }[] {
    const kinds: readonly FootageAt['kind'][] = ['footage', 'closed', 'gap', 'unaligned'];
    const rankOf = ({ camera, kind }: { readonly camera: SyncCamera; readonly kind: FootageAt['kind'] }): number =>
      camera.recordings.every(({ phase }) => phase === 'failed') ? kinds.length : kinds.indexOf(kind);
    return camerasOf(this.#ports.recordings())
      .filter((camera) => !this.#leads(camera))
      .flatMap((camera) => {
        const kind = this.#footageOf(camera)?.kind;
        return kind === undefined ? [] : [{ camera, isChosen: this.#isChosen(camera), kind }];
      })
      .toSorted((a, b) => rankOf(a) - rankOf(b));
  }

  choose(camera: SyncCamera, isChosen: boolean): void {
    const next = new Set(this.#chosen);
    for (const { id } of camera.recordings) {
      if (isChosen) {
        next.add(id);
      } else {
        next.delete(id);
      }
    }
    this.#chosen = next;
    this.#place();
  }

  /** Says that the frame of a camera and that of the leader show the same instant; for viewing only. */
  align({ footage }: SyncView): void {
    if (this.#moment !== undefined && footage?.kind === 'unaligned') {
      const { recording } = footage;
      const us = recording.table.us[this.#ports.positionIn(recording.id) - 1] ?? 0;
      const { leader, us: leaderUs } = this.#moment;
      this.#hands = alignedByHand(this.#hands, { recording, us }, { recording: leader.recording, us: leaderUs });
      this.#place();
    }
  }

  /** Takes back what was aligned by hand between a camera and the leader. */
  unalign({ camera }: SyncView): void {
    if (this.#moment !== undefined) {
      this.#hands = unalignedByHand(this.#hands, camera.key, this.#moment.leader.recording.id);
      this.#place();
    }
  }

  /** The frame with which a camera takes the lead: the one that it shows, or was left at. */
  frameOf({ follower, footage }: SyncView): FrameOf | undefined {
    switch (footage?.kind) {
      case 'footage':
      case 'unaligned': {
        const ordinal = follower?.wanted ?? 0;
        return ordinal === 0 ? undefined : { id: footage.recording.id, ordinal };
      }
      case 'gap': {
        const edge = footage.before ?? footage.after;
        return edge === undefined ? undefined : { id: edge.recording.id, ordinal: edge.ordinal };
      }
      case 'closed':
      case undefined:
        return undefined;
    }
  }

  /** The frame at which an edge of a camera's footage is seen: of the leading camera where it has one, else its own. */
  frameAtEdge(edge: FootageEdge): FrameOf {
    const leading = camerasOf(this.#ports.recordings()).find((camera) => this.#leads(camera));
    return frameAtEdge(edge, leading, this.#moment?.place.line, this.#placeOf);
  }

  /** Told whenever the player shows another frame, plays or stops, and when a recording changed. */
  follow(leader: SyncLeader | undefined): void {
    this.#leadingId = leader?.recording.id;
    this.#moment = momentOf(leader, this.#placeOf);
    this.#place();
  }

  [Symbol.dispose](): void {
    this.#isOn = false;
    this.#place();
  }

  readonly #placeOf = (recording: RecordingState): LinePlace => placeOnLine(recording, this.#hands);

  #leads({ recordings }: SyncCamera): boolean {
    return recordings.some(({ id }) => id === this.#leadingId);
  }

  #isChosen({ recordings }: SyncCamera): boolean {
    return recordings.some(({ id }) => this.#chosen.has(id));
  }

  /** The one that leads is always among them. */
  #shownCameras(): readonly SyncCamera[] {
    const cameras = camerasOf(this.#ports.recordings());
    const leading = cameras.filter((camera) => this.#leads(camera));
    const others = cameras.filter((camera) => !this.#leads(camera) && this.#isChosen(camera));
    const shown = new Set([...leading, ...others].slice(0, MOST_CAMERAS));
    return cameras.filter((camera) => shown.has(camera));
  }

  /** Those that have footage now; where none has, the next best one shows how it is done. */
  #chooseUsual(): void {
    const others = this.others();
    const having = others.filter(({ kind }) => kind === 'footage').slice(0, MOST_CAMERAS - 1);
    const leading = camerasOf(this.#ports.recordings()).filter((camera) => this.#leads(camera));
    for (const camera of [...leading, ...(having.length > 0 ? having : others.slice(0, 1)).map((one) => one.camera)]) {
      this.choose(camera, true);
    }
  }

  #footageOf(camera: SyncCamera): FootageAt | undefined {
    const moment = this.#moment;
    return moment === undefined
      ? undefined
      : footageAt(camera, moment.place.line, moment.us + moment.place.shiftUs, this.#placeOf);
  }

  /** Brings every camera where it belongs; those that are no longer shown give their readers back. */
  #place(): void {
    const cameras = this.#isOn ? this.#shownCameras() : [];
    const following = new Set(cameras.filter((camera) => !this.#leads(camera)).map(({ key }) => key));
    for (const [key, follower] of this.#followers) {
      if (!following.has(key)) {
        follower[Symbol.dispose]();
        this.#followers.delete(key);
      }
    }
    this.#views = cameras.map((camera) => this.#viewOf(camera));
  }

  #viewOf(camera: SyncCamera): SyncView {
    const isLeading = this.#leads(camera);
    const footage = isLeading ? undefined : this.#footageOf(camera);
    if (footage === undefined) {
      return { camera, isLeading, follower: undefined, footage, isByHand: false, alert: undefined };
    }
    let follower = this.#followers.get(camera.key);
    if (follower === undefined) {
      follower = new SyncFollower(this.#ports.openReader);
      this.#followers.set(camera.key, follower);
    }
    follower.follow(this.#moment === undefined ? undefined : aimAt(footage, this.#moment, this.#ports.positionIn));
    if (footage.kind === 'closed') {
      this.#prepare(footage.recording);
    }
    const place = footage.kind === 'footage' ? footage.place : undefined;
    const leading = this.#moment?.place;
    const isByHand = place !== undefined && leading !== undefined && isAlignedByHand(place, leading);
    const alert = footage.kind === 'closed' ? this.#failures.get(footage.recording.id) : undefined;
    return { camera, isLeading, follower, footage, isByHand, alert };
  }

  /** Once: what could not be opened says so in its place. */
  #prepare({ id, phase }: RecordingState): void {
    if (phase !== 'waiting' || this.#prepared.has(id)) {
      return;
    }
    this.#prepared.add(id);
    this.#ports.prepare(id).catch((error: unknown) => {
      this.#failures = new Map(this.#failures).set(id, toAppError(error).toAlert());
      this.#place();
    });
  }
}
