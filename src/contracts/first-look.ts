// A first look at a recording, before its full pass: where something seems to move. Never mixed with results.

import type { FrameTable } from '../domain/footage/frame.ts';
import type { Box } from '../domain/geometry/box.ts';
import type { CaseId, RecordingId, Sha256 } from '../domain/ids.ts';
import type { Polygon } from '../domain/settings/polygon.ts';
import type { PacketActivity } from '../domain/triage/packet-activity.ts';
import type { LookTimeline } from '../domain/triage/timeline.ts';
import type { Licence } from './analysis.ts';
import type { AppError } from './errors.ts';
import type { MediaInfo } from './media.ts';
import type { SealerGrant } from './sealer.ts';

/** A picture of a promising span: a region in which something changed, not an object. */
export interface FirstCrop {
  readonly ordinal: number;
  readonly us: number;
  /** In stored pixels. */
  readonly box: Box;
  /** Media type and bytes of the encoded picture. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** All that a first look gives. */
export interface FirstLook extends LookTimeline {
  /** In order of time; not every span has one. */
  readonly crops: readonly FirstCrop[];
  /** False: the rate control spends the same bytes whatever happens, pictures alone tell. */
  readonly packetSizesTell: boolean;
  readonly keyFrames: number;
  /** Key frames from which no picture came. */
  readonly failedKeyFrames: number;
  /** Changes read between key frames. */
  readonly between: number;
  /** Times a decoder gave up between key frames. */
  readonly failedBetween: number;
  readonly wallS: number;
}

export interface FirstLookRequest {
  readonly caseId: CaseId;
  readonly recordingId: RecordingId;
  readonly recordingSha256: Sha256;
  readonly info: MediaInfo;
  readonly table: FrameTable;
  /** Zones that are not looked at. */
  readonly masks: readonly Polygon[];
  /** Where the pictures come from. */
  readonly looks: MessagePort;
  readonly licence: Licence;
  readonly grant: SealerGrant;
}

/** Progress of a first look. */
export interface FirstLookProgress {
  /** Footage that was looked over, µs. */
  readonly doneUs: number;
  readonly totalUs: number;
  /** Footage seconds looked over per wall second. */
  readonly realtimeFactor: number;
}

export type FirstLookListener = (progress: FirstLookProgress) => void;

/** From the analysis to the decoder: the looks of a plan, then true pictures; one request at a time. */
export type LookDemand =
  | { readonly kind: 'looks' }
  | { readonly kind: 'exact'; readonly ordinals: readonly number[] }
  | { readonly kind: 'closed' }
  | { readonly kind: 'stop' };

/** From the decoder to the analysis. Every request ends with `end` or `failed`. */
export type LookMessage =
  | { readonly kind: 'sizes'; readonly sizes: PacketActivity }
  | {
      readonly kind: 'picture';
      readonly ordinal: number;
      /** False: made out of a past that was left out, not the picture of any moment, never to be shown. */
      readonly isTrue: boolean;
      /** The receiver closes it, and says so. */
      readonly frame: VideoFrame;
    }
  | {
      readonly kind: 'end';
      readonly keyFrames: number;
      readonly failedKeyFrames: number;
      readonly between: number;
      readonly failedBetween: number;
    }
  | { readonly kind: 'failed'; readonly code: AppError['code']; readonly facts: AppError['facts'] };
