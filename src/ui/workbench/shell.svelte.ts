// What is open around the workbench: a dialog, a failed action, the wish to type a jump.

import { createContext } from 'svelte';
import { toAppError, type Alert } from '../../contracts/errors.ts';
import type { PrintedFigures, RecordingState } from '../../contracts/session.ts';
import type { RecordingId } from '../../domain/ids.ts';
import type { DataNature } from '../../domain/law/enumerations.ts';
import type { DossierState } from '../../state/dossier.svelte.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { PaneName } from '../commands/pane-help.ts';
import { Adjustments } from '../player/adjustments.svelte.ts';
import { PictureView } from '../player/picture-view.svelte.ts';
import { saveBlob } from './save-blob.ts';

/** Dialogs of a dossier. */
export type DossierDialogName =
  'documents' | 'procedure' | 'closing' | 'provenance' | 'zones' | 'motive' | 'same-object';

export type DialogName =
  'diagnostic' | 'journal' | 'help' | 'pane-help' | 'palette' | 'settings' | 'place' | 'film' | DossierDialogName;

/** Something that leaves the case. */
interface Export {
  readonly nature: DataNature;
  readonly leave: (motive: string | undefined) => Promise<void>;
}

export class Shell {
  readonly #workbench: Workbench;
  readonly #isDossier: boolean;
  #dialog: DialogName | undefined = $state();
  #settingsOf: RecordingId | undefined = $state();
  #provenanceOf: readonly RecordingId[] = $state.raw([]);
  #placeOf: RecordingId | undefined = $state();
  #zonesOf: RecordingId | undefined = $state();
  #pane: PaneName = $state('player');
  #problem: Alert | undefined = $state.raw();
  /** What waits for its motive in a dossier. */
  #export: Export | undefined = $state.raw();
  /** Given last: one session exports many times for one reason. */
  #lastMotive = '';
  /** Counts wishes; the jump field takes the focus when it moves. */
  #jumps = $state(0);
  #fullscreens = $state(0);
  /** What part of the picture is looked at. */
  readonly view = new PictureView();
  /** How the picture is shown, for the eye only. */
  readonly adjustments = new Adjustments();

  /** `isDossier`: nothing of the case stands in the name of a file. */
  constructor(workbench: Workbench, isDossier = false) {
    this.#workbench = workbench;
    this.#isDossier = isDossier;
  }

  get dialog(): DialogName | undefined {
    return this.#dialog;
  }

  /** The pane that the person was in last: that of the help. */
  get pane(): PaneName {
    return this.#pane;
  }

