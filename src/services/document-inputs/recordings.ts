// What the report says of each recording: its file as it is now, what was looked at, and within which limits.

import * as Comlink from 'comlink';

import type { IssueProgress } from '../../contracts/dossier.ts';
import type { RecordingState } from '../../contracts/session.ts';
import type { RecordingAccount } from '../../domain/documents/inputs.ts';
import type { CoverageSpan } from '../../domain/footage/coverage.ts';
import { stampOf } from '../../domain/footage/frame.ts';
import type { RecordingId, Sha256 } from '../../domain/ids.ts';
import { outsideSpans } from '../../domain/scene/envelope.ts';
import { excludedShare } from '../../domain/settings/mask-raster.ts';
import type { Recording } from '../recording.ts';
import { spawnReader } from '../recording-reader.ts';

/** Hashes again every file that was given; one that was not has no hash after. */
export async function hashAgain(
  recordings: readonly Recording[],
  onProgress: IssueProgress,
): Promise<ReadonlyMap<RecordingId, Sha256>> {
  const given = recordings.filter(({ hasFile }) => hasFile);
  const total = given.reduce((sum, { file }) => sum + file.size, 0);
  const hashes = new Map<RecordingId, Sha256>();
  let before = 0;
  for (const { id, file } of given) {
    const start = before;
    const told = Comlink.proxy((bytes: number) => {
      onProgress((start + bytes) / Math.max(1, total));
    });
    using client = spawnReader();
    hashes.set(id, await client.call((remote) => remote.hash(file, told)));
    before += file.size;
    onProgress(before / Math.max(1, total));
  }
  return hashes;
}

/** `undefined` for a recording that could not be opened: nothing can be said of it. */
export function accountOf(
  { id, media, table, settings, result, progress, coverage }: RecordingState,
  sha256After: Sha256 | undefined,
): RecordingAccount | undefined {
  const firstUs = table?.us[0];
  if (media === undefined || table === undefined || firstUs === undefined) {
    return undefined;
  }
  const { scenes, sceneEvents, envelope } = result ?? progress ?? { scenes: [], sceneEvents: [], envelope: undefined };
  const endUs = scenes.at(-1)?.toUs ?? firstUs + media.durationUs;
  const spans = coverage.length > 0 ? coverage : [waiting(table)];
  return {
    id,
    ...{ codec: media.codec, width: media.width, height: media.height, durationUs: media.durationUs, firstUs },
    ...{ framesDeclared: media.framesDeclared, framesDecoded: result?.framesDecoded ?? decodedIn(spans), sha256After },
    settings: {
      sensitivity: settings.sensitivity,
      excludedShare: excludedShare(settings.masks),
      excludedZones: settings.masks.length,
    },
    coverage: spans,
    envelope,
    outside: outsideSpans(sceneEvents, endUs),
  };
}

function waiting(table: NonNullable<RecordingState['table']>): CoverageSpan {
  const frames = table.us.length;
  const [fromUs, toUs] = [stampOf(table, 1).us, stampOf(table, frames).us];
  return { state: 'waiting', fromOrdinal: 1, toOrdinal: frames, fromUs, toUs };
}

const decodedIn = (spans: readonly CoverageSpan[]): number =>
  spans
    .filter(({ state }) => state !== 'waiting' && state !== 'failed')
    .reduce((sum, { fromOrdinal, toOrdinal }) => sum + toOrdinal - fromOrdinal + 1, 0);
