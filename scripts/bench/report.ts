// The bench's figures as a table for people.

import type { CrossingsCheck, LabelCheck, StaticTrack } from '../../tests/truth/checks.ts';
import type { Summary } from './driver.ts';
import type { EvalResult } from './mot-eval.ts';

/** All that was measured on one file. */
export interface Measured {
  readonly name: string;
  readonly summary: Summary;
  /** Where the truth comes from. */
  readonly truth: string;
  readonly scores?: EvalResult;
  readonly labels?: LabelCheck;
  readonly crossings?: CrossingsCheck;
  readonly onStaticThings?: readonly StaticTrack[];
}

const number = (value: number, digits: number): string => value.toFixed(digits);

/** One Markdown table of speeds, one of scores, then the checks, one line each. */
export function formatReport(results: readonly Measured[]): string {
  const speeds = table(
    [
      'file',
      'size',
      'frames',
      'footage s',
      'wall s',
      '× real time',
      'decode only s',
      'ratio to decode',
      'detector runs',
      'tracks',
      'peak MB',
    ],
    results.map(({ name, summary: s }) => [
      name,
      `${s.width}×${s.height}`,
      String(s.framesDecoded),
      number(s.durationS, 1),
      number(s.wallS, 1),
      number(s.realtimeFactor, 2),
      number(s.decodeOnlyWallS, 1),
      number(s.ratioToDecode, 2),
      String(s.detectorRuns),
      String(s.tracks),
      number(s.peakMemoryMB, 0),
    ]),
  );
  const scored = results.flatMap(({ name, truth, scores: e }) =>
    e === undefined
      ? []
      : [
          [
            name,
            truth,
            ...[e.mota, e.idf1, e.hota, e.recall, e.precision].map((share) => number(share, 1)),
            ...[e.misses, e.falsePositives, e.switches].map(String),
            `${e.neverSeen.length} of ${e.truthTracks}`,
          ],
        ],
  );
  const scores = table(
    ['file', 'truth', 'MOTA', 'IDF1', 'HOTA', 'recall', 'precision', 'FN', 'FP', 'switches', 'never seen'],
    scored,
  );
  return [speeds, ...(scored.length > 0 ? [scores] : []), results.flatMap(checkLines).join('\n')].join('\n\n') + '\n';
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function checkLines({ name, truth, labels, crossings, onStaticThings }: Measured): string[] {
  const lines: string[] = [];
  if (labels !== undefined) {
    const { recall, precision, truthBoxes } = labels.scores;
    lines.push(
      `- ${name}, ${truth}: ${number(recall, 1)} % of ${truthBoxes} labelled persons, precision ${number(precision, 1)} %, ` +
        `${labels.unseen.length} not touched by any box, ${labels.falseTracks.length} false tracks`,
    );
  }
  if (crossings !== undefined) {
    const good = crossings.crossings.filter((crossing) => crossing.ok).length;
    lines.push(
      `- ${name}: ${good} of ${crossings.crossings.length} crossings, ${crossings.others.length} other tracks`,
    );
    for (const bad of crossings.crossings.filter((crossing) => !crossing.ok)) {
      const times = bad.tracks.length === 0 ? 'not tracked' : `start ${bad.startErrorS} s, end ${bad.endErrorS} s`;
      lines.push(`  - crossing ${bad.id} (${bad.route}): ${bad.tracks.length} tracks, ${times}`);
    }
  }
  if (onStaticThings !== undefined) {
    lines.push(`- ${name}: ${onStaticThings.length} tracks on static things`);
  }
  return lines;
}
