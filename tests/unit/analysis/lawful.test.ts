// The worker's own door: no dossier is analysed without its permit, whatever the page says.

import { beforeAll, describe, expect, it } from 'vitest';

import { mustBeLawful } from '../../../src/analysis/lawful.ts';
import { permitFor } from '../../../src/domain/case/permit.ts';
import { caseId, recordingId, sha256 } from '../../../src/domain/ids.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { createCaseKey } from '../../../src/storage/envelope.ts';
import { contextOf, HASH, HOUR, readyCase, START } from '../../builders/cases.ts';

const permit = permitFor(readyCase(), 'r1', contextOf());
const job = { caseId: caseId('case-1'), recordingId: recordingId('r1'), recordingSha256: HASH };
const port = { kind: 'port', port: new MessageChannel().port1 } as const;
const dossier = { ...job, licence: { kind: 'dossier', permit }, grant: port } as const;
let key: CryptoKey;
beforeAll(async () => {
  key = await createCaseKey();
  port.port.close();
});

const refusedWith = (missing: string): unknown => expect.objectContaining({ code: 'LAW_REFUSED', facts: { missing } });

describe('the entry of the analysis worker', () => {
  it('lets in what has its permit, and an Exercice that says that it is one', () => {
    expect(() => {
      mustBeLawful(dossier, START);
      mustBeLawful({ ...job, licence: { kind: 'exercise' }, grant: { kind: 'key', key } }, START);
    }).not.toThrow();
  });

  it('takes no dossier for an Exercice, and no Exercice for a dossier', () => {
    const asExercise = { ...dossier, licence: { kind: 'exercise' } } as const;
    const withKey = { ...dossier, grant: { kind: 'key', key } } as const;
    for (const asked of [asExercise, withKey]) {
      expect(() => {
        mustBeLawful(asked, START);
      }).toThrow(refusedWith('AUTHORISATION'));
    }
  });

  it('refuses another recording, other bytes, and a permit that has run out', () => {
    const other = { ...dossier, recordingId: recordingId('r2') };
    const changed = { ...dossier, recordingSha256: sha256('cd'.repeat(32)) };
    const late = instant(START + 24 * 365 * 4 * HOUR);
    expect(() => {
      mustBeLawful(other, START);
    }).toThrow(refusedWith('RECORDING_UNKNOWN'));
    expect(() => {
      mustBeLawful(changed, START);
    }).toThrow(refusedWith('HASH_CHANGED'));
    expect(() => {
      mustBeLawful(dossier, late);
    }).toThrow(refusedWith('DEADLINE_PASSED'));
  });
});
