// Compares ways of arranging a synopsis on the same sets, units, bounds and energy (docs/decisions on the arrangement).
// Command: npx tsx scripts/bench/synopsis-solvers.ts

import { contactsOf } from '../../src/domain/synopsis/contacts.ts';
import { disorderOf } from '../../src/domain/synopsis/disorder.ts';
import { energyOf } from '../../src/domain/synopsis/energy.ts';
import { footprintsOf, STEP_US } from '../../src/domain/synopsis/footprints.ts';
import { pack } from '../../src/domain/synopsis/pack.ts';
import { BUDGET, planOf } from '../../src/domain/synopsis/plan.ts';
import { areaOf, type Problem } from '../../src/domain/synopsis/problem.ts';
import type { Timetable } from '../../src/domain/synopsis/timetable.ts';
import { seededRandom } from '../../tests/reels/random.ts';
import { SETS } from './synopsis/sets.ts';
import { anneal, firstFit } from './synopsis/solvers.ts';

const MOST = 15;

function packed(problem: Problem): Timetable {
  const work = pack(problem);
  let step = work.next();
  while (step.done !== true) {
    step = work.next();
  }
  return step.value;
}

const SOLVERS: Readonly<Record<string, (problem: Problem) => Timetable>> = {
  greedy: firstFit,
  annealing: (problem) => {
    const units = problem.prints.units.length;
    return anneal(problem, seededRandom(1), units * (units > 2000 ? 60 : 400));
  },
  'several tries': packed,
};

console.log('| set | cover | solver | energy | length s | covered % | disorder % | CPU s |');
console.log('| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |');
for (const set of Object.values(SETS).flatMap((make) => make() ?? [])) {
  const plan = planOf(set.tubes, contactsOf(set.tubes), { most: MOST, mayOverlap: true, footageUs: set.footageUs });
  for (const mayOverlap of [true, false]) {
    const prints = footprintsOf(set.tubes, plan.prints.units, !mayOverlap);
    for (const [name, solve] of Object.entries(SOLVERS)) {
      const began = process.cpuUsage();
      const table = solve({ prints, most: MOST, budget: mayOverlap ? BUDGET : 0 });
      const { user } = process.cpuUsage(began);
      const came = prints.units.map(({ fromUs }) => fromUs);
      const cells = [
        ...[`${set.name}, ×${plan.pace}`, mayOverlap ? 'yes' : 'no', name],
        ...[energyOf(table).toFixed(3), ((table.length * STEP_US) / 1e6).toFixed(1)],
        ((100 * table.covered) / areaOf(prints)).toFixed(1),
        (100 * disorderOf(came, table.starts)).toFixed(1),
        (user / 1e6).toFixed(2),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
}
