// A flagrance and what its documents are made of: complete, so that a test takes one thing away and sees it missed.

import { createHash } from 'node:crypto';
import { userId, type CaseFile, type CaseRecording } from '../../src/domain/case/case-file.ts';
import type {
  CertificateInput,
  ControlFileInput,
  InstallationFacts,
  M1Input,
  M2Input,
  ModelFacts,
  RecordingAccount,
  ReportInput,
  RetainedObject,
  SessionAccount,
} from '../../src/domain/documents/inputs.ts';
import type { Picture } from '../../src/domain/documents/model.ts';
import { recordingId, sha256, trackId } from '../../src/domain/ids.ts';
import { day, instant, type Instant } from '../../src/domain/time/instant.ts';
import { micros } from '../../src/domain/time/micros.ts';

export const hashText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const at = (iso: string): Instant => instant(Date.parse(iso));
const hashOf = (seed: string): ReturnType<typeof sha256> => sha256(hashText(seed));

const DIRECTOR = userId('u-1');
const INVESTIGATOR = userId('u-2');
const RECORDING = recordingId('r-1');
const DRAWN_UP = at('2026-11-20T16:05:00Z');

/** A grey JPEG of 8 × 8. */
const JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAAIAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APn+v//Z';

const bytes = new Uint8Array(Buffer.from(JPEG, 'base64'));

export const aPicture: Picture = {
  mime: 'image/jpeg',
  bytes,
  width: 8,
  height: 8,
  sha256: sha256(createHash('sha256').update(bytes).digest('hex')),
};

export const anInstallation: InstallationFacts = {
  service: 'Commissariat de Valmont',
  controller: 'Direction départementale de la police nationale',
  dpo: 'Délégué à la protection des données du ministère',
  engagement: { sentOn: day('2026-09-01'), receipt: '2026-0042', receiptOn: day('2026-09-15') },
  aipd: { version: '1.2', on: day('2026-08-20') },
  coveredVersion: '1.0.0',
  coveredBuild: hashText('build'),
  timeZone: 'Europe/Paris',
  maskInReview: false,
  maskInExports: true,
  derogationsAllowed: false,
  autoLockMinutes: 5,
};

const software = { name: 'Dérush', version: '1.0.0', build: hashText('build') };
const environment = { browser: 'Chromium 156', system: 'Windows 11', graphics: 'Intel UHD 620' };

const aModel: ModelFacts = {
  name: 'centernet',
  version: '3.3.6',
  sha256: [hashText('weights')],
  classes: ['personne', 'voiture', 'vélo'],
  figures: 'mAP 0,29 sur COCO (publiée)',
  limits: 'objets de moins de 28 pixels de haut',
};

const aRecording: CaseRecording = {
  id: RECORDING,
  name: 'camera-3.mp4',
  sizeBytes: 52_428_800,
  sha256: hashOf('recording'),
  provenance: {
    obtention: 'REQUISITION_60_1',
    reference: 'PV 2026/1234/5',
    holder: 'Régie des transports',
    obtainedOn: day('2026-11-19'),
    camera: 'Caméra 3',
    place: 'hall de la gare de Valmont',
    startsAt: at('2026-11-18T21:00:00Z'),
    clockOffsetMs: -62_500,
    clockOffsetSource: 'PV 2026/1234/6, horloge parlante',
  },
  recordedAt: at('2026-11-20T08:30:00Z'),
};

export const aCaseFile: CaseFile = {
  id: '7f0c2a5e-3b7d-4a52-9a51-0d5f5f7d2c11',
  state: 'IN_USE',
  createdAt: at('2026-11-20T08:10:00Z'),
  createdBy: DIRECTOR,
  service: 'Commissariat de Valmont',
  procedureNumber: '2026/1234',
  framework: 'FLAGRANCE',
  flagranceFrom: at('2026-11-19T06:00:00Z'),
  flagranceExtended: false,
  facts: {
    qualification: 'vol avec violences',
    natinf: '7151',
    placeAndDate: 'gare de Valmont, le 18 novembre 2026 vers 22 h 30',
  },
  organisedCrime: false,
  authorisations: [
    {
      form: 'REPUTEE_ACQUISE',
      magistrate: { quality: 'PROCUREUR', name: '', court: 'tribunal judiciaire de Valmont' },
      at: at('2026-11-19T06:00:00Z'),
      confirmedAt: undefined,
      noContraryDecision: true,
      reference: '',
      scope: {
        from: at('2026-11-18T21:00:00Z'),
        to: at('2026-11-18T22:00:00Z'),
        classes: ['person', 'car', 'unclassified'],
        zones: [],
      },
      recordedAt: at('2026-11-20T08:15:00Z'),
    },
  ],
  contraryDecision: undefined,
  users: [
    {
      userId: DIRECTOR,
      role: 'DIRECTEUR_ENQUETE',
      label: 'Capitaine Anne Lefèvre, matricule 100200',
      habilitation: {
        authority: 'chef de service de Valmont',
        from: day('2026-02-01'),
        until: day('2027-02-01'),
        natures: ['IMAGES_SOURCE', 'OBJETS', 'RAPPROCHEMENTS', 'IDENTITES', 'RAPPORTS'],
      },
      addedBy: DIRECTOR,
      recordedAt: at('2026-11-20T08:10:00Z'),
    },
    {
      userId: INVESTIGATOR,
      role: 'ENQUETEUR',
      label: 'Brigadier Œdipe N’Guyen, matricule 300400',
      habilitation: {
        authority: 'chef de service de Valmont',
        from: day('2026-03-01'),
        until: undefined,
        natures: ['IMAGES_SOURCE', 'OBJETS'],
      },
      addedBy: DIRECTOR,
      recordedAt: at('2026-11-20T08:12:00Z'),
    },
  ],
  recordings: [aRecording],
  sessions: [
    {
      number: 1,
      userId: DIRECTOR,
      from: at('2026-11-20T08:20:00Z'),
      to: at('2026-11-20T10:47:00Z'),
      clockGapMs: 2000,
      mentionedAt: at('2026-11-20T10:50:00Z'),
    },
  ],
  derogations: [],
  orders: [],
  copyRequests: [],
  m1At: at('2026-11-20T08:18:00Z'),
  report: undefined,
  closure: undefined,
  outOfScope: { period: 4, zones: 0, classes: 2 },
};

