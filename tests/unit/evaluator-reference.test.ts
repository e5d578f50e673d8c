// The evaluator beside the benchmark's own, where that tool and its sequences lie next to the repository.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { evaluateTracks } from '../../scripts/bench/mot-eval.ts';
import { parseMot } from '../../scripts/bench/mot-rows.ts';
import { defined } from '../../src/base/assert.ts';

const SHARED = path.resolve(import.meta.dirname, '../../../shared');
const TOOL = path.join(SHARED, 'tools/mot_eval.py');
const CASES = [
  { truth: 'PETS09-S2L1/gt.txt', found: 'PETS09-S2L1/res_devkit.txt' },
  { truth: 'TUD-Stadtmitte/gt.txt', found: 'TUD-Stadtmitte/res_devkit.txt' },
  { truth: 'TUD-Stadtmitte/gt.txt', found: 'TUD-Stadtmitte/res_sort.txt' },
];

/** Whether the tool and what it needs are here. */
function hasReference(): boolean {
  return existsSync(TOOL) && spawnSync('python3', ['-c', 'import numpy, scipy'], { stdio: 'ignore' }).status === 0;
}

/** Scores of the reference tool, 0–1. */
function reference(truth: string, found: string, flags: readonly string[]): Record<string, number> {
  const text = execFileSync('python3', [TOOL, truth, found, ...flags, '--json'], { encoding: 'utf8' });
  const tables = v.parse(v.record(v.string(), v.record(v.string(), v.number())), JSON.parse(text));
  const [scores] = Object.values(tables);
  return defined(scores, 'scores of the reference tool');
}

describe.skipIf(!hasReference())('agreement with the reference tool', () => {
  for (const { truth, found } of CASES) {
    for (const dontCare of [true, false]) {
      it(`${found}${dontCare ? " with don't-care rows" : ''}: within 0.1`, () => {
        const truthPath = path.join(SHARED, 'footage', truth);
        const foundPath = path.join(SHARED, 'footage', found);
        const expected = reference(truthPath, foundPath, dontCare ? ['--dontcare'] : []);
        const result = evaluateTracks(
          parseMot(readFileSync(truthPath, 'utf8')),
          parseMot(readFileSync(foundPath, 'utf8')),
          { dontCare },
        );
        for (const [name, value] of [
          ['MOTA', result.mota],
          ['IDF1', result.idf1],
          ['HOTA', result.hota],
          ['Recall', result.recall],
          ['Precision', result.precision],
        ] as const) {
          expect(Math.abs(value - 100 * (expected[name] ?? NaN)), name).toBeLessThan(0.1);
        }
        expect(result.switches).toBe(expected['IDSW']);
      });
    }
  }
});