  /** `undefined`: none of them, which changes nothing. */
  visit(pane: PaneName | undefined): void {
    this.#pane = pane ?? this.#pane;
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

  /** Recordings whose provenance is filled in. */
  get provenanceOf(): readonly RecordingId[] {
    return this.#provenanceOf;
  }

  /** Takes files into a dossier, and asks at once where they come from: one form for all of them. */
  async takeIn(dossier: DossierState, files: readonly File[]): Promise<void> {
    await dossier.attach(files);
    const { withoutProvenance } = dossier;
    if (withoutProvenance.length > 0 && dossier.problem === undefined) {
      this.openProvenance(withoutProvenance);
    }
  }

  openProvenance(ids: readonly RecordingId[]): void {
    this.#provenanceOf = ids;
    this.#dialog = 'provenance';
  }

  /** Whose camera and clock are filled in, in an Exercice. */
  get placeOf(): RecordingId | undefined {
    return this.#placeOf;
  }

  /** In a dossier, where a recording comes from says it. */
  openPlace(id: RecordingId): void {
    if (this.#isDossier) {
      this.openProvenance([id]);
    } else {
      this.#placeOf = id;
      this.#dialog = 'place';
    }
  }

  /** Of whose camera the authorised zones are open. */
  get zonesOf(): RecordingId | undefined {
    return this.#zonesOf;
  }

  openZones(id: RecordingId): void {
    this.#zonesOf = id;
    this.#dialog = 'zones';
  }

  close(): void {
    this.#dialog = undefined;
  }

  dismissProblem(): void {
    this.#problem = undefined;
  }

  askJump(): void {
    this.#workbench.viewing.showPicture();
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

  get lastMotive(): string {
    return this.#lastMotive;
  }

  /** Of what waits for its motive. */
  get exportNature(): DataNature | undefined {
    return this.#export?.nature;
  }

  /** Saves what waits for its motive. */
  async export(motive: string): Promise<void> {
    const what = this.#export;
    this.#export = undefined;
    this.#lastMotive = motive;
    this.close();
    if (what !== undefined) {
      await this.attempt(() => what.leave(motive));
    }
  }

  /** Saves the frame on screen as PNG. */
  async exportStill(): Promise<void> {
    const { player, viewing } = this.#workbench;
    const { current } = viewing;
    if (current !== undefined && player.shown > 0) {
      const ordinal = player.shown;
      await this.#ask({
        nature: 'IMAGES_SOURCE',
        leave: async (motive) => {
          const fileName = `${this.#prefix(current.name)}_image-${String(ordinal).padStart(6, '0')}.png`;
          saveBlob(await this.#workbench.exports.still(current.id, ordinal, motive), fileName);
        },
      });
    }
  }

  /** Saves all results of a recording as JSON. */
  async exportResults(recording: RecordingState | undefined): Promise<void> {
    if (recording !== undefined) {
      await this.#ask({
        nature: 'OBJETS',
        leave: async (motive) => {
          saveBlob(await this.#workbench.exports.results(recording.id, motive), `${this.#prefix(recording.name)}.json`);
        },
      });
    }
  }

  /** Whether the synopsis on screen answers what is asked, or its film is on its way. */
  get mayExportSynopsis(): boolean {
    const { exports, synopsis, finding } = this.#workbench;
    const { film } = exports;
    const { made, isBusy, isGivenUp, problem } = synopsis;
    const isReady = made !== undefined && made.objects.owners.length > 0 && problem === undefined;
    return film.isWriting || film.isKept || (isReady && !isBusy && !isGivenUp && !finding.isBusy);
  }

  /** Writes the synopsis as a film, or shows the film that is being written or waits to be saved. */
  async exportSynopsis(): Promise<void> {
    const { exports, synopsis, criteria } = this.#workbench;
    const { film } = exports;
    const { made } = synopsis;
    if (film.isWriting || film.isKept) {
      this.open('film');
    } else if (made !== undefined && this.mayExportSynopsis) {
      const options = {
        criteria: criteria.codes,
        timeZone: criteria.timeZone,
        fileName: `${this.#prefix(made.question.scene.recordings[0]?.recording.name ?? '')}_synopsis_${stamp(new Date())}`,
      };
      await this.#ask({
        nature: 'IMAGES_SOURCE',
        leave: (motive) => {
          void film.start(made, options, motive);
          this.open('film');
          return Promise.resolve();
        },
      });
    } else {
      // What is missing is said where it is composed.
      this.#workbench.viewing.tab = 'synopsis';
    }
  }

  /** `print`: once the journal has it. */
  async printFigures(printed: PrintedFigures, print: () => void): Promise<void> {
    await this.#ask({
      nature: 'OBJETS',
      leave: async (motive) => {
        await this.#workbench.exports.figures(printed, motive);
        print();
      },
    });
  }

  /** At once in an exercise; in a dossier the journal says why first. */
  async #ask(what: Export): Promise<void> {
    if (this.#isDossier) {
      this.#export = what;
      this.open('motive');
    } else {
      await this.attempt(() => what.leave(undefined));
    }
  }

  #prefix(name: string): string {
    return this.#isDossier ? 'DOSSIER' : `EXERCICE_${stem(name)}`;
  }
}

/** `20261122-163005`: the hashes name the files, so that the names of two exports must differ. */
function stamp(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}

function stem(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}

export const [getShell, setShell] = createContext<Shell>();
