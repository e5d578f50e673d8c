// The tray as the person fills it: what is on screen goes in with one key, and comes out again as easily.

import type { Alert } from '../contracts/errors.ts';
import type { Session, TrackState } from '../contracts/session.ts';
import {
  isSameContent,
  type Tray,
  type TrayCommand,
  type TrayComment,
  type TrayContent,
  type TrayItem,
} from '../domain/case/tray.ts';
import { ordinalAt, type FrameTable } from '../domain/footage/frame.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { Criteria, Interval } from './criteria.svelte.ts';
import type { Act, ActName, History } from './history.svelte.ts';
import { KeptActs } from './kept-acts.svelte.ts';
import type { Player } from './player.svelte.ts';

/** What was done last, or why it was not. */
export type TrayNotice =
  | { readonly kind: 'added' | 'removed'; readonly item: TrayItem }
  | { readonly kind: 'twice'; readonly item: TrayItem }
  | { readonly kind: 'noFrame' | 'noInterval' | 'noObject' };

/** A bookmark, for a timeline: µs of its recording; both the same but for a clip. */
export interface TrayMark {
  readonly id: string;
  readonly kind: TrayItem['kind'];
  readonly recordingId: RecordingId;
  readonly ordinal: number;
  readonly fromUs: number;
  readonly toUs: number;
}

/** What is on screen. */
export interface TraySources {
  readonly session: Pick<Session, 'tray' | 'trayCommand'>;
  readonly player: Pick<Player, 'recordingId' | 'table' | 'stamp'>;
  readonly criteria: Pick<Criteria, 'interval'>;
  readonly selected: () => TrackState | undefined;
  /** How an item is called, in no language. */
  readonly nameOf: (item: TrayContent) => string;
  readonly history: History;
}

