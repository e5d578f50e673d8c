// The search in a drawn zone of a dossier: by right, within its period and zones, written in the journal, told in words.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type {
  MotionAnswer,
  MotionDemand,
  MotionJob,
  MotionListener,
  MotionReport,
} from '../../../src/contracts/motion-search.ts';
import { LEVELS, WHOLE } from '../../../src/domain/motion-search/light.ts';
import type { Polygon } from '../../../src/domain/settings/polygon.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { searchesOf } from '../../../src/services/document-inputs/sessions.ts';
import type { OpenDossier } from '../../../src/services/dossier-session.ts';
import { anAuthorisation, aProvenance, aReader } from '../../builders/dossier.ts';
import { Desk, recording, spawnFake, type ShapeParts } from '../../builders/open-dossier.ts';

const parts = vi.hoisted((): ShapeParts => ({
  api: new Map<string, object>(),
  file: () => Promise.reject(new Error()),
}));
vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) => spawnFake(parts, name),
    readAppFile: (path: string) => parts.file(path),
  },
}));

const LEFT: Polygon = [
  { x: 0, y: 0 },
  { x: 0.5, y: 0 },
  { x: 0.5, y: 1 },
  { x: 0, y: 1 },
];
const ZONE: Polygon = [
  { x: 0.25, y: 0.25 },
  { x: 0.75, y: 0.25 },
  { x: 0.75, y: 0.75 },
];
const ON_THE_RIGHT: Polygon = ZONE.map(({ x, y }) => ({ x: 0.6 + x / 4, y }));
const REPORT: MotionReport = {
  ...{ unread: [], compared: 4, decoded: 4, wallS: 0.1, isStopped: false, readTo: 40, everyPerS: undefined },
};

/** Looks otherwise from ordinal 21 on. */
const ORDINALS = [1, 11, 21, 31, 40];

let desk: Desk;
const jobs: MotionJob[] = [];
beforeEach(async () => {
  desk = await Desk.at(parts);
  jobs.length = 0;
  const searchMotion = async (job: MotionJob, listener: MotionListener): Promise<MotionReport> => {
    jobs.push(job);
    const rows = Uint8Array.from(ORDINALS.flatMap((ordinal) => LEVELS.map(() => (ordinal >= 21 ? WHOLE : 0))));
    await listener({
      ...{ rows: { ordinals: Uint32Array.from(ORDINALS), before: rows, after: rows } },
      ...{ done: 5, total: 5, etaS: 0 },
    });
    return REPORT;
  };
  parts.api.set('reader', { ...aReader(), searchMotion });
});
afterEach(() => {
  desk[Symbol.dispose]();
});

const demandOf = (session: OpenDossier, more: Partial<MotionDemand> = {}): MotionDemand => ({
  ...{ question: 'left', zone: ZONE, reference: 15, pictures: 'keys', lastsUs: 1_000_000 },
  span: { fromOrdinal: 1, toOrdinal: recording(session).table?.us.length ?? 0 },
  ...more,
});
const search = (session: OpenDossier, demand: MotionDemand): Promise<MotionAnswer> =>
  session.searchMotion(recording(session).id, demand, () => undefined, new AbortController().signal);

/** Only the left half, and a part of its 0.4 s. */
async function bounded(): Promise<OpenDossier> {
  const session = await desk.analysed();
  const start = Number(aProvenance().startsAt);
  const { scope } = anAuthorisation();
  const period = { from: instant(start + 100), to: instant(start + 250) };
  await session.command({
    kind: 'authorise',
    authorisation: anAuthorisation({
      scope: { ...scope, ...period, zones: [{ camera: aProvenance().camera, polygon: LEFT }] },
    }),
  });
  return session;
}

describe('L29 the search in a drawn zone', () => {
  it('is handed to the reader within the authorised period and zones, under a permit, and says what lies outside', async () => {
    const session = await bounded();
    const { bounds } = await search(session, demandOf(session));
    const span = { fromOrdinal: 11, toOrdinal: 26 };
    expect(bounds.span).toEqual(span);
    expect(bounds.zoneShare).toBeGreaterThan(0.1);
    expect(bounds.zoneShare).toBeLessThan(0.6);
    expect(jobs).toMatchObject([{ span, allowed: [LEFT], licence: { kind: 'dossier' } }]);
  });

  it('reads nothing of a zone, a period or a picture to compare with that lies outside', async () => {
    const session = await bounded();
    const outside = [
      demandOf(session, { zone: ON_THE_RIGHT }),
      demandOf(session, { span: { fromOrdinal: 35, toOrdinal: 40 }, reference: 15 }),
      demandOf(session, { reference: 39 }),
    ];
    for (const demand of outside) {
      expect(await search(session, demand)).toMatchObject({ compared: 0, decoded: 0 });
    }
    expect(jobs).toEqual([]);
  });
});

describe('L18 the journal of a search in a drawn zone', () => {
  it('says what was asked and how many moments there were, in words in the documents', async () => {
    const session = await desk.analysed();
    await search(session, demandOf(session));
    const { id } = recording(session);
    const journal = await session.readJournal();
    const searched = journal.map(({ event }) => event).filter(({ kind }) => kind === 'searched');
    expect(searched).toMatchObject([
      {
        hits: 1,
        criteria: [`motion-left:${id}/15/250,250|750,250|750,750`, 'motion-pictures:keys', expect.any(String)],
      },
    ]);
    const [said] = searchesOf(journal, session.file);
    expect(said?.criteria).toMatch(
      /^cam\.mp4, parti d’une zone telle qu’à l’image 15 \(250, 250 ; .*images clés.*de 00:00:00/,
    );
  });

  it('does not write again what is read to be exact', async () => {
    const session = await desk.analysed();
    await search(session, demandOf(session, { reads: [{ fromOrdinal: 12, toOrdinal: 20, before: [], after: [] }] }));
    const kinds = (await session.readJournal()).map(({ event }) => event.kind);
    expect(kinds).not.toContain('searched');
    expect(kinds).toContain('consulted');
  });
});

describe('L17 who may search', () => {
  it('refuses whoever may look but not analyse', async () => {
    const made = await desk.analysed();
    const { caseId } = made;
    desk.reload();
    await desk.door.unlockControl({ ...desk.control, quality: 'MAGISTRAT_SAISI' });
    const session = await desk.door.open(caseId, undefined);
    const asked = session.searchMotion(
      ...([recording(session).id, demandOf(session), () => undefined, new AbortController().signal] as const),
    );
    await expect(asked).rejects.toMatchObject({ code: 'RIGHT_REFUSED' });
    expect(jobs).toEqual([]);
  });
});
