// The scoreboard: verdicts, history, and a page that needs nothing else.

import { describe, expect, it } from 'vitest';
import { figuresOf, GOALS, METRIC_IDS, METRICS, verdictOf } from '../../scripts/bench/figures.ts';
import type { BenchRow } from '../../scripts/bench/figures.ts';
import { seriesOf, withRun } from '../../scripts/bench/history.ts';
import { DEFAULT_ROWS, measureRow, ROWS, rowsOf } from '../../scripts/bench/measure.ts';
import { formatPage } from '../../scripts/bench/page.ts';
import { formatReport } from '../../scripts/bench/report.ts';

const NOW = { date: '2026-11-22', commit: 'abc1234', cpu: 'a <cpu>', cores: 2 };

const row = (figures: BenchRow['figures'], change: Partial<BenchRow> = {}): BenchRow => ({
  id: 'pets',
  name: 'yard',
  command: 'npm run bench -- --only pets',
  when: '2026-11-22, abc1234',
  state: 'measured',
  figures,
  notes: ['a note'],
  ...change,
});

const ABSENT = row({}, { id: 'highway', name: 'motorway', state: 'absent', reason: 'not there', notes: [] });

describe('verdicts', () => {
  it('says aim, floor or under, for figures that should rise and for those that should fall', () => {
    const goal = { floor: 88, aim: 94 };
    expect([87.9, 88, 94].map((value) => verdictOf(METRICS.mota, value, goal))).toEqual(['under', 'floor', 'aim']);
    const memory = { floor: 700, aim: 400 };
    expect([701, 700, 400].map((value) => verdictOf(METRICS.memory, value, memory))).toEqual(['under', 'floor', 'aim']);
  });

  it('asks only for figures and rows that exist, the aim never easier than the floor', () => {
    for (const [id, goals] of Object.entries(GOALS)) {
      expect(ROWS).toHaveProperty(id);
      for (const metric of METRIC_IDS) {
        const goal = goals[metric];
        if (goal !== undefined) {
          expect(verdictOf(METRICS[metric], goal.aim, goal)).toBe('aim');
          expect(verdictOf(METRICS[metric], goal.floor, goal)).not.toBe('under');
        }
      }
    }
  });
});

describe('names of rows', () => {
  it('stand for one row, or for all that begin with them', () => {
    expect(rowsOf('pets')).toEqual(['pets']);
    expect(rowsOf('search-scene-arrow')).toEqual(['search-scene-arrow']);
    expect(rowsOf('search')).toEqual(Object.keys(ROWS).filter((id) => id.startsWith('search-')));
    expect(() => rowsOf('nothing')).toThrow(/No row called nothing/);
  });

  it('ask the same of every criterion on its drawn scene', () => {
    const figures = { searchPrecision: 95, searchRecall: 80 };
    for (const id of rowsOf('search-scene')) {
      expect(figuresOf(row(figures, { id })).map(({ goal }) => goal?.floor)).toEqual([90, 90]);
    }
  });
});

describe('history', () => {
  it('appends a run under row and figure, and gives a figure over time', () => {
    const first = withRun([], NOW, [row({ mota: 84.71239, memory: 512 })]);
    const history = withRun(first, { ...NOW, commit: 'def5678' }, [row({ mota: 88 }), ABSENT]);
    expect(history.map(({ figures }) => figures)).toEqual([
      { 'pets.mota': 84.7124, 'pets.memory': 512 },
      { 'pets.mota': 88 },
    ]);
    expect(seriesOf(history, 'pets', 'mota').map(({ commit, value }) => [commit, value])).toEqual([
      ['abc1234', 84.7124],
      ['def5678', 88],
    ]);
    expect(seriesOf(history, 'pets', 'memory')).toHaveLength(1);
  });

  it('keeps no entry of a run that measured nothing', () => {
    expect(withRun([], NOW, [ABSENT])).toEqual([]);
  });
});

describe('the page', () => {
  const measured = row({ mota: 87, idf1: 90, viewing: 12 });
  const page = formatPage([measured, ABSENT], withRun([], NOW, [measured]), NOW);

  it('needs no script, no address and no other file', () => {
    expect(page).not.toMatch(/<script|https?:|url\(|src=|<link/);
    expect(page).toContain('@media print');
  });

  it('sets each figure that is asked for against floor and aim, and says what is absent', () => {
    const verdicts = [...page.matchAll(/data-verdict="(\w+)"/g)].map(([, word]) => word);
    expect(verdicts).toEqual(['under', 'floor']);
    expect(page.match(/class="bullet"/g)).toHaveLength(2);
    expect(page).toContain('absent: not there');
    expect(page).toContain('npm run bench -- --only pets');
    expect(page).toContain('a &lt;cpu&gt;');
  });
});

describe('the tables', () => {
  it('put what is asked first, with its verdict', () => {
    const report = formatReport([row({ mota: 87, idf1: 93 }), ABSENT]);
    expect(report).toMatch(/yard \| MOTA \| 87\.0.% \| 88\.0.% \| 94\.0.% \| \*\*under the floor\*\*/);
    expect(report).toMatch(/yard \| IDF1 \| 93\.0.% .* aim reached/);
    expect(report).toContain('**motorway**, absent: not there');
  });

  it('lists figures in a fixed order', () => {
    expect(figuresOf(row({ memory: 1, mota: 2 })).map(({ id }) => id)).toEqual(['mota', 'memory']);
  });
});

describe('rows', () => {
  it('say what is absent, refuse a name that does not exist, and leave the hour out of a plain run', async () => {
    expect(await measureRow('gpu', 1)).toMatchObject({ state: 'absent', figures: {} });
    await expect(measureRow('nothing', 1)).rejects.toThrow(/No row called nothing/);
    expect(DEFAULT_ROWS).not.toContain('memory');
    expect(DEFAULT_ROWS).toContain('pets');
  });
});