/** The same case, a preliminary investigation authorised in writing. */
export function aPreliminaryCase(): CaseFile {
  const [given] = aCaseFile.authorisations;
  return {
    ...aCaseFile,
    framework: 'PRELIMINAIRE',
    flagranceFrom: undefined,
    authorisations:
      given === undefined
        ? []
        : [
            {
              ...given,
              form: 'ECRITE',
              magistrate: {
                quality: 'PROCUREUR',
                name: 'Mme Claire Aubry',
                court: 'tribunal judiciaire de Valmont',
              },
              noContraryDecision: false,
              reference: 'PV 2026/1234/2',
            },
          ],
  };
}

const aSession: SessionAccount = {
  number: 1,
  recordings: [RECORDING],
  models: [aModel],
  criteria: ['sensibilité normale', 'classe : personne ; haut rouge'],
  counts: { proposed: 12, consulted: 9, retained: 2, dismissed: 3 },
  incidents: [],
};

export function anM1(file: CaseFile = aCaseFile): M1Input {
  return {
    file,
    installation: anInstallation,
    software,
    drawnUpAt: at('2026-11-20T08:18:00Z'),
    journal: { seq: 9, hash: hashText('entry 9') },
  };
}

export function anM2(file: CaseFile = aCaseFile): M2Input {
  return {
    file,
    installation: anInstallation,
    software,
    drawnUpAt: at('2026-11-20T10:50:00Z'),
    session: aSession,
    journal: { first: 10, last: { seq: 41, hash: hashText('entry 41') } },
  };
}

const anAccount: RecordingAccount = {
  id: RECORDING,
  codec: 'H.264',
  width: 1280,
  height: 720,
  durationUs: 3_600_000_000,
  firstUs: 40_000,
  framesDeclared: 90_000,
  framesDecoded: 89_990,
  sha256After: hashOf('recording'),
  settings: { sensitivity: 'normal', excludedShare: 0.125, excludedZones: 1 },
  coverage: [
    { state: 'detected', fromOrdinal: 1, toOrdinal: 30_000, fromUs: micros(40_000), toUs: micros(1_200_000_000) },
    {
      state: 'still',
      fromOrdinal: 30_001,
      toOrdinal: 89_990,
      fromUs: micros(1_200_040_000),
      toUs: micros(3_599_600_000),
    },
    {
      state: 'failed',
      fromOrdinal: 89_991,
      toOrdinal: 90_000,
      fromUs: micros(3_599_640_000),
      toUs: micros(3_600_000_000),
    },
  ],
  envelope: {
    smallestPerson: 31.2,
    smallestVehicle: 18.7,
    intervalUs: 80_000,
    fastest: 3.1,
    shortestVisitUs: 480_000,
    level: 92,
    contrast: 7.5,
    noise: 1.2,
    shake: 0.0004,
    limits: [],
  },
  outside: [{ reason: 'covered', fromUs: 61_000_000, toUs: 75_500_000, fromOrdinal: 1526 }],
};

/** The `number`-th retained object. */
export function aRetained(number: number, picture: Picture | undefined = aPicture): RetainedObject {
  const us = 1_000_000 * number + 40_000;
  return {
    track: trackId(RECORDING, number),
    recording: RECORDING,
    pseudonym: `P-${String(number).padStart(4, '0')}`,
    objectClass: 'personne',
    attributes: ['haut rouge', 'bas noir', 'porte un sac à dos', 'va à droite'],
    confidence: 0.71,
    firstUs: us - 800_000,
    lastUs: us + 2_400_000,
    bestOrdinal: 25 * number + 1,
    bestUs: us,
    decision: {
      track: trackId(RECORDING, number),
      state: 'RETAINED',
      by: DIRECTOR,
      at: at('2026-11-20T09:40:12Z'),
      finding: 'Une personne vêtue d’un haut rouge traverse le hall en courant.',
      appreciation: 'Pourrait correspondre au signalement donné par la victime.',
      motive: undefined,
    },
    picture,
    masked: 0,
  };
}

