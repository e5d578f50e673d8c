// Who uses the installation of the tab kills, and the case that they work on.

import type { InstallationRecord, NewUser } from '../../../src/contracts/vault.ts';
import type { Authorisation, Provenance } from '../../../src/domain/case/case-file.ts';
import type { CaseFacts } from '../../../src/domain/case/commands.ts';
import { CLASS_NAMES } from '../../../src/domain/detection/classes.ts';
import { DATA_NATURES } from '../../../src/domain/law/enumerations.ts';
import { day, instant } from '../../../src/domain/time/instant.ts';

const today = day(new Date().toISOString().slice(0, 10));
const habilitation = { authority: 'Chef', from: day('2020-01-01'), until: undefined, natures: DATA_NATURES };

export const RECORD: InstallationRecord = {
  ...{ service: 'S', controller: 'C', dpo: 'D', coveredVersion: '1', coveredBuild: 'ab'.repeat(32) },
  engagement: { sentOn: today, receipt: 'R', receiptOn: today },
  aipd: { version: '1', on: today },
  ...{ timeZone: 'Europe/Paris', maskInReview: false, maskInExports: true, derogationsAllowed: false },
  ...{ autoLockMinutes: 60, confirmedStatutes: [] },
};

export const CONTROL_PASSPHRASE = 'colline marteau oiseau tiroir plume sentier ombre';

export const REFERENT: Omit<NewUser, 'role'> = {
  ...{ registrationNumber: '1000001', passphrase: 'ruisseau lampe carton vallon grenier biscuit fenêtre' },
  ...{ quality: 'ADMINISTRATEUR', label: 'Major R', habilitation },
};

export const DIRECTOR: NewUser = {
  ...{ registrationNumber: '2000002', passphrase: 'Horloge-42-Marmite', role: 'DIRECTEUR_ENQUETE' },
  ...{ quality: 'OPJ', label: 'Capitaine D', habilitation },
};

export function caseFacts(): CaseFacts {
  return {
    ...{ service: 'S', procedureNumber: '2026/1', framework: 'FLAGRANCE', organisedCrime: false },
    flagranceFrom: instant(Date.now() - 3_600_000),
    facts: { qualification: 'Vol', natinf: '', placeAndDate: 'Lyon' },
  };
}

export function authorisation(): Omit<Authorisation, 'recordedAt'> {
  return {
    form: 'REPUTEE_ACQUISE',
    ...{ at: instant(Date.now() - 3_600_000), confirmedAt: undefined, noContraryDecision: true },
    magistrate: { quality: 'PROCUREUR', name: '', court: '' },
    reference: '',
    scope: { from: undefined, to: undefined, classes: CLASS_NAMES, zones: [] },
  };
}

/** `reference`: carries the number of the write. */
export function provenance(reference: string): Provenance {
  return {
    ...{ obtention: 'REQUISITION_60_1', reference, holder: 'Syndic', obtainedOn: day('2026-03-10') },
    ...{ camera: 'Hall', place: 'Rue Z', startsAt: undefined, clockOffsetMs: undefined, clockOffsetSource: '' },
  };
}
