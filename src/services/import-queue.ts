// From a picked file to its results: hash, open, analyse, one recording after the other.
// A recording that fails says why and makes room for the next.

import type { AnalysisSettings } from '../contracts/analysis.ts';
import { toAppError, type AppError } from '../contracts/errors.ts';
import { wouldGoOn } from '../contracts/session.ts';
import { Analyst, type AnalystContext } from './analyst.ts';
import { modelRefused } from './own-detector.ts';
import { Preparations } from './preparation.ts';
import type { Recording } from './recording.ts';
import { WaitingLine } from './waiting-line.ts';

/** What the queue works with. */
export interface QueueContext extends AnalystContext {
  readonly recordings: readonly Recording[];
}

/** Runs recordings in order of arrival, unless another order is asked for. Its workers live while there is work. */
export class ImportQueue implements Disposable {
  readonly #context: QueueContext;
  readonly #line = new WaitingLine();
  readonly #cancelled = new WeakSet<Recording>();
  #current: Recording | undefined;
  readonly #preparations: Preparations;
  readonly #analyst: Analyst;

  constructor(context: QueueContext) {
    this.#context = context;
    this.#preparations = new Preparations(context.journal, context.policy, context.recordings);
    this.#analyst = new Analyst(context, (recording) => this.#cancelled.has(recording));
  }

  add(recording: Recording): void {
    this.#line.add(recording);
    void this.#pump();
  }

  /** Recordings that wait for their turn, the next one first. */
  get waiting(): readonly Recording[] {
    return this.#line.all;
  }

  /** Whether a recording waits for its turn, or has it. */
  has(recording: Recording): boolean {
    return recording === this.#current || this.#line.has(recording);
  }

  /** Gives a waiting recording another place, 1 = the next one. */
  move(recording: Recording, place: number): void {
    this.#line.move(recording, place);
  }

  /** Hashes and opens a waiting recording before its turn: from then on its pictures can be looked at. */
  async prepare(recording: Recording): Promise<void> {
    if (recording !== this.#current && !this.#line.has(recording)) {
      return;
    }
    try {
      await this.#preparations.of(recording);
      if (this.#line.has(recording)) {
        recording.update({ phase: 'waiting' });
      }
    } catch (error) {
      if (this.#line.remove(recording)) {
        await this.#fail(recording, toAppError(error));
      }
    }
  }

  /**
   * Analyses again, next of all, what has ended and could be opened. What it gave is forgotten, unless a failure cut it
   * short and nothing else is asked for now: then it goes on.
   */
  again(recording: Recording, settings: AnalysisSettings): void {
    this.#cancelled.delete(recording);
    if (wouldGoOn(recording.state, settings)) {
      recording.goesOn();
    } else {
      recording.restart(settings);
    }
    this.#line.add(recording, true);
    void this.#pump();
  }

  async setPaused(recording: Recording, paused: boolean): Promise<void> {
    const wanted = paused ? 'analysing' : 'paused';
    if (recording === this.#current && recording.state.phase === wanted) {
      await this.#analyst.setPaused(paused);
      recording.update({ phase: paused ? 'paused' : 'analysing' });
    }
  }

  async cancel(recording: Recording): Promise<void> {
    if (this.#line.remove(recording)) {
      this.#preparations.drop(recording);
      recording.update({ phase: 'cancelled' });
      return;
    }
    if (recording !== this.#current) {
      return;
    }
    this.#cancelled.add(recording);
    if (recording.state.phase === 'hashing' || recording.state.phase === 'opening') {
      this.#preparations.drop(recording);
      return;
    }
    await this.#analyst.cancel();
  }

  [Symbol.dispose](): void {
    this.#line.clear();
    this.#preparations[Symbol.dispose]();
    this.#analyst[Symbol.dispose]();
  }

  async #pump(): Promise<void> {
    if (this.#current !== undefined) {
      return;
    }
    for (let next = this.#line.shift(); next !== undefined; next = this.#line.shift()) {
      this.#current = next;
      await this.#process(next);
    }
    this.#current = undefined;
    this.#analyst.rest();
    this.#context.policy.rest();
  }

  async #process(recording: Recording): Promise<void> {
    try {
      await this.#analyst.analyse(recording, await this.#preparations.of(recording));
    } catch (error) {
      await this.#fail(recording, toAppError(error));
    }
  }

  async #fail(recording: Recording, error: AppError): Promise<void> {
    if (error.code === 'WORKER_LOST' && recording === this.#current) {
      this.#analyst.rest();
    }
    if (this.#cancelled.has(recording)) {
      recording.update({ phase: 'cancelled' });
      return;
    }
    const isStarted = recording.state.phase === 'analysing' || recording.state.phase === 'paused';
    const kind = isStarted ? 'analysis-failed' : 'recording-refused';
    recording.alert(error.toAlert());
    try {
      await this.#context.journal.append({ kind, recordingId: recording.id, code: error.code });
      if (error.code === 'MODEL_REFUSED') {
        await this.#context.journal.append(modelRefused(error));
      }
    } catch (unwritten) {
      recording.alert(toAppError(unwritten).toAlert());
    }
    recording.update({ phase: 'failed' });
  }
}
