// The tray [panier]: stills, clips and objects of all recordings that somebody puts aside, in an order, with what is
// said of them. A list is never changed: each command gives the next one.

import type { RecordingId, TrackId } from '../ids.ts';
import { need } from '../law/codes.ts';
import type { Instant } from '../time/instant.ts';
import type { UserId } from './case-file.ts';

/** `clip`: from one frame of a recording to another one; `object`: one proposed object, by its best picture. */
export const TRAY_KINDS = ['still', 'clip', 'object'] as const;
export type TrayKind = (typeof TRAY_KINDS)[number];

/** One frame of the recording of an item. */
export interface TrayFrame {
  /** 1-based. */
  readonly ordinal: number;
  /** Presentation time, µs. */
  readonly us: number;
}

/** What is put into the tray. */
export interface TrayContent {
  readonly kind: TrayKind;
  readonly recording: RecordingId;
  /** Both the same but for a clip. */
  readonly first: TrayFrame;
  readonly last: TrayFrame;
  /** Of an object. */
  readonly track: TrackId | undefined;
}

/** What is said of an item. */
export interface TrayComment {
  /** What the eye sees on the original pictures. */
  readonly finding: string;
  /** What the investigator makes of it. Never indexed. */
  readonly appreciation: string;
}

/** One item, by whom and when. */
export interface TrayItem extends TrayContent, TrayComment {
  readonly id: string;
  /** Ticked for the report. */
  readonly inReport: boolean;
  readonly by: UserId;
  readonly at: Instant;
}

/** In the order in which the person has put them, no id twice. */
export type Tray = readonly TrayItem[];

/** What can be asked of the tray. */
export type TrayCommand =
  /** At a place from 0, at the end without one; `said`: what was said of it before it was taken out. */
  | {
      readonly kind: 'add';
      readonly content: TrayContent;
      readonly place?: number;
      readonly said?: TrayComment & Pick<TrayItem, 'inReport'>;
    }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'move'; readonly id: string; readonly place: number }
  | ({ readonly kind: 'comment'; readonly id: string } & TrayComment)
  | { readonly kind: 'tick'; readonly id: string; readonly inReport: boolean };

/** What a command on the tray is judged by. */
export interface TrayFacts {
  readonly by: UserId;
  readonly at: Instant;
  /** Id of an item to come: random, never used before. */
  readonly newId: string;
  /** Presentation time of a frame, µs; `undefined` where the recording has none, or is none of this case. */
  readonly timeOf: (recording: RecordingId, ordinal: number) => number | undefined;
  /** Whether the object exists: it was proposed, and has not been purged. */
  readonly isTrack: (track: TrackId) => boolean;
}

/** The tray after a command. Throws LawRefusal. */
export function changedTray(tray: Tray, command: TrayCommand, facts: TrayFacts): Tray {
  if (command.kind === 'add') {
    return added(tray, command, facts);
  }
  const item = tray.find(({ id }) => id === command.id);
  need(item !== undefined, 'TRAY_UNKNOWN');
  switch (command.kind) {
    case 'remove':
      return tray.filter((one) => one !== item);
    case 'move':
      return placed(
        tray.filter((one) => one !== item),
        item,
        command.place,
      );
    case 'comment': {
      const { finding, appreciation } = command;
      return tray.map((one) => (one === item ? { ...item, finding, appreciation } : one));
    }
    case 'tick':
      return tray.map((one) => (one === item ? { ...item, inReport: command.inReport } : one));
  }
}

function added(tray: Tray, command: Extract<TrayCommand, { kind: 'add' }>, facts: TrayFacts): Tray {
  const { kind, recording, first, last, track } = command.content;
  const isReal = [first, last].every(({ ordinal, us }) => facts.timeOf(recording, ordinal) === us);
  const isOrdered = kind === 'clip' ? first.ordinal <= last.ordinal : first.ordinal === last.ordinal;
  need(isReal && isOrdered, 'TRAY_FRAMES');
  need((kind === 'object') === (track !== undefined), 'TRACK_UNKNOWN');
  need(track === undefined || (track.startsWith(`${recording}/`) && facts.isTrack(track)), 'TRACK_UNKNOWN');
  need(!tray.some((item) => isSameContent(item, command.content)), 'TRAY_TWICE');
  const { finding = '', appreciation = '', inReport = false } = command.said ?? {};
  const { newId: id, by, at } = facts;
  const item: TrayItem = { id, kind, recording, first, last, track, finding, appreciation, inReport, by, at };
  return placed(tray, item, command.place ?? tray.length);
}

function placed(rest: Tray, item: TrayItem, place: number): Tray {
  const at = Math.min(rest.length, Math.max(0, place));
  return [...rest.slice(0, at), item, ...rest.slice(at)];
}

/** Whether two say the same: an object is one whatever its best picture. */
export function isSameContent(a: TrayContent, b: TrayContent): boolean {
  return a.kind === 'object' || b.kind === 'object'
    ? a.track !== undefined && a.track === b.track
    : a.kind === b.kind &&
        a.recording === b.recording &&
        a.first.ordinal === b.first.ordinal &&
        a.last.ordinal === b.last.ordinal;
}
