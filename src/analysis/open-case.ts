// The store of the case that a worker writes to: that of the Exercices, or the one of its dossier.

import type { AnalysisRequest } from '../contracts/analysis.ts';
import { CaseRepository } from '../storage/case-repository.ts';
import { DerushDatabase } from '../storage/database.ts';
import { caseDatabaseName } from '../storage/erase-database.ts';
import { sealerOf } from '../storage/key-sealer.ts';
import { TrackIndex } from '../storage/track-index.ts';

type Asked = Pick<AnalysisRequest, 'caseId' | 'licence' | 'grant'>;

interface OpenCase extends Disposable {
  readonly repository: CaseRepository;
  readonly index: TrackIndex;
}

/** Opens it for one job; disposing ends the sealing too. */
export function openCase({ caseId, licence, grant }: Asked): OpenCase {
  const database = licence.kind === 'dossier' ? new DerushDatabase(caseDatabaseName(caseId)) : new DerushDatabase();
  const sealer = sealerOf(grant);
  return {
    repository: new CaseRepository(database, caseId, sealer),
    index: new TrackIndex(database, caseId, sealer),
    [Symbol.dispose]: () => {
      sealer[Symbol.dispose]?.();
      database.close();
    },
  };
}
