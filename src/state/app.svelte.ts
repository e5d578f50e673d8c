// The application before and around an open case: which screen, what the machine can do, how an exercise starts.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { Session } from '../contracts/session.ts';
import type { Capabilities } from './capabilities.ts';
import { Workbench } from './workbench.svelte.ts';

/** What the composition root gives. */
export interface AppPorts {
  /** How this build was delivered; decides where data are kept. */
  readonly shape: 'pwa' | 'usb';
  openExercise(): Promise<Session>;
  probe(): Promise<Capabilities>;
  /** The sample footage when this shape has it: a function that fetches it. */
  findSample(): Promise<(() => Promise<File>) | undefined>;
}

export class AppState {
  readonly #ports: AppPorts;
  #capabilities: Capabilities | undefined = $state.raw();
  #sample: (() => Promise<File>) | undefined = $state.raw();
  #workbench: Workbench | undefined = $state.raw();
  #busy: 'opening' | 'sample' | undefined = $state();
  #problem: Alert | undefined = $state.raw();

  constructor(ports: AppPorts) {
    this.#ports = ports;
  }

  get shape(): 'pwa' | 'usb' {
    return this.#ports.shape;
  }

  /** `undefined` while the machine is being examined. */
  get capabilities(): Capabilities | undefined {
    return this.#capabilities;
  }

  get hasSample(): boolean {
    return this.#sample !== undefined;
  }

  /** The open case; `undefined` on the first screen. */
  get workbench(): Workbench | undefined {
    return this.#workbench;
  }

  get busy(): 'opening' | 'sample' | undefined {
    return this.#busy;
  }

  /** Why the exercise did not open. */
  get problem(): Alert | undefined {
    return this.#problem;
  }

  async examine(): Promise<void> {
    const [capabilities, sample] = await Promise.all([this.#ports.probe(), this.#ports.findSample()]);
    this.#capabilities = capabilities;
    this.#sample = sample;
  }

  /** Opens an exercise and queues its first files. A second call while one opens does nothing. */
  async startExercise(files: readonly File[]): Promise<void> {
    if (files.length > 0 && this.#busy === undefined) {
      await this.#open('opening', () => Promise.resolve(files));
    }
  }

  async startSample(): Promise<void> {
    const sample = this.#sample;
    if (sample !== undefined && this.#busy === undefined) {
      await this.#open('sample', async () => [await sample()]);
    }
  }

  async #open(busy: 'opening' | 'sample', filesOf: () => Promise<readonly File[]>): Promise<void> {
    this.#busy = busy;
    this.#problem = undefined;
    try {
      const files = await filesOf();
      const workbench = new Workbench(await this.#ports.openExercise());
      workbench.addFiles(files);
      this.#workbench = workbench;
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
    } finally {
      this.#busy = undefined;
    }
  }
}
