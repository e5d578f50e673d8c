// What is open around the workbench: a dialog, a failed action, the wish to type a jump.

import { createContext } from 'svelte';
import { toAppError, type Alert } from '../../contracts/errors.ts';
import type { RecordingState } from '../../contracts/session.ts';
import type { RecordingId } from '../../domain/ids.ts';
import type { Workbench } from '../../state/workbench.svelte.ts';
import { saveBlob } from './save-blob.ts';

export type DialogName = 'diagnostic' | 'journal' | 'help' | 'palette' | 'settings';

export class Shell {
  readonly #workbench: Workbench;
  #dialog: DialogName | undefined = $state();
  #settingsOf: RecordingId | undefined = $state();
  #problem: Alert | undefined = $state.raw();
  /** Counts wishes; the jump field takes the focus when it moves. */
  #jumps = $state(0);
  #fullscreens = $state(0);

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  get dialog(): DialogName | undefined {
    return this.#dialog;
  }

  /** Why the last action of the person failed. */
  get problem(): Alert | undefined {
    return this.#problem;
  }

  get jumps(): number {
    return this.#jumps;
  }

  get fullscreens(): number {
    return this.#fullscreens;
  }

  open(dialog: DialogName): void {
    this.#dialog = dialog;
  }

  /** Whose settings are open; `undefined`: those of the recordings to come. */
  get settingsOf(): RecordingId | undefined {
    return this.#settingsOf;
  }

  openSettings(id: RecordingId | undefined): void {
    this.#settingsOf = id;
    this.#dialog = 'settings';
  }

  close(): void {
    this.#dialog = undefined;
  }

  dismissProblem(): void {
    this.#problem = undefined;
  }

  askJump(): void {
    this.#workbench.tab = 'original';
    this.#jumps += 1;
  }

  askFullscreen(): void {
    this.#fullscreens += 1;
  }

  /** Runs an action of the person; its failure is shown in the workbench. */
  async attempt(action: () => Promise<void>): Promise<void> {
    this.#problem = undefined;
    try {
      await action();
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
    }
  }

  /** Saves the frame on screen as PNG. */
  async exportStill(): Promise<void> {
    const { current, player } = this.#workbench;
    if (current !== undefined && player.shown > 0) {
      const ordinal = player.shown;
      await this.attempt(async () => {
        const blob = await this.#workbench.exportStill(current.id, ordinal);
        saveBlob(blob, `EXERCICE_${stem(current.name)}_image-${String(ordinal).padStart(6, '0')}.png`);
      });
    }
  }

  /** Saves all results of a recording as JSON. */
  async exportResults(recording: RecordingState | undefined): Promise<void> {
    if (recording !== undefined) {
      await this.attempt(async () => {
        saveBlob(await this.#workbench.exportResults(recording.id), `EXERCICE_${stem(recording.name)}.json`);
      });
    }
  }
}

function stem(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}

export const [getShell, setShell] = createContext<Shell>();