export function aReport(file: CaseFile = aCaseFile, objects = [aRetained(1), aRetained(2)]): ReportInput {
  const [first, second] = objects;
  return {
    file,
    installation: anInstallation,
    software,
    drawnUpAt: DRAWN_UP,
    author: DIRECTOR,
    environment,
    models: [aModel],
    sessions: [aSession],
    alerts: ['Fin du fichier illisible : 10 images (camera-3.mp4)'],
    recordings: [anAccount],
    searches: [{ criteria: 'classe : personne ; haut rouge', hits: 4 }],
    objects,
    tray: [],
    links:
      first === undefined || second === undefined
        ? []
        : [
            {
              id: 'l-1',
              tracks: [first.track, second.track],
              ground: 'Mêmes vêtements, même sac, onze secondes d’écart à la sortie du hall.',
              finding: 'Haut rouge, sac à dos noir sur les deux passages.',
              appreciation: 'Il s’agit selon nous de la même personne.',
              category: 'MISE_EN_CAUSE',
              identity: { text: 'Jean EXEMPLE', source: 'PV 2026/1234/9' },
              by: DIRECTOR,
              at: at('2026-11-20T10:02:00Z'),
            },
          ],
    dismissed: { SANS_RAPPORT: 2, HORS_PERIODE: 0, FAUSSE_DETECTION: 1, DOUBLON: 0, AUTRE: 0 },
    undecided: 7,
    masked: 5,
    exports: [
      { what: 'image fixe', recordings: [RECORDING], ordinal: 26, us: 1_040_000, sha256: hashText('still') },
      { what: 'extrait', recordings: [RECORDING], ordinal: undefined, us: undefined, sha256: hashText('clip') },
      {
        what: 'Synopsis (montage non chronologique)',
        recordings: [RECORDING],
        extent: '14 objets',
        ...{ ordinal: undefined, us: undefined, sha256: hashText('film') },
      },
      {
        what: 'Chiffres imprimés',
        recordings: [],
        extent: '14 objets, 1 enregistrement',
        ...{ ordinal: undefined, us: undefined, sha256: undefined },
      },
    ],
    deadline: at('2029-11-19T23:00:00Z'),
    journal: { first: 1, last: { seq: 57, hash: hashText('entry 57') } },
    journalAccount: {
      isIntact: true,
      faults: [],
      firstBreak: undefined,
      notices: [],
      count: 57,
      head: { seq: 57, hash: hashText('entry 57') },
    },
  };
}

export function aCertificate(): CertificateInput {
  return {
    caseId: aCaseFile.id,
    procedureNumber: aCaseFile.procedureNumber,
    framework: 'FLAGRANCE',
    cause: { kind: 'CLOSURE', event: 'TRANSMISSION_PARQUET' },
    erasedAt: at('2026-11-21T09:00:00Z'),
    account: {
      wrapsDeleted: 3,
      recordsDeleted: { tracks: 12, chunks: 61, crops: 12, decisions: 5, links: 1, caseFiles: 1 },
      databaseDeleted: true,
      hadShare: true,
    },
    report: { sha256: hashOf('report'), joinedAs: 'cote D 45' },
    software,
    timeZone: 'Europe/Paris',
    journal: { seq: 66, hash: hashText('entry 66') },
  };
}

export function aControlFile(): ControlFileInput {
  const account = (count: number, seed: string): ControlFileInput['journals'][number]['account'] => ({
    isIntact: true,
    faults: [],
    firstBreak: undefined,
    notices: [],
    count,
    head: { seq: count, hash: hashText(seed) },
  });
  return {
    installation: anInstallation,
    software,
    environment,
    models: [aModel],
    users: aCaseFile.users.map(({ label, role, habilitation }) => ({
      label,
      role,
      quality: role === 'ENQUETEUR' ? 'APJ' : 'OPJ',
      habilitation,
      isActive: true,
    })),
    journals: [
      { chain: 'installation', account: account(23, 'installation') },
      {
        chain: aCaseFile.id,
        account: {
          ...account(66, 'case'),
          isIntact: false,
          faults: [{ code: 'CHAIN_BROKEN', seq: 12 }],
          firstBreak: { code: 'CHAIN_BROKEN', seq: 12 },
        },
      },
    ],
    cases: [
      { id: aCaseFile.id, state: 'IN_USE', deadline: at('2029-11-19T23:00:00Z') },
      { id: '11111111-2222-4333-8444-555555555555', state: 'CLOSED', deadline: at('2026-11-20T15:00:00Z') },
      { id: '66666666-7777-4888-9999-000000000000', state: 'ERASED', deadline: at('2026-01-01T00:00:00Z') },
    ],
    certificates: 1,
    unconfirmedTexts: ['article 53 du CPP', 'article 75 du CPP'],
    drawnUpAt: DRAWN_UP,
  };
}
