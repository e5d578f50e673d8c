// The three files of an exported synopsis: the film, what each of its pictures is made of, the hashes of both.

import type { WrittenFilm } from '../../contracts/film.ts';
import type { ExportedFile, SynopsisFiles, SynopsisOrder } from '../../contracts/synopsis-export.ts';
import { AppError } from '../../contracts/errors.ts';
import { realTime } from '../../domain/case/clock.ts';
import { SYNOPSIS_STEP_US } from '../../domain/synopsis/cue-sheet.ts';
import { faultsOfMap } from '../../domain/synopsis/film-map-check.ts';
import {
  FILM_MAP_SCHEMA,
  type FilmLog,
  type FilmMap,
  type MapRecording,
  type ObjectFacts,
} from '../../domain/synopsis/film-map.ts';
import { micros } from '../../domain/time/micros.ts';
import { hashOf } from '../exports.ts';
import type { Recording } from '../recording.ts';
import type { FilmLayout } from './burn-in.ts';
import { TITLE_PICTURES, tracksOf, type ExportSource } from './export-source.ts';
import type { FilmFacts } from './film-words.ts';

interface Made {
  readonly source: ExportSource;
  readonly order: SynopsisOrder;
  readonly facts: FilmFacts;
  readonly layout: FilmLayout;
  readonly written: WrittenFilm;
  readonly log: FilmLog;
}

export async function filesOf(made: Made): Promise<SynopsisFiles> {
  const { order, written, source } = made;
  const { film: blob, sha256, ...form } = written;
  const film: ExportedFile = { name: `${order.fileName}.${form.container}`, blob, sha256 };
  const map = mapOf(made, film);
  const tracks = tracksOf(order, source.find);
  const text = await named(`${order.fileName}.json`, JSON.stringify(map), 'application/json');
  const sums = [film, text].map((file) => `${file.sha256}  ${file.name}\n`).join('');
  return {
    ...form,
    film,
    map: text,
    sums: await named(`${order.fileName}.sha256`, sums, 'text/plain'),
    objects: order.owners.length,
    masked: tracks.filter((_, row) => map.objects[row]?.masked === true),
    unread: map.objects.filter(({ pieces }) => pieces.every(({ pictures }) => pictures.length === 0)).length,
  };
}

function mapOf({ source, order, facts, layout, written, log }: Made, film: ExportedFile): FilmMap {
  const { pieces, metrics } = order.arrangement;
  const startUs = TITLE_PICTURES * SYNOPSIS_STEP_US;
  const objects = log.objects(pieces, objectFacts(source, order, facts), startUs);
  const map: FilmMap = {
    schema: FILM_MAP_SCHEMA,
    notice: source.notice.text,
    app: facts.app,
    caseNumber: source.notice.caseNumber ?? null,
    film: {
      ...{ file: film.name, sha256: film.sha256, container: written.container, codec: written.codec },
      ...{ width: layout.width, height: layout.height, pictureHeight: layout.pictureHeight },
      ...{ pictures: written.pictures, stepUs: SYNOPSIS_STEP_US, fromUs: startUs },
      toUs: (written.pictures - TITLE_PICTURES) * SYNOPSIS_STEP_US,
    },
    scene: {
      name: order.scene.name,
      clock: order.scene.isClocked ? 'real' : 'presentation',
      timeZone: order.timeZone,
    },
    criteria: order.criteria,
    demand: order.demand,
    metrics,
    masking: { on: source.masking.isOn, objects: facts.masked },
    recordings: facts.recordings.map(({ id, ...named }) => {
      const owner = order.owners.find(({ recordingId }) => recordingId === id);
      return {
        ...named,
        ...pictureOf(owner === undefined ? undefined : source.find(owner.recordingId)),
        shiftUs: owner?.shiftUs ?? 0,
      };
    }),
    objects,
  };
  const asked = order.owners.map(
    ({ recordingId, track }) => `${facts.recordings.findIndex(({ id }) => id === recordingId)}/${track}`,
  );
  const faults = faultsOfMap(map, asked);
  if (faults.length > 0) {
    // A film that does not show what it says never leaves.
    throw new AppError('INTERNAL', { message: `synopsis: ${faults.slice(0, 3).join('; ')}`, faults: faults.length });
  }
  return map;
}

function objectFacts(source: ExportSource, order: SynopsisOrder, facts: FilmFacts): readonly ObjectFacts[] {
  const tracks = tracksOf(order, source.find);
  return order.owners.map(({ recordingId, track, path, shiftUs }, row): ObjectFacts => {
    const known = source.find(recordingId).state.tracks.numbered(track);
    const id = tracks[row];
    const state = id === undefined ? undefined : source.stateOf(id);
    return {
      id: known?.pseudonym ?? '',
      recording: facts.recordings.findIndex((one) => one.id === recordingId),
      track,
      class: known?.objectClass ?? 'unclassified',
      state: state ?? 'PROPOSED',
      masked: id !== undefined && source.masking.isOn && !source.masking.retained.has(id),
      path,
      shiftUs,
    };
  });
}

function pictureOf(recording: Recording | undefined): Omit<MapRecording, 'name' | 'sha256' | 'shiftUs'> {
  const { media, place, table } = recording?.state ?? {};
  const firstUs = table?.us[0];
  const start =
    place === undefined || firstUs === undefined
      ? undefined
      : realTime({ ...place, firstUs: micros(firstUs) }, micros(firstUs));
  return {
    width: media?.width ?? 0,
    height: media?.height ?? 0,
    rotation: media?.rotation ?? 0,
    pixelAspect: media?.pixelAspect ?? 1,
    zeroUs: start === undefined || firstUs === undefined ? null : start * 1000 - firstUs,
  };
}

async function named(name: string, text: string, type: string): Promise<ExportedFile> {
  const blob = new Blob([text], { type });
  return { name, blob, sha256: await hashOf(blob) };
}
