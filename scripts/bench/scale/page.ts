// A dossier of a million tracks in the browser: filled through the vault, opened again by its passphrase.

import * as Comlink from 'comlink';

import { manyTracks, recordingIds, type ManyTracksPlan } from '../../../tests/builders/many-tracks.ts';
import type { NewUser, VaultApi } from '../../../src/contracts/vault.ts';
import { COLOUR_NAMES, DIRECTIONS } from '../../../src/domain/attributes/attributes.ts';
import { OBJECT_CLASSES } from '../../../src/domain/detection/classes.ts';
import { bitsOf, placeOf } from '../../../src/domain/query/column-builder.ts';
import { caseId } from '../../../src/domain/ids.ts';
import { atOnce, sortRows } from '../../../src/domain/query/sort-rows.ts';
import { addFacet, emptyFacet, judge, type RowCriterion } from '../../../src/domain/query/track-query.ts';
import { keepErrorCodes } from '../../../src/contracts/worker-border.ts';
import { day } from '../../../src/domain/time/instant.ts';
import { CaseRepository } from '../../../src/storage/case-repository.ts';
import { encodeChunk } from '../../../src/storage/chunk-codec.ts';
import { DerushDatabase } from '../../../src/storage/database.ts';
import { caseDatabaseName } from '../../../src/storage/erase-database.ts';
import { PortSealer } from '../../../src/storage/sealer-port.ts';
import { TrackIndex } from '../../../src/storage/track-index.ts';
import type { Filled, Opened } from './figures.ts';

const CASE = caseId('5ca1e000-0000-4000-8000-000000000000');
const PAGE = 60;
const wordNumbers = <T extends string>(list: readonly T[], words: readonly T[]): ReadonlySet<number> =>
  new Set(words.map((word) => placeOf(list, word)));
/** About one track in forty. */
const CRITERIA: readonly RowCriterion<string>[] = [
  {
    key: 'class',
    tests: [{ kind: 'word', column: 'objectClass', wanted: new Set([OBJECT_CLASSES.person, OBJECT_CLASSES.car]) }],
  },
  { key: 'confidence', tests: [{ kind: 'confidence', least: 500 }] },
  {
    key: 'upper',
    tests: [
      {
        ...{ kind: 'set', column: 'upper', bits: bitsOf(COLOUR_NAMES, ['red', 'black']), orNone: false },
        owners: new Set(['person', 'car'] as const),
      },
    ],
  },
  {
    key: 'direction',
    tests: [{ kind: 'word', column: 'direction', wanted: wordNumbers(DIRECTIONS, ['left', 'right']) }],
  },
];
const STATE = { checkpoint: undefined, account: { scenes: [], sceneEvents: [], envelope: undefined } };

const habilitation: NewUser['habilitation'] = {
  authority: 'Bench',
  from: day('2020-01-01'),
  until: day('2090-12-31'),
  natures: ['IMAGES_SOURCE', 'OBJETS'],
};
const REFERENT = {
  registrationNumber: '1000001',
  passphrase: 'ruisseau lampe carton vallon grenier biscuit fenêtre',
  quality: 'ADMINISTRATEUR',
  label: 'Bench',
  habilitation,
} as const satisfies Omit<NewUser, 'role'>;
const DIRECTOR: NewUser = {
  ...REFERENT,
  registrationNumber: '2000002',
  passphrase: 'Horloge-42-Marmite',
  role: 'DIRECTEUR_ENQUETE',
  quality: 'OPJ',
};

function startVault(): Comlink.Remote<VaultApi> {
  const worker = new Worker(new URL('../../../workers/vault.worker.ts', import.meta.url), { type: 'module' });
  return Comlink.wrap<VaultApi>(worker);
}

