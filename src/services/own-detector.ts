// Which detector looks: one of the app's own list, or one that the service brought for this session.

import { checkManifest, refuseModel } from '../contracts/model-entry.ts';
import type { DetectorOption, ModelBytes, ModelEntry, ModelManifest } from '../contracts/model.ts';
import type { AppError } from '../contracts/errors.ts';
import type { JournalEvent } from '../contracts/journal.ts';
import { readAllowList, readModel } from './app-files.ts';

const LIST = 'models.json';

/** What tells whether a model is what its entry says: loads it and runs it once. Fails with MODEL_REFUSED. */
export type TryModel = (model: ModelBytes) => Promise<void>;

/** The detectors of one session. Models of the service live in memory and go with it. */
export class Detectors {
  readonly #own = new Map<string, ModelBytes>();
  #listed: readonly string[] = [];
  #choice = '';

  /** Reads the app's own list, so that it can be shown. Fails with MODEL_REFUSED. */
  async load(): Promise<void> {
    const list = await readAllowList();
    this.#listed = list.models.map(({ id }) => id);
    this.#choice = list.default;
  }

  get options(): readonly DetectorOption[] {
    return [
      ...this.#listed.map((id) => ({ id, isOwn: false })),
      ...[...this.#own.keys()].map((id) => ({ id, isOwn: true })),
    ];
  }

  /** Id of the detector that looks; empty while the list could not be read. */
  get choice(): string {
    return this.#choice;
  }

  /** Fails with MODEL_REFUSED for an id that is not offered. */
  choose(id: string): void {
    if (!this.options.some((option) => option.id === id)) {
      throw refuseModel(id, 'not-listed');
    }
    this.#choice = id;
  }

  /** Bytes of the chosen detector. */
  read(): Promise<ModelBytes> {
    const own = this.#own.get(this.#choice);
    return own === undefined ? readModel(this.#choice === '' ? undefined : this.#choice) : Promise.resolve(own);
  }

  /**
   * Takes in the models of a picked `models.json` and chooses its default one. All of them are checked and tried
   * before any is offered. Fails with MODEL_REFUSED.
   */
  async add(files: readonly File[], tryModel: TryModel): Promise<readonly ModelBytes[]> {
    const { default: wanted, models } = await readList(files);
    const taken: ModelBytes[] = [];
    for (const entry of models) {
      const model = await readOwn(entry, files, this.#listed);
      await tryModel(model);
      taken.push(model);
    }
    for (const model of taken) {
      this.#own.set(model.entry.id, model);
    }
    this.#choice = wanted;
    return taken;
  }
}

async function readList(files: readonly File[]): Promise<ModelManifest> {
  const list = files.find(({ name }) => name === LIST);
  if (list === undefined) {
    throw refuseModel(LIST, 'no-entry');
  }
  let value: unknown;
  try {
    value = JSON.parse(await list.text());
  } catch {
    throw refuseModel(LIST, 'schema');
  }
  return checkManifest(value);
}

/** The bytes that an entry names, among the picked files; sizes are compared before anything is read. */
async function readOwn(entry: ModelEntry, files: readonly File[], reserved: readonly string[]): Promise<ModelBytes> {
  if (reserved.includes(entry.id)) {
    throw refuseModel(entry.id, 'reserved-id');
  }
  const outputs = Object.keys(entry.classes).filter((index) => entry.labels?.[index] === undefined);
  if (entry.labels === undefined || outputs.length > 0) {
    throw refuseModel(entry.id, 'schema', { detail: `labels.${outputs[0] ?? ''}` });
  }
  const contents = new Map<string, ArrayBuffer>();
  for (const { path, bytes } of entry.files) {
    const file = files.find(({ name }) => name === path.slice(path.lastIndexOf('/') + 1));
    if (file === undefined) {
      throw refuseModel(entry.id, 'file-missing', { file: path });
    }
    if (file.size !== bytes) {
      throw refuseModel(entry.id, 'hash', { file: path });
    }
    contents.set(path, await file.arrayBuffer());
  }
  return { entry, files: contents };
}

/** What the journal says of a refusal. */
export function modelRefused({ code, facts }: AppError): JournalEvent {
  return {
    kind: 'model-refused',
    model: String(facts['model'] ?? ''),
    code,
    reason: String(facts['reason'] ?? ''),
  };
}
