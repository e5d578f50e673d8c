// Sends the watched pictures of a recording over a port, no faster than the other side closes them.

import { toAppError } from '../contracts/errors.ts';
import type { FrameDemand, FrameMessage, StreamStart } from '../contracts/frame-stream.ts';
import { watchPlan } from '../domain/footage/watch-plan.ts';
import type { DecodeReport } from './decode.ts';
import { decodeAhead } from './decode-ahead.ts';
import type { MediaFile } from './media-file.ts';

/** Decodes and sends until the end of the data, an error, or a stop: the receiver's, or that of `abort`. */
export async function streamFrames(media: MediaFile, port: MessagePort, abort: AbortController): Promise<void> {
  const demand = new Demand(port, abort);
  const report: DecodeReport = { restarts: 0, dataEndsAt: undefined };
  const send = (message: FrameMessage, transfer: Transferable[] = []): void => {
    port.postMessage(message, transfer);
  };
  let passed: number[] = [];
  try {
    // Nothing is decoded before the receiver is ready: its clock starts then.
    const { afterOrdinal } = await demand.start;
    const { us } = media.table;
    const plan = watchPlan(us);
    const options = {
      afterOrdinal,
      wants: (ordinal: number) => plan[ordinal] === 1 && (us[ordinal - 1] ?? 0) >= demand.wantedFromUs,
      outstanding: () => demand.outstanding,
      signal: abort.signal,
    };
    for await (const { ordinal, frame } of decodeAhead(media, report, options)) {
      // A picture decoded ahead may have become unwanted since.
      if (frame === undefined || !options.wants(ordinal)) {
        passed.push(ordinal);
        frame?.close();
        continue;
      }
      await demand.room();
      if (abort.signal.aborted) {
        frame.close();
        break;
      }
      demand.take();
      send({ kind: 'frame', passed, ordinal, frame }, [frame]);
      passed = [];
    }
    const dataEndsAtOrdinal = report.dataEndsAt === undefined ? undefined : firstMissing(media, report.dataEndsAt);
    send({ kind: 'end', passed, restarts: report.restarts, dataEndsAtOrdinal });
  } catch (error) {
    const { code, facts } = toAppError(error);
    send({ kind: 'failed', code, facts });
  }
}

/** How many more pictures the receiver has room for. */
class Demand {
  /** Where to begin, as soon as the receiver says so; whole and unread when it stops before. */
  readonly start: Promise<StreamStart>;
  /** Pictures before this time, µs, need not be sent. */
  wantedFromUs = -Infinity;
  /** Pictures sent that the receiver has not closed. */
  outstanding = 0;
  #room = 0;
  #wake: (() => void) | undefined;

  constructor(port: MessagePort, abort: AbortController) {
    this.start = new Promise((resolve) => {
      port.onmessage = ({ data }: MessageEvent<FrameDemand>) => {
        switch (data.kind) {
          case 'start':
            this.#room = data.room;
            resolve(data);
            return;
          case 'more':
            this.wantedFromUs = data.wantedFromUs;
            this.outstanding -= data.count;
            this.#more(data.count);
            return;
          case 'stop':
            abort.abort();
        }
      };
      abort.signal.addEventListener('abort', () => {
        port.close();
        this.#more(Infinity);
        resolve({ afterOrdinal: 0 });
      });
    });
  }

  /** Resolves when there is room for a picture, or when none is wanted any more. */
  async room(): Promise<void> {
    while (this.#room < 1) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  take(): void {
    this.#room -= 1;
    this.outstanding += 1;
  }

  #more(count: number): void {
    this.#room += count;
    this.#wake?.();
    this.#wake = undefined;
  }
}

/** First ordinal, in presentation order, whose packet lies behind the end of the data. */
function firstMissing(media: MediaFile, decodeIndex: number): number | undefined {
  const missing = media.index.ordinalOf.subarray(decodeIndex).filter((ordinal) => ordinal > 0);
  return missing.length === 0 ? undefined : missing.reduce((least, ordinal) => Math.min(least, ordinal), Infinity);
}