async function install(vault: Comlink.Remote<VaultApi>): Promise<void> {
  const record = {
    service: 'Bench',
    controller: 'Bench',
    dpo: 'Bench',
    engagement: { sentOn: day('2026-01-05'), receipt: 'R', receiptOn: day('2026-01-20') },
    aipd: undefined,
    coveredVersion: '1',
    coveredBuild: 'ab'.repeat(32),
    timeZone: 'Europe/Paris',
    maskInReview: false,
    maskInExports: true,
    derogationsAllowed: false,
    autoLockMinutes: 5,
    confirmedStatutes: [],
  };
  await vault.status();
  await vault.install(record, REFERENT, 'colline marteau oiseau tiroir plume sentier ombre');
  await vault.addUser(DIRECTOR);
  await vault.lock();
  await vault.unlock(DIRECTOR);
  await vault.createCase(CASE, false);
  await vault.openCase(CASE, undefined);
}

/** Writes every chunk and the index, as an analysis does; counts the bytes of both. */
async function fill(plan: ManyTracksPlan): Promise<Filled> {
  const vault = startVault();
  await install(vault);
  const database = new DerushDatabase(caseDatabaseName(CASE));
  const sealer = new PortSealer(await vault.sealer('analysis'));
  const repository = new CaseRepository(database, CASE, sealer);
  const start = performance.now();
  let findings = 0;
  for (const { recordingId, chunk } of manyTracks(plan)) {
    findings += encodeChunk({ ...chunk, observations: [] }).length;
    await repository.writeChunk(recordingId, { chunk, crops: new Map() }, STATE);
  }
  const writeS = (performance.now() - start) / 1000;
  const index = new TrackIndex(database, CASE, sealer);
  const indexStart = performance.now();
  for (const id of recordingIds(plan)) {
    await index.update(id);
  }
  const indexS = (performance.now() - indexStart) / 1000;
  const bytesOf = async (store: 'chunks' | 'trackIndex'): Promise<number> => {
    let bytes = 0;
    await database[store].each(({ sealed }) => (bytes += sealed.data.byteLength + sealed.iv.length));
    return bytes;
  };
  const chunkBytes = await bytesOf('chunks');
  const filled = {
    chunks: await database.chunks.count(),
    boxBytes: (chunkBytes - findings) / (plan.tracks * plan.samples),
    trackBytes: (findings + (await bytesOf('trackIndex'))) / plan.tracks,
    writeS,
    indexS,
  };
  sealer[Symbol.dispose]();
  await vault.close();
  database.close();
  return filled;
}

/** From the passphrase to the first page of a query. */
async function open(plan: ManyTracksPlan): Promise<Opened> {
  const vault = startVault();
  await vault.status();
  const marks = [performance.now()];
  const mark = (): void => void marks.push(performance.now());
  await vault.unlock(DIRECTOR);
  await vault.openCase(CASE, undefined);
  const sealer = new PortSealer(await vault.sealer('screen'));
  const database = new DerushDatabase(caseDatabaseName(CASE));
  mark();
  const columns = await new TrackIndex(database, CASE, sealer).read(recordingIds(plan));
  mark();
  const judged = columns.map((one) => atOnce(judge(one, CRITERIA)));
  const rows = judged.map((one) => one.rows());
  mark();
  const keys = rows.flatMap((some, place) => [...some].map((row) => (columns[place]?.firstUs[row] ?? 0) + place * 1e6));
  const page = atOnce(sortRows(Float64Array.from(keys))).slice(0, PAGE);
  mark();
  const classes = emptyFacet(256);
  judged.forEach((one) => {
    addFacet(classes, one, 'objectClass', 'class');
  });
  mark();
  sealer[Symbol.dispose]();
  await vault.close();
  const [start = 0, unlocked = 0, read = 0, judgedAt = 0, paged = 0, counted = 0] = marks;
  return {
    tracks: columns.reduce((sum, { number }) => sum + number.length, 0),
    found: keys.length,
    page: page.length,
    unlockS: (unlocked - start) / 1000,
    readS: (read - unlocked) / 1000,
    judgeMs: judgedAt - read,
    pageMs: paged - judgedAt,
    countMs: counted - paged,
    firstPageS: (paged - start) / 1000,
  };
}

keepErrorCodes();
Reflect.set(globalThis, 'derushScale', { fill, open });
