// The worker's own door: a dossier is analysed under a permit of its law, or not at all (CPP R.40-40).

import type { AnalysisRequest } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import { mayAnalyseRecording } from '../domain/case/permit.ts';
import { instant } from '../domain/time/instant.ts';

type Asked = Pick<AnalysisRequest, 'caseId' | 'recordingId' | 'recordingSha256' | 'licence' | 'grant'>;

/**
 * Judges again what the service has judged. Throws LAW_REFUSED with the codes of what is missing. Only an Exercice comes
 * without a permit, and only an Exercice brings its own key: neither passes for the other.
 */
export function mustBeLawful({ licence, grant, ...asked }: Asked, now = instant(Date.now())): void {
  const isExercise = licence.kind === 'exercise';
  if (isExercise !== (grant.kind === 'key')) {
    throw new AppError('LAW_REFUSED', { missing: 'AUTHORISATION' });
  }
  if (!isExercise) {
    const { caseId, recordingId, recordingSha256: sha256 } = asked;
    const missing = mayAnalyseRecording(licence.permit, { caseId, recordingId, sha256 }, now);
    if (missing.length > 0) {
      throw new AppError('LAW_REFUSED', { missing: missing.join() });
    }
  }
}
