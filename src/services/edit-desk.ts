// Objects put together or cut in two by hand: judged by the domain, kept, and laid over what the analysis gave.

import type { UserId } from '../domain/case/case-file.ts';
import type { EditCommand } from '../domain/case/commands.ts';
import { merge, split, unedit, type EditContext, type ListedTrack, type Sight } from '../domain/case/edit-rules.ts';
import { numbersOf, type Split, type TrackEdit } from '../domain/case/track-edits.ts';
import { pseudonymPrefix } from '../domain/detection/classes.ts';
import { trackId, type RecordingId, type TrackId } from '../domain/ids.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { RecordingList } from './recording-list.ts';
import type { Recording } from './recording.ts';

/** Where pseudonyms of second halves are kept: behind any commit of an analysis. */
const BY_HAND = 90_000_000;

export interface EditDeskContext {
  readonly list: RecordingList;
  readonly results: CaseRepository;
  readonly pseudonyms: Pseudonyms;
  readonly isDecided: (track: TrackId) => boolean;
  /** Where edits are kept: nowhere in an Exercice. */
  readonly store?: Pick<DossierRepository, 'readEdits' | 'writeEdit' | 'deleteEdits'>;
}

/** An edit that was judged and is not done yet. */
export interface JudgedEdit {
  readonly edit: TrackEdit;
  readonly isNew: boolean;
  readonly after: readonly TrackEdit[];
}

export class EditDesk {
  readonly #context: EditDeskContext;
  #edits: readonly TrackEdit[] = [];
  #lastSeq = 0;

  constructor(context: EditDeskContext) {
    this.#context = context;
  }

  /** In the order in which they were made. */
  get edits(): readonly TrackEdit[] {
    return this.#edits;
  }

  /** Takes up what was kept. */
  async load(): Promise<void> {
    this.#set((await this.#context.store?.readEdits()) ?? []);
  }

  /** Throws LawRefusal. Nothing is done yet. */
  async judge(command: EditCommand, by: UserId, now: Instant): Promise<JudgedEdit> {
    const { isDecided, list } = this.#context;
    const isOver = (id: RecordingId): boolean => ['done', 'cancelled'].includes(list.find(id).state.phase);
    const signed = { by, now, newId: crypto.randomUUID(), newSeq: this.#lastSeq + 1, isDecided, isOver };
    if (command.kind === 'unedit') {
      const after = unedit(this.#edits, command.edit, idOf, signed);
      const edit = this.#edits.find(({ id }) => id === command.edit);
      if (edit === undefined) {
        throw new RangeError('An edit that was judged is not there');
      }
      return { edit, isNew: false, after };
    }
    const edit =
      command.kind === 'merge'
        ? merge(
            command.tracks.map((track) => this.#listed(track)),
            signed,
          )
        : await this.#split(command.track, command.ordinal, signed);
    return { edit, isNew: true, after: [...this.#edits, edit] };
  }

  /** Keeps what was judged, then shows it. */
  async commit({ edit, isNew, after }: JudgedEdit): Promise<void> {
    const { store } = this.#context;
    await (isNew ? store?.writeEdit(edit) : store?.deleteEdits([edit.id]));
    this.#set(after);
  }

  /** Edits of objects that are gone; what is left of a cut object stays cut. */
  async forget(isGone: (track: TrackId) => boolean): Promise<void> {
    const gone = this.#edits.filter((edit) =>
      edit.kind === 'merge'
        ? isGone(idOf(edit, edit.numbers[0] ?? 0))
        : numbersOf(edit).every((n) => isGone(idOf(edit, n))),
    );
    if (gone.length > 0) {
      await this.#context.store?.deleteEdits(gone.map(({ id }) => id));
      this.#set(this.#edits.filter((edit) => !gone.includes(edit)));
    }
  }

  /** Another analysis of a recording begins. */
  async forgetRecording(recording: RecordingId): Promise<void> {
    const gone = this.#edits.filter((edit) => edit.recording === recording).map(({ id }) => id);
    if (gone.length > 0) {
      await this.#context.store?.deleteEdits(gone);
      this.#set(this.#edits.filter(({ id }) => !gone.includes(id)));
    }
  }

  #set(edits: readonly TrackEdit[]): void {
    this.#edits = edits;
    this.#lastSeq = edits.reduce((last, { seq }) => Math.max(last, seq), this.#lastSeq);
    for (const recording of this.#context.list.all) {
      recording.setEdits(edits);
    }
  }

  #listed(id: TrackId): ListedTrack | undefined {
    const track = this.#context.list.track(id);
    if (track === undefined) {
      return undefined;
    }
    const { number, recordingId, firstOrdinal: from, lastOrdinal: to } = track;
    const { run, edits } = this.#context.list.find(recordingId);
    const pieces = edits.at(number)?.pieces ?? [{ number, from, to }];
    return { id, recording: recordingId, run, number, facts: track, pieces };
  }

  async #split(id: TrackId, ordinal: number, signed: EditContext): Promise<Split> {
    const track = this.#listed(id);
    const recording = track && this.#context.list.find(track.recording);
    const rows =
      recording !== undefined && track !== undefined
        ? await recording.observations(this.#context.results, track.number)
        : [];
    const sights = rows.map(({ origin, ...row }): Sight => ({ ...row, isDetected: origin === 'detected' }));
    const usOf = (at: number): number => recording?.state.table?.us[at - 1] ?? 0;
    const number = recording === undefined ? 0 : this.#nextNumber(recording);
    const made = split(track, ordinal, sights, { number, pseudonym: '' }, usOf, signed);
    const prefixes = new Map([[number, pseudonymPrefix(track?.facts.objectClass ?? 'unclassified')]]);
    const place = { recordingId: made.recording, run: made.run, seq: BY_HAND };
    const names = await this.#context.pseudonyms.of(place, prefixes);
    return { ...made, pseudonym: names.get(number) ?? '' };
  }

  /** One that no object of this analysis ever had: its pseudonym would come again with it. */
  #nextNumber({ id, run, state, purged }: Recording): number {
    const place = { recordingId: id, run, seq: BY_HAND };
    const edited = this.#edits.filter(({ recording }) => recording === id).flatMap(numbersOf);
    const others = [...purged, ...edited, ...this.#context.pseudonyms.numbersAt(place)];
    return 1 + state.tracks.columns.number.reduce((most, one) => Math.max(most, one), Math.max(0, ...others));
  }
}

const idOf = (edit: TrackEdit, number: number): TrackId => trackId(edit.recording, number, edit.run);