export class TrayState {
  readonly #sources: TraySources;
  readonly #acts = new KeptActs(() => {
    this.follow();
  });
  #items: Tray = $state.raw([]);
  #notice: TrayNotice | undefined = $state.raw();
  #lastAct: Act | undefined = $state.raw();

  readonly #marks = $derived(
    this.#items.map(({ id, kind, recording, first, last }): TrayMark => {
      return { id, kind, recordingId: recording, ordinal: first.ordinal, fromUs: first.us, toUs: last.us };
    }),
  );

  constructor(sources: TraySources) {
    this.#sources = sources;
    this.follow();
  }

  /** In order. */
  get items(): Tray {
    return this.#items;
  }

  get marks(): readonly TrayMark[] {
    return this.#marks;
  }

  get notice(): TrayNotice | undefined {
    return this.#notice;
  }

  /** Why the last act failed. */
  get problem(): Alert | undefined {
    return this.#acts.problem;
  }

  dismiss(): void {
    this.#notice = undefined;
    this.#acts.dismiss();
  }

  /** Takes up what the session says now. */
  follow(): void {
    this.#items = this.#sources.session.tray;
  }

  /** Marks the frame on screen. */
  async markFrame(): Promise<void> {
    const { recordingId, stamp } = this.#sources.player;
    if (recordingId === undefined || stamp === undefined) {
      this.#notice = { kind: 'noFrame' };
      return;
    }
    const frame = { ordinal: stamp.ordinal, us: stamp.us };
    await this.#put({ kind: 'still', recording: recordingId, first: frame, last: frame, track: undefined });
  }

  /** Puts the interval of the recording on screen. */
  async addClip(): Promise<void> {
    const { recordingId, table } = this.#sources.player;
    const interval = recordingId === undefined ? undefined : this.#sources.criteria.interval(recordingId);
    if (recordingId === undefined || table === undefined || interval === undefined) {
      this.#notice = { kind: 'noInterval' };
      return;
    }
    await this.#put({ kind: 'clip', recording: recordingId, ...framesOf(table, interval), track: undefined });
  }

  /** Puts the selected object. */
  async addObject(): Promise<void> {
    const track = this.#sources.selected();
    if (track === undefined) {
      this.#notice = { kind: 'noObject' };
      return;
    }
    const frame = { ordinal: track.bestOrdinal, us: track.bestUs };
    await this.#put({ kind: 'object', recording: track.recordingId, first: frame, last: frame, track: track.id });
  }

  async remove(item: TrayItem): Promise<void> {
    const place = this.#items.findIndex(({ id }) => id === item.id);
    const { id, finding, appreciation, inReport } = item;
    const said = { finding, appreciation, inReport };
    const remove = (): Promise<boolean> => this.#give({ kind: 'remove', id });
    const undo = (): Promise<boolean> => this.#give({ kind: 'add', content: contentOf(item), place, said }, id);
    if (await remove()) {
      this.#did('trayRemove', item, undo, remove);
      this.#notice = { kind: 'removed', item };
    }
  }

  /** `place`: from 0, held inside the tray. */
  async move({ id }: TrayItem, place: number): Promise<void> {
    const from = this.#items.findIndex((one) => one.id === id);
    const item = this.#items[from];
    const to = Math.min(this.#items.length - 1, Math.max(0, place));
    const moveTo = (at: number) => () => this.#give({ kind: 'move', id, place: at });
    if (item !== undefined && to !== from && (await moveTo(to)())) {
      this.#did('trayMove', item, moveTo(from), moveTo(to));
    }
  }

  async comment({ id }: TrayItem, said: TrayComment): Promise<void> {
    const [finding, appreciation] = [said.finding.trim(), said.appreciation.trim()];
    const now = this.#items.find((one) => one.id === id);
    if (now !== undefined && (finding !== now.finding || appreciation !== now.appreciation)) {
      await this.#give({ kind: 'comment', id, finding, appreciation });
    }
  }

  async tick(item: TrayItem, inReport: boolean): Promise<void> {
    const set = (to: boolean) => () => this.#give({ kind: 'tick', id: item.id, inReport: to });
    if (await set(inReport)()) {
      this.#did('trayTick', item, set(!inReport), set(inReport));
    }
  }

  /** Nothing else was done since what the notice tells of. */
  get canUndo(): boolean {
    return this.#lastAct !== undefined && this.#sources.history.last === this.#lastAct;
  }

  /** Takes back what the notice tells of. */
  async undoLast(): Promise<void> {
    if (this.canUndo) {
      this.#notice = undefined;
      await this.#sources.history.undo();
    }
  }

  async #put(content: TrayContent): Promise<void> {
    const there = this.#items.find((item) => isSameContent(item, content));
    if (there !== undefined) {
      this.#notice = { kind: 'twice', item: there };
      return;
    }
    const before = new Set(this.#items.map(({ id }) => id));
    if (await this.#give({ kind: 'add', content })) {
      const item = this.#items.find(({ id }) => !before.has(id));
      if (item !== undefined) {
        const { id } = item;
        const undo = (): Promise<boolean> => this.#give({ kind: 'remove', id });
        this.#did('trayAdd', item, undo, () => this.#give({ kind: 'add', content }, id));
        this.#notice = { kind: 'added', item };
      }
    }
  }

  /** `before`: the id of what comes back. True when it went through. */
  #give(command: TrayCommand, before?: string): Promise<boolean> {
    const { session } = this.#sources;
    return this.#acts.give(
      (idNow) => session.trayCommand('id' in command ? { ...command, id: idNow(command.id) } : command),
      before,
    );
  }

  #did(name: ActName, item: TrayItem, undo: Act['undo'], redo: Act['redo']): void {
    const act = { name, what: this.#sources.nameOf(item), undo, redo };
    this.#lastAct = act;
    this.#sources.history.push(act);
  }
}

function contentOf({ kind, recording, first, last, track }: TrayItem): TrayContent {
  return { kind, recording, first, last, track };
}

/** The first and the last frame inside of an interval; one frame where it holds none. */
function framesOf(table: FrameTable, { fromUs, toUs }: Interval): Pick<TrayContent, 'first' | 'last'> {
  const last = ordinalAt(table, toUs);
  const before = ordinalAt(table, fromUs);
  const isInside = (table.us[before - 1] ?? 0) >= fromUs;
  const frameOf = (ordinal: number): TrayContent['first'] => ({ ordinal, us: table.us[ordinal - 1] ?? 0 });
  return { first: frameOf(Math.min(last, isInside ? before : before + 1)), last: frameOf(last) };
}
