// The scoreboard as it lies in docs/bench/: what the last runs measured, each row at its own commit.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ROOT } from '../lib/setup.mjs';
import type { BenchRow } from './figures.ts';
import { METRIC_IDS } from './figures.ts';

export const FOLDER = join(ROOT, 'docs', 'bench');

const RowSchema = v.object({
  id: v.string(),
  name: v.string(),
  command: v.string(),
  when: v.string(),
  state: v.picklist(['measured', 'absent', 'failed']),
  reason: v.exactOptional(v.string()),
  footage: v.exactOptional(v.string()),
  truth: v.exactOptional(v.string()),
  figures: v.record(v.picklist(METRIC_IDS), v.number()),
  notes: v.array(v.string()),
});

/** Every row on the board; none when there is no board, or one of another version. */
export function readBoard(): readonly BenchRow[] {
  const path = join(FOLDER, 'results.json');
  const parsed = existsSync(path)
    ? v.safeParse(v.object({ rows: v.array(RowSchema) }), JSON.parse(readFileSync(path, 'utf8')))
    : undefined;
  return parsed?.success === true ? parsed.output.rows : [];
}
