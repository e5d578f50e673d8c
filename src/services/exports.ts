// What leaves a case as a file: all results of a recording, or one of its frames.

import { APP_VERSION } from '../base/version.ts';
import type { Observation } from '../contracts/analysis.ts';
import { sha256, type Sha256 } from '../domain/ids.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import { resultsJson } from './export-results.ts';
import type { Recording } from './recording.ts';
import { stillPng } from './still.ts';

/** All results of a recording as the documented JSON. */
export async function resultsOf(
  recording: Recording,
  repository: CaseRepository,
  notice: string | undefined,
): Promise<Blob> {
  const all = new Map<number, Observation[]>();
  for await (const chunk of recording.chunks(repository)) {
    for (const { track, ...row } of chunk.observations) {
      const rows = all.get(track) ?? [];
      rows.push(row);
      all.set(track, rows);
    }
  }
  const rowsOf = ({ number }: { readonly number: number }): Promise<readonly Observation[]> =>
    Promise.resolve((all.get(number) ?? []).sort((a, b) => a.ordinal - b.ordinal));
  const json = await resultsJson(
    recording.state,
    APP_VERSION,
    rowsOf,
    notice,
    ({ number }) => recording.edits.at(number)?.edit.kind,
  );
  return new Blob([json], { type: 'application/json' });
}

/** One frame as lossless PNG at native size. */
export async function stillOf({ reader, opened }: Recording, ordinal: number): Promise<Blob> {
  using frames = await reader.openFrames(opened);
  const frame = await frames.frameAt(ordinal);
  try {
    return await stillPng(frame);
  } finally {
    frame.close();
  }
}

export async function hashOf(blob: Blob): Promise<Sha256> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return sha256(Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''));
}
