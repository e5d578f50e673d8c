// Recordings of a dossier between two openings: what is written down of each as it changes, and taken up again.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { RecordingPhase, RecordingState } from '../contracts/session.ts';
import type { CaseRecording } from '../domain/case/case-file.ts';
import type { CoverageSpan } from '../domain/footage/coverage.ts';
import { stampOf, type FrameTable } from '../domain/footage/frame.ts';
import { recordingId } from '../domain/ids.ts';
import type { CaseRepository, SearchRecord } from '../storage/case-repository.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';
import type { RecordingRecord } from '../storage/recording-codec.ts';
import { phaseAfter, type Recording } from './recording.ts';
import type { RecordingList } from './recording-list.ts';

type Ended = RecordingRecord['ended'];
const ENDED: Readonly<Partial<Record<RecordingPhase, NonNullable<Ended>>>> = {
  done: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
};

interface Written {
  readonly facets: readonly unknown[];
  readonly media: unknown;
}

export class RecordingArchive {
  readonly #repository: DossierRepository;
  readonly #written = new Map<Recording, Written>();
  #last: Promise<void> = Promise.resolve();

  constructor(repository: DossierRepository) {
    this.#repository = repository;
  }

  /** Writes down what has changed of a recording since it was written last. Not while the screen is locked. */
  note(recording: Recording): void {
    const { settings, result, alerts, phase, hashS } = recording.state;
    const facets = [settings, result, alerts, ENDED[phase], hashS, recording.run, recording.purged];
    const before = this.#written.get(recording);
    const media = recording.opened;
    const isSame = before?.facets.every((facet, index) => facet === facets[index]) === true && before.media === media;
    if (isSame) {
      return;
    }
    this.#written.set(recording, { facets, media });
    this.#last = this.#last.then(() => this.#write(recording, before?.media !== media));
  }

  /** Resolves when everything noted is on disk. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** Lists the recordings of a case file, with all that is known of them, none with its file. */
  async restore(
    recordings: readonly CaseRecording[],
    list: RecordingList,
    results: CaseRepository,
  ): Promise<readonly Recording[]> {
    const restored: Recording[] = [];
    for (const known of recordings) {
      restored.push(await this.#restore(known, list, results));
    }
    return restored;
  }

  async #restore(known: CaseRecording, list: RecordingList, results: CaseRepository): Promise<Recording> {
    const { name, sizeBytes, sha256 } = known;
    const id = recordingId(known.id);
    const record = await this.#repository.readRecording(id);
    const opened = await this.#repository.readMedia(id);
    const settings = record?.settings ?? list.usualSettings;
    const recording = list.list({ id, name, path: record?.path ?? name, sizeBytes, settings }, undefined);
    recording.opened = opened;
    const found = await foundOf(id, results);
    recording.restore(record?.run ?? 1, record?.purged ?? [], {
      ...{ sha256, hashS: record?.hashS, media: opened?.info, table: opened?.table },
      alerts: [...(record?.alerts ?? []), ...unheardAlerts(record?.ended, found)],
      firstLook: await results.readFirstLook(id),
      phase: phaseOf(record?.ended, found),
      coverage: wholeCoverage(found.search?.coverage ?? [], opened?.table),
      result: resultOf(found.search, opened?.table),
    });
    await recording.readNewChunks(results);
    this.note(recording);
    return recording;
  }

  async #write(recording: Recording, isMediaNew: boolean): Promise<void> {
    try {
      const { id, opened } = recording;
      if (opened !== undefined && isMediaNew) {
        await this.#repository.writeMedia(id, opened);
      }
      await this.#repository.writeRecording(id, recordOf(recording));
    } catch (error) {
      // Written again with the next change, or when the screen is unlocked.
      this.#written.delete(recording);
      const failure = toAppError(error);
      if (failure.code !== 'VAULT_LOCKED') {
        recording.alert(failure.toAlert());
      }
    }
  }
}

function recordOf({ state, run, purged }: Recording): RecordingRecord {
  const { path, settings, hashS, alerts, phase } = state;
  return {
    ...{ path, run, hashS, ended: ENDED[phase], purged: [...purged] },
    settings: { ...settings, masks: settings.masks.map((corners) => corners.map(({ x, y }) => ({ x, y }))) },
    alerts: alerts.map(({ code, severity, facts }) => ({ code, severity, facts: { ...facts } })),
  };
}

interface Found {
  readonly search: SearchRecord | undefined;
  /** A pass was interrupted: it can go on. */
  readonly isInterrupted: boolean;
}

async function foundOf(id: string, results: CaseRepository): Promise<Found> {
  const checkpoint = await results.readCheckpoint(id);
  return { search: await results.readSearch(id), isInterrupted: checkpoint !== undefined };
}

/** The store knows better than what was noted: a page that died wrote nothing any more, its worker perhaps did. */
function phaseOf(ended: Ended, { search, isInterrupted }: Found): RecordingPhase {
  if (isInterrupted) {
    return 'waiting';
  }
  return ended ?? (search?.end === undefined ? 'waiting' : phaseAfter(search.end));
}

/** What a pass told at its end, when the page did not live to hear it. */
function unheardAlerts(ended: Ended, { search, isInterrupted }: Found): readonly Alert[] {
  return ended === undefined && !isInterrupted ? (search?.end?.alerts ?? []) : [];
}

/** The settled spans, and the rest as what waits. */
function wholeCoverage(settled: readonly CoverageSpan[], table: FrameTable | undefined): readonly CoverageSpan[] {
  const frames = table?.us.length ?? 0;
  const next = (settled.at(-1)?.toOrdinal ?? 0) + 1;
  if (table === undefined || next > frames) {
    return settled;
  }
  const from = stampOf(table, next).us;
  const to = stampOf(table, frames).us;
  return [...settled, { state: 'waiting', fromOrdinal: next, toOrdinal: frames, fromUs: from, toUs: to }];
}

function resultOf(search: SearchRecord | undefined, table: FrameTable | undefined): RecordingState['result'] {
  if (search?.end === undefined) {
    return undefined;
  }
  const { end, coverage, ...camera } = search;
  return { ...end, ...camera, coverage: wholeCoverage(coverage, table) };
}
