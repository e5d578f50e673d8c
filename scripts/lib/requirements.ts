// Reading the table of requirements and the reports of the tests.

import * as v from 'valibot';

/** A row of docs/requirements.md. */
export interface Requirement {
  readonly id: string;
  readonly behaviour: string;
  /** Why it is not software; `undefined` for what a test must show. */
  readonly reason: string | undefined;
}

/** A test that says which rows it shows. */
export interface Outcome {
  readonly ids: readonly string[];
  readonly name: string;
  readonly passed: boolean;
}

export interface Standing {
  readonly row: Requirement;
  readonly tests: readonly Outcome[];
  readonly verdict: 'passed' | 'FAILED' | 'NO TEST' | 'paper';
}

/** Rows of the table, in its order. Throws on a kind that is neither software nor explained. */
export function rowsOf(markdown: string): readonly Requirement[] {
  return [...markdown.matchAll(/^\| (L\d\d) \| (.+) \| (.+?) \|$/gm)].map(([, id = '', behaviour = '', kind = '']) => {
    const reason = /^not software: (.+)$/.exec(kind)?.[1];
    if (kind !== 'software' && reason === undefined) {
      throw new Error(`${id}: "${kind}" is neither "software" nor "not software: …"`);
    }
    return { id, behaviour, reason };
  });
}

/** The ids with which a name begins: "L08 …", "L02 L08 …". */
export function idsOf(name: string): readonly string[] {
  return /^(?:L\d\d[ ,]+)+/.exec(name)?.[0].match(/L\d\d/g) ?? [];
}

const VitestReport = v.object({
  testResults: v.array(
    v.object({
      assertionResults: v.array(
        v.object({ ancestorTitles: v.array(v.string()), title: v.string(), status: v.string() }),
      ),
    }),
  ),
});

interface Suite {
  readonly title: string;
  readonly specs: readonly { readonly title: string; readonly ok: boolean }[];
  readonly suites?: readonly Suite[] | undefined;
}
const SuiteSchema: v.GenericSchema<Suite> = v.object({
  title: v.string(),
  specs: v.array(v.object({ title: v.string(), ok: v.boolean() })),
  suites: v.optional(v.array(v.lazy(() => SuiteSchema))),
});
const PlaywrightReport = v.object({ suites: v.array(SuiteSchema) });

/** The tests of a report of vitest or Playwright whose name, or that of a group around them, begins with ids. */
export function collectOutcomes(report: unknown, stage: string): readonly Outcome[] {
  const vitest = v.safeParse(VitestReport, report);
  const all = vitest.success
    ? vitest.output.testResults.flatMap(({ assertionResults }) =>
        assertionResults.map(({ ancestorTitles, title, status }) => ({
          titles: [...ancestorTitles, title],
          passed: status === 'passed',
        })),
      )
    : v.parse(PlaywrightReport, report).suites.flatMap((suite) => specsOf(suite, []));
  return all
    .map(({ titles, passed }) => ({
      ids: titles.flatMap(idsOf),
      name: `${stage}: ${titles.join(' › ')}`,
      passed,
    }))
    .filter(({ ids }) => ids.length > 0);
}

interface Titled {
  readonly titles: readonly string[];
  readonly passed: boolean;
}

function specsOf({ title, specs, suites = [] }: Suite, above: readonly string[]): readonly Titled[] {
  const titles = [...above, title];
  return [
    ...specs.map((spec) => ({ titles: [...titles, spec.title], passed: spec.ok })),
    ...suites.flatMap((suite) => specsOf(suite, titles)),
  ];
}

/** How a row stands: every one of its tests must pass, and one there must be. */
export function standingOf(row: Requirement, outcomes: readonly Outcome[]): Standing {
  const tests = outcomes.filter(({ ids }) => ids.includes(row.id));
  if (row.reason !== undefined) {
    return { row, tests, verdict: 'paper' };
  }
  if (tests.length === 0) {
    return { row, tests, verdict: 'NO TEST' };
  }
  return { row, tests, verdict: tests.every(({ passed }) => passed) ? 'passed' : 'FAILED' };
}
