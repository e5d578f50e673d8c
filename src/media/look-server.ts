// Answers the first look over a port: the looks of a plan, then true pictures of some ordinals.

import { AppError, toAppError } from '../contracts/errors.ts';
import type { LookDemand, LookMessage } from '../contracts/first-look.ts';
import { packetActivity } from '../domain/triage/packet-activity.ts';
import { planLooks } from '../domain/triage/sampling-plan.ts';
import { FrameCursor } from './frame-cursor.ts';
import { emptyLookReport, lookPictures } from './key-frames.ts';
import type { MediaFile } from './media-file.ts';

/** Pictures that may be on their way or waiting at the other side. */
const MOST_WAITING = 4;

/** Serves until the other side says stop, or `abort` ends it. */
export async function serveLooks(media: MediaFile, port: MessagePort, abort: AbortController): Promise<void> {
  const gate = new Gate();
  const send = async (ordinal: number, frame: VideoFrame, isTrue: boolean): Promise<void> => {
    await gate.room();
    if (abort.signal.aborted) {
      frame.close();
      return;
    }
    gate.take();
    const message: LookMessage = { kind: 'picture', ordinal, frame, isTrue };
    port.postMessage(message, [frame]);
  };
  const tell = (message: LookMessage): void => {
    port.postMessage(message);
  };
  await new Promise<void>((resolve) => {
    abort.signal.addEventListener('abort', () => {
      gate.open();
      port.close();
      resolve();
    });
    port.onmessage = ({ data }: MessageEvent<LookDemand>) => {
      switch (data.kind) {
        case 'looks':
          void answer(sendLooks(media, tell, send, abort.signal), tell);
          return;
        case 'exact':
          void answer(sendExact(media, data.ordinals, tell, send, abort.signal), tell);
          return;
        case 'closed':
          gate.give();
          return;
        case 'stop':
          abort.abort();
      }
    };
  });
}

type Tell = (message: LookMessage) => void;
type Send = (ordinal: number, frame: VideoFrame, isTrue: boolean) => Promise<void>;

async function answer(work: Promise<void>, tell: Tell): Promise<void> {
  try {
    await work;
  } catch (error) {
    const { code, facts } = toAppError(error);
    tell({ kind: 'failed', code, facts });
  }
}

async function sendLooks(media: MediaFile, tell: Tell, send: Send, signal: AbortSignal): Promise<void> {
  tell({ kind: 'sizes', sizes: packetActivity(media.index) });
  const report = emptyLookReport();
  for await (const { ordinal, frame, isKey } of lookPictures(media, planLooks(media.index), report, signal)) {
    await send(ordinal, frame, isKey);
  }
  tell({ kind: 'end', ...report });
}

/** Pictures that cannot be decoded are left out: the full pass says so, with its reasons. */
async function sendExact(
  media: MediaFile,
  ordinals: readonly number[],
  tell: Tell,
  send: Send,
  signal: AbortSignal,
): Promise<void> {
  using cursor = new FrameCursor(media);
  for (const ordinal of ordinals) {
    if (signal.aborted) {
      break;
    }
    const frame = await cursor.frameAt(ordinal).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'SPAN_FAILED') {
        return undefined;
      }
      throw error;
    });
    if (frame !== undefined) {
      await send(ordinal, frame, true);
    }
  }
  tell({ kind: 'end', ...emptyLookReport() });
}

/** How many more pictures the receiver has room for. */
class Gate {
  #room = MOST_WAITING;
  #wake: (() => void) | undefined;

  async room(): Promise<void> {
    while (this.#room < 1) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  take(): void {
    this.#room -= 1;
  }

  give(): void {
    this.#room += 1;
    this.#wake?.();
    this.#wake = undefined;
  }

  open(): void {
    this.#room = Infinity;
    this.give();
  }
}
