// The application before and around an open case: which screen, what the machine can do, how an exercise starts, and the
// way through the door of the dossiers into one of them.

import type { DossierDoor, DossierSession } from '../contracts/dossier.ts';
import { toAppError, type Alert } from '../contracts/errors.ts';
import type { Session } from '../contracts/session.ts';
import type { Capabilities } from './capabilities.ts';
import { DoorState } from './door.svelte.ts';
import { DossierState } from './dossier.svelte.ts';
import { SearchLog } from './search-log.ts';
import { Workbench } from './workbench.ts';

/** What the composition root gives. */
export interface AppPorts {
  /** How this build was delivered; decides where data are kept. */
  readonly shape: 'pwa' | 'usb';
  openExercise(): Promise<Session>;
  openDoor(): Promise<DossierDoor>;
  probe(): Promise<Capabilities>;
  /** The sample footage when this shape has it: a function that fetches it. */
  findSample(): Promise<(() => Promise<File>) | undefined>;
}

export class AppState {
  readonly #ports: AppPorts;
  #capabilities: Capabilities | undefined = $state.raw();
  #sample: (() => Promise<File>) | undefined = $state.raw();
  #workbench: Workbench | undefined = $state.raw();
  #door: DoorState | undefined = $state.raw();
  #dossier: DossierState | undefined = $state.raw();
  #stopSearchLog: () => void = () => undefined;
  #busy: 'opening' | 'sample' | 'door' | undefined = $state();
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

  get busy(): 'opening' | 'sample' | 'door' | undefined {
    return this.#busy;
  }

  /** The door of the dossiers, once the person stands before it; it stays while a dossier is open. */
  get door(): DoorState | undefined {
    return this.#door;
  }

  /** The open dossier; `undefined` in an exercise. */
  get dossier(): DossierState | undefined {
    return this.#dossier;
  }

  /** Why the exercise, or the door, did not open. */
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

  /** Stands before the door of the dossiers. A second call while one opens does nothing. */
  async openDoor(): Promise<void> {
    if (this.#busy !== undefined || this.#door !== undefined) {
      return;
    }
    this.#busy = 'door';
    this.#problem = undefined;
    try {
      const door = new DoorState(await this.#ports.openDoor());
      this.#door = door;
      await door.load();
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
    } finally {
      this.#busy = undefined;
    }
  }

  /** Back to the first screen: everything is locked. */
  async leaveDoor(): Promise<void> {
    const door = this.#door;
    if (door?.user !== undefined) {
      await door.lock();
    }
    door?.[Symbol.dispose]();
    this.#door = undefined;
  }

  /** Into a dossier that was just opened or created. */
  enter(session: DossierSession): void {
    const door = this.#door;
    this.#dossier = new DossierState(session, {
      now: () => Date.now(),
      ...(door === undefined ? {} : { exportJournal: () => door.papers.exportJournalOf(session.caseId) }),
    });
    this.#workbench = new Workbench(session, session.installation.timeZone);
    this.#stopSearchLog = logSearches(this.#workbench, this.#dossier);
    door?.cases.enter();
  }

  /** Out of a dossier that was closed or erased, back to the list. */
  async leaveDossier(): Promise<void> {
    const isLocked = this.#dossier?.isLocked === true && this.#dossier.ending === undefined;
    this.#stopSearchLog();
    this.#dossier?.[Symbol.dispose]();
    this.#dossier = undefined;
    this.#workbench?.[Symbol.dispose]();
    this.#workbench = undefined;
    await this.#door?.cases.leave(isLocked);
  }

  async #open(busy: 'opening' | 'sample', filesOf: () => Promise<readonly File[]>): Promise<void> {
    this.#busy = busy;
    this.#problem = undefined;
    try {
      const files = await filesOf();
      const workbench = new Workbench(await this.#ports.openExercise());
      workbench.recordings.addFiles(files);
      this.#workbench = workbench;
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
    } finally {
      this.#busy = undefined;
    }
  }
}

/** The journal of a dossier says by what its objects were searched. */
function logSearches(workbench: Workbench, dossier: DossierState): () => void {
  const log = new SearchLog((criteria, hits) => dossier.noteSearch(criteria, hits));
  const stop = $effect.root(() => {
    $effect(() => {
      // While drawn criteria are judged, how many meet them is not known.
      if (!dossier.isLocked && !workbench.criteria.drawn.isBusy) {
        log.look(workbench.criteria.codes, workbench.finding.hits.length);
      }
    });
  });
  return () => {
    stop();
    log[Symbol.dispose]();
  };
}
