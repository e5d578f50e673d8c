// The detectors that looked: what their analyses wrote down, and what the app's own list says of them.

import type { ModelEntry } from '../../contracts/model.ts';
import { CLASS_NAMES } from '../../domain/detection/classes.ts';
import type { ModelFacts } from '../../domain/documents/inputs.ts';
import type { AnalysisRunRecord, CaseRepository } from '../../storage/case-repository.ts';
import { readAllowList } from '../app-files.ts';
import type { Recording } from '../recording.ts';
import { classText, detectedText } from './words.ts';

const OWN_FIGURES = 'aucune connue de l’outil : modèle apporté par le service';
const OWN_LIMITS = 'modèle apporté par le service ; les limites de chaque enregistrement sont au point 7';
const LIMITS = 'celles qui sont mesurées pour chaque enregistrement';

/** The last analysis of each recording that has one. */
export async function readRuns(
  recordings: readonly Recording[],
  repository: CaseRepository,
): Promise<ReadonlyMap<string, AnalysisRunRecord>> {
  const runs = new Map<string, AnalysisRunRecord>();
  for (const { id } of recordings) {
    const run = await repository.readRun(id);
    if (run !== undefined) {
      runs.set(id, run);
    }
  }
  return runs;
}

/** Each detector that ran, once. */
export async function modelsOf(runs: Iterable<AnalysisRunRecord>): Promise<readonly ModelFacts[]> {
  const own = await listed();
  const models = new Map<string, ModelFacts>();
  for (const run of runs) {
    models.set(`${run.model} ${run.modelSha256.join()}`, factsOf(run, own));
  }
  return [...models.values()];
}

/** The detectors of the application itself. */
export async function listedModels(): Promise<readonly ModelFacts[]> {
  return (await listed()).map(factsOfEntry);
}

async function listed(): Promise<readonly ModelEntry[]> {
  return (await readAllowList()).models;
}

function factsOf({ model, modelVersion, modelSha256 }: AnalysisRunRecord, own: readonly ModelEntry[]): ModelFacts {
  const entry = own.find(({ id, version }) => id === model && version === modelVersion);
  return entry === undefined
    ? {
        ...{ name: model, version: modelVersion, sha256: modelSha256, figures: OWN_FIGURES, limits: OWN_LIMITS },
        // Nothing outside the closed list is ever admitted.
        classes: CLASS_NAMES.map(classText),
      }
    : { ...factsOfEntry(entry), sha256: modelSha256 };
}

function factsOfEntry({ id, version, files, classes }: ModelEntry): ModelFacts {
  const named = Object.values(classes).filter((name) => name !== 'ignored');
  return {
    ...{ name: id, version, sha256: files.map(({ sha256 }) => sha256), figures: '', limits: LIMITS },
    classes: [...new Set(named)].map(detectedText),
  };
}
