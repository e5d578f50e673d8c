// The form of provenance: one for all recordings of a drop. A camera's name is proposed from its file's, never taken silently.

import type { CaseFile, CaseRecording } from '../domain/case/case-file.ts';
import type { CaseCommand, CommandContext } from '../domain/case/commands.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { RefusalCode } from '../domain/law/codes.ts';
import { proposeCamera } from './camera-name.ts';
import { recordingFieldOf } from './case-form-fields.ts';
import {
  cameraFrom,
  isCameraUnread,
  isGapUnread,
  lacksOfRecording,
  provenanceOf,
  sharedFrom,
  type CameraAnswers,
  type SharedAnswers,
} from './provenance-answers.ts';

/** The open dossier, as far as the form needs it. */
export interface ProvenanceDossier {
  /** `undefined` under lock. */
  readonly file: CaseFile | undefined;
  readonly context: CommandContext;
  /** True when it went through. */
  command(command: CaseCommand): Promise<boolean>;
}

/** Something to be filled in or mended, and where. */
export interface ProvenanceLack {
  readonly code: RefusalCode;
  readonly recordingId: RecordingId;
}

export class ProvenanceFormState {
  readonly #dossier: ProvenanceDossier;
  readonly ids: readonly RecordingId[];
  #shared: SharedAnswers;
  #cameras: ReadonlyMap<RecordingId, CameraAnswers>;
  #isSending = $state(false);
  readonly #lacks = $derived.by(() => this.#findLacks());

  constructor(dossier: ProvenanceDossier, ids: readonly RecordingId[]) {
    this.#dossier = dossier;
    this.ids = ids;
    const { now, timeZone } = dossier.context;
    const known = ids.map((id) => this.recording(id)?.provenance);
    const first = known.find((provenance) => provenance !== undefined);
    this.#shared = $state.raw(sharedFrom(first, dossier.file?.framework, now, timeZone));
    this.#cameras = $state.raw(new Map(ids.map((id, at) => [id, cameraFrom(known[at], timeZone)])));
  }

  get timeZone(): string {
    return this.#dossier.context.timeZone;
  }

  get shared(): SharedAnswers {
    return this.#shared;
  }

  get isSending(): boolean {
    return this.#isSending;
  }

  /** The authorised period has an end: the start of each recording must be known. */
  get isPeriodBounded(): boolean {
    const scope = this.#dossier.file?.authorisations.at(-1)?.scope;
    return scope?.from !== undefined || scope?.to !== undefined;
  }

  recording(id: RecordingId): CaseRecording | undefined {
    return this.#dossier.file?.recordings.find((recording) => recording.id === id);
  }

  camera(id: RecordingId): CameraAnswers {
    return this.#cameras.get(id) ?? cameraFrom(undefined, this.timeZone);
  }

  /** A name that nobody has taken yet; `undefined` once something stands in the field. */
  proposal(id: RecordingId): string | undefined {
    const recording = this.recording(id);
    return recording === undefined || this.camera(id).camera !== '' ? undefined : proposeCamera(recording.name);
  }

  /** Recordings for which a name is proposed. */
  get proposals(): readonly RecordingId[] {
    return this.ids.filter((id) => this.proposal(id) !== undefined);
  }

  takeProposals(ids: readonly RecordingId[]): void {
    const taken = new Map(this.#cameras);
    for (const id of ids) {
      taken.set(id, { ...this.camera(id), camera: this.proposal(id) ?? '' });
    }
    this.#cameras = taken;
  }

  setShared(part: Partial<SharedAnswers>): void {
    this.#shared = { ...this.#shared, ...part };
  }

  setCamera(id: RecordingId, part: Partial<CameraAnswers>): void {
    this.#cameras = new Map(this.#cameras).set(id, { ...this.camera(id), ...part });
  }

  /** By the domain, recording after recording. */
  get lacks(): readonly ProvenanceLack[] {
    return this.#lacks;
  }

  /** Each code once, for the list. */
  get missing(): readonly RefusalCode[] {
    return [...new Set(this.#lacks.map(({ code }) => code))];
  }

  /** Keys of fields in which something stands that cannot be read. */
  get unread(): readonly string[] {
    const starts = this.ids.filter((id) => isCameraUnread(this.camera(id), this.timeZone));
    return [...starts.map((id) => `startsAt-${id}`), ...(isGapUnread(this.#shared) ? ['clockOffset'] : [])];
  }

  get canSubmit(): boolean {
    return this.#lacks.length === 0 && this.unread.length === 0 && !this.#isSending;
  }

  /** Key of the field that a code leads to. */
  keyOf(code: RefusalCode): string | undefined {
    const field = recordingFieldOf(code);
    const id = this.#lacks.find((lack) => lack.code === code)?.recordingId;
    return field === 'camera' || field === 'startsAt' ? `${field}-${id ?? ''}` : field;
  }

  /** One command a recording; stops at the first that does not go through, and the dossier says why. */
  async submit(): Promise<boolean> {
    if (!this.canSubmit) {
      return false;
    }
    this.#isSending = true;
    try {
      for (const id of this.ids) {
        const provenance = provenanceOf(this.#shared, this.camera(id), this.timeZone);
        if (
          provenance === undefined ||
          !(await this.#dossier.command({ kind: 'set-provenance', recordingId: id, provenance }))
        ) {
          return false;
        }
      }
      return true;
    } finally {
      this.#isSending = false;
    }
  }

  #findLacks(): readonly ProvenanceLack[] {
    const { file, context } = this.#dossier;
    return this.ids.flatMap((recordingId) => {
      const recording = this.recording(recordingId);
      if (file === undefined || recording === undefined) {
        return [];
      }
      const provenance = provenanceOf(this.#shared, this.camera(recordingId), this.timeZone);
      return lacksOfRecording(file, recording, provenance, context).map((code) => ({ code, recordingId }));
    });
  }
}
