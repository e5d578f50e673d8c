// Files and recordings of a dossier on their way to the analysis: given, listed, let in once nothing is missing.

import type { AppError } from '../contracts/errors.ts';
import { missingToAnalyse } from '../domain/case/gates.ts';
import { actorRefused } from '../domain/case/permission.ts';
import { recordingId } from '../domain/ids.ts';
import { mismatch, recognise } from './attachments.ts';
import type { CaseDesk } from './case-desk.ts';
import type { DossierJournal } from './dossier-journal.ts';
import type { ImportQueue } from './import-queue.ts';
import { pathOf, type RecordingList } from './recording-list.ts';
import type { Recording } from './recording.ts';

export interface IntakeContext {
  readonly desk: CaseDesk;
  readonly journal: DossierJournal;
  readonly list: RecordingList;
  readonly queue: ImportQueue;
  /** Writes down what is known of a recording. */
  readonly note: (recording: Recording) => void;
}

export class Intake {
  readonly #context: IntakeContext;

  constructor(context: IntakeContext) {
    this.#context = context;
  }

  /** Recordings whose file has not been given since the dossier was opened. */
  get withoutFile(): readonly Recording[] {
    return this.#context.list.all.filter(({ hasFile }) => !hasFile);
  }

  /** Takes files in. Rejects with FILE_MISMATCH after the others when one is not what its name says. */
  async take(files: readonly File[]): Promise<void> {
    let failure: AppError | undefined;
    for await (const given of recognise(files, () => this.withoutFile)) {
      if (given.kind === 'mismatch') {
        failure = mismatch(given);
      } else if (given.kind === 'new') {
        await this.#import(given.file);
      } else {
        await this.#context.journal.append({ kind: 'recording-attached', recordingId: given.recording.id });
        given.recording.giveFile(given.file);
      }
    }
    if (failure !== undefined) {
      throw failure;
    }
  }

  /** Queues every recording that lacks nothing any more: its file is there, and the law says yes. */
  admit(): void {
    const { desk, list, queue } = this.#context;
    const { file, context } = desk;
    if (actorRefused(file, 'analyse', context).length > 0) {
      return;
    }
    for (const recording of list.all) {
      const known = file.recordings.find(({ id }) => id === recording.id);
      const lacks = known === undefined ? ['RECORDING'] : missingToAnalyse(file, known, context);
      const isReady = lacks.every((code) => code === 'RECORDING_HASH');
      if (isReady && recording.hasFile && recording.state.phase === 'waiting' && !queue.has(recording)) {
        queue.add(recording);
      }
    }
  }

  async #import(file: File): Promise<void> {
    const { desk, list, note } = this.#context;
    const id = recordingId(crypto.randomUUID());
    const { name, size: sizeBytes } = file;
    await desk.command({ kind: 'add-recording', id, name, sizeBytes });
    note(list.list({ id, name, path: pathOf(file), sizeBytes, settings: list.usualSettings }, file));
  }
}
