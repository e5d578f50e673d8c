// The results of a recording as the documented JSON (docs/driver.md): what the interface shows, in one file.

import type { Observation } from '../contracts/analysis.ts';
import type { FirstLook } from '../contracts/first-look.ts';
import type { TrackAttributes } from '../domain/attributes/attributes.ts';
import { excludedShare } from '../domain/settings/mask-raster.ts';
import { parametersOf } from '../domain/settings/sensitivity.ts';
import type { RecordingState, TrackState } from '../contracts/session.ts';

const SCHEMA = 'derush-results-1';

/** What the results of an Exercice say of themselves. */
export const EXERCISE_NOTICE = 'EXERCICE – sans valeur procédurale';

/** Builds the file. `observations` gives the boxes of each track; `notice`: what the file says of itself; `editOf`: what was
 * done to a track by hand. */
export async function resultsJson(
  recording: RecordingState,
  appVersion: string,
  observations: (track: TrackState) => Promise<readonly Observation[]>,
  notice: string = EXERCISE_NOTICE,
  editOf: (track: TrackState) => 'merge' | 'split' | undefined = () => undefined,
): Promise<string> {
  const tracks = [];
  for (const track of recording.tracks) {
    const rows = await observations(track);
    tracks.push({
      id: track.number,
      pseudonym: track.pseudonym,
      class: track.objectClass,
      votes: track.votes,
      confidence: round(track.confidence, 4),
      state: 'PROPOSED',
      ...edited(editOf(track)),
      frames: rows.map(({ ordinal }) => ordinal),
      boxes: rows.map(({ box }) => [box.x, box.y, box.w, box.h].map((value) => round(value, 3))),
      scores: rows.map(({ score }) => score),
      attributes: attributesJson(track.attributes),
    });
  }
  const { media, result, table } = recording;
  return JSON.stringify({
    schema: SCHEMA,
    notice,
    summary: {
      app: appVersion,
      file: recording.name,
      sha256: recording.sha256,
      container: media?.container,
      codec: media?.codec,
      width: media?.width,
      height: media?.height,
      framesDecoded: result?.framesDecoded ?? 0,
      framesDeclared: media?.framesDeclared ?? 0,
      durationS: round((media?.durationUs ?? 0) / 1e6, 6),
      firstUs: table?.us[0],
      wallS: round(result?.wallS ?? 0, 3),
      hashS: round(recording.hashS ?? 0, 3),
      warmupS: round(result?.warmupS ?? 0, 3),
      triageS: round(recording.firstLook?.wallS ?? 0, 3),
      backend: result?.backend,
      detectorRuns: result?.detectorRuns ?? 0,
      cancelled: result?.cancelled ?? false,
    },
    settings: {
      sensitivity: recording.settings.sensitivity,
      engine: parametersOf(recording.settings.sensitivity),
      excludedZones: recording.settings.masks.map((corners) => corners.map(({ x, y }) => [round(x, 4), round(y, 4)])),
      excludedShare: round(excludedShare(recording.settings.masks), 4),
    },
    tracks,
    coverage: recording.coverage,
    firstLook: firstLookJson(recording.firstLook),
    scenes: result?.scenes ?? recording.progress?.scenes ?? [],
    sceneEvents: result?.sceneEvents ?? recording.progress?.sceneEvents ?? [],
    envelope: result?.envelope ?? recording.progress?.envelope ?? null,
    warnings: recording.alerts.map(({ code, severity, facts }) => ({ code, severity, ...facts })),
  });
}

/** Said of objects that were put together or cut by hand only. */
const edited = (how: 'merge' | 'split' | undefined): object => (how === undefined ? {} : { edited: how });

/** Where something seemed to move before the full pass: reasons to look, not objects. */
function firstLookJson(look: FirstLook | undefined): unknown {
  if (look === undefined) {
    return undefined;
  }
  const { activity, crops, spans, wallS, ...rest } = look;
  return {
    notice: 'premier regard – non analysé',
    ...rest,
    wallS: round(wallS, 3),
    activity: Array.from(activity, (value) => round(value / 255, 3)),
    spans: spans.map(({ score, ...span }) => ({ ...span, score: round(score, 3) })),
    crops: crops.map(({ ordinal, us, box }) => ({ ordinal, us, box })),
  };
}

/** As documented: undetermined colours are empty lists, what is not known is null. */
function attributesJson(attributes: TrackAttributes): object {
  const shares = <T extends { readonly share: number }>(list: readonly T[]): T[] =>
    list.map((item) => ({ ...item, share: round(item.share, 3) }));
  const { upper, lower, vehicle, direction, entered, left, stops, speed, size, carried } = attributes;
  return {
    upper: shares(upper),
    lower: shares(lower),
    vehicle: shares(vehicle),
    direction: direction ?? null,
    entered: entered ?? null,
    left: left ?? null,
    stops,
    speed: speed ?? null,
    size,
    carried: shares(carried),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
