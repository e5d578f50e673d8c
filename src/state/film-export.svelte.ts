// The synopsis as a film: written in the background while the work goes on, then saved by the person.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { Session } from '../contracts/session.ts';
import type { FilmProgress, SynopsisFiles, SynopsisOrder } from '../contracts/synopsis-export.ts';
import type { MadeSynopsis } from './synopsis.svelte.ts';

/** What a film is ordered with, besides what it shows. */
export interface FilmOptions {
  readonly criteria: readonly string[];
  readonly timeZone: string;
  /** Of the files, without their endings. */
  readonly fileName: string;
}

export class FilmExport implements Disposable {
  readonly #write: Session['exportSynopsis'];
  readonly #onWritten: () => void;
  #controller: AbortController | undefined = $state.raw();
  #progress: FilmProgress | undefined = $state.raw();
  #files: SynopsisFiles | undefined = $state.raw();
  #problem: Alert | undefined = $state.raw();
  #isSaved = $state(false);

  /** `onWritten`: the journal has it. */
  constructor(write: Session['exportSynopsis'], onWritten: () => void) {
    this.#write = write;
    this.#onWritten = onWritten;
  }

  get isWriting(): boolean {
    return this.#controller !== undefined;
  }

  /** `undefined` before the first picture. */
  get progress(): FilmProgress | undefined {
    return this.#progress;
  }

  /** What was written last, until it is let go. */
  get files(): SynopsisFiles | undefined {
    return this.#files;
  }

  get problem(): Alert | undefined {
    return this.#problem;
  }

  /** Whether there is something that the person has not saved yet. */
  get isKept(): boolean {
    return this.#files !== undefined && !this.#isSaved;
  }

  async start(made: MadeSynopsis, options: FilmOptions, motive?: string): Promise<void> {
    if (this.isWriting) {
      return;
    }
    this.drop();
    const controller = new AbortController();
    this.#controller = controller;
    const { signal } = controller;
    const onProgress = (progress: FilmProgress): void => {
      this.#progress = this.#controller === controller ? progress : this.#progress;
    };
    try {
      const files = await this.#write(orderOf(made, options), { onProgress, signal }, motive);
      if (this.#controller === controller) {
        this.#files = files;
        this.#onWritten();
      }
    } catch (error) {
      if (this.#controller === controller) {
        this.#problem = toAppError(error).toAlert();
      }
    } finally {
      if (this.#controller === controller) {
        this.#controller = undefined;
        this.#progress = undefined;
      }
    }
  }

  /** Nothing of it is left. */
  cancel(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    this.#progress = undefined;
    controller?.abort();
  }

  saved(): void {
    this.#isSaved = true;
  }

  /** Lets go of what was written, or of why it was not. */
  drop(): void {
    this.#files = undefined;
    this.#problem = undefined;
    this.#isSaved = false;
  }

  [Symbol.dispose](): void {
    this.cancel();
    this.drop();
  }
}

function orderOf({ arrangement, demand, objects, question }: MadeSynopsis, options: FilmOptions): SynopsisOrder {
  const { name, isClocked } = question.scene;
  return { arrangement, demand, owners: objects.owners, scene: { name, isClocked }, ...options };
}
