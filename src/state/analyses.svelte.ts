// How recordings are analysed: by what detector, on what, under which settings, in what order.

import { USUAL_SETTINGS, type AnalysisSettings } from '../contracts/analysis.ts';
import type { BackendChoice, DetectorOption } from '../contracts/model.ts';
import { NOT_STARTED, type Session } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';

export class Analyses {
  readonly #session: Session;
  #backendChoice: BackendChoice = $state('auto');
  #detectors: readonly DetectorOption[] = $state.raw([]);
  #detectorChoice = $state('');
  #usualSettings: AnalysisSettings = $state.raw(USUAL_SETTINGS);

  constructor(session: Session) {
    this.#session = session;
    this.#backendChoice = session.backendChoice;
    this.follow();
  }

  /** Reads the session again. */
  follow(): void {
    this.#detectors = [...this.#session.detectors];
    this.#detectorChoice = this.#session.detectorChoice;
    this.#usualSettings = this.#session.usualSettings;
  }

  get backendChoice(): BackendChoice {
    return this.#backendChoice;
  }

  set backendChoice(choice: BackendChoice) {
    this.#session.setBackendChoice(choice);
    this.#backendChoice = choice;
  }

  /** Detectors that may look, the app's own ones first. */
  get detectors(): readonly DetectorOption[] {
    return this.#detectors;
  }

  get detectorChoice(): string {
    return this.#detectorChoice;
  }

  set detectorChoice(id: string) {
    this.#session.setDetectorChoice(id);
    this.#detectorChoice = id;
  }

  /** Takes in a detector of the service. Rejects with MODEL_REFUSED. */
  addDetector(files: readonly File[]): Promise<void> {
    return this.#session.addDetector(files);
  }

  /** Settings of the recordings to come. */
  get usualSettings(): AnalysisSettings {
    return this.#usualSettings;
  }

  setUsualSettings(settings: AnalysisSettings): void {
    this.#session.setUsualSettings(settings);
  }

  setSettings(id: RecordingId, settings: AnalysisSettings): void {
    this.#session.setSettings(id, settings);
  }

  /** For the recordings to come, and for those that are here and not analysed yet. */
  applyToFollowing(settings: AnalysisSettings): void {
    this.#session.setUsualSettings(settings);
    for (const { id, phase } of this.#session.recordings) {
      if (NOT_STARTED.has(phase)) {
        this.#session.setSettings(id, settings);
      }
    }
  }

  /** Analyses again what has ended; what the analysis before gave is deleted. */
  again(id: RecordingId, settings: AnalysisSettings): void {
    this.#session.analyseAgain(id, settings);
  }

  moveInQueue(id: RecordingId, place: number): void {
    this.#session.moveInQueue(id, place);
  }

  setPaused(id: RecordingId, isPaused: boolean): Promise<void> {
    return this.#session.setPaused(id, isPaused);
  }

  cancel(id: RecordingId): Promise<void> {
    return this.#session.cancel(id);
  }

  measureDecodeOnly(id: RecordingId): Promise<{ readonly wallS: number; readonly frames: number }> {
    return this.#session.measureDecodeOnly(id);
  }
}
