// Which tests failed, out of the reports of both runners: the end of a log is all that is left of some runs.

import { relative } from 'node:path';

/** Enough to know what was expected; the whole message stands higher up in the log. */
const MESSAGE_LINES = 3;
const COLOURS = new RegExp(String.raw`\u001B\[[0-9;]*m`, 'g');

/** The first lines of a message that say something. */
function firstLines(message = '') {
  return message
    .replaceAll(COLOURS, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, MESSAGE_LINES);
}

const failure = (path, message) => ({
  name: path.filter((part) => part !== '').join(' › '),
  lines: firstLines(message),
});

/** Failed tests of a report of vitest; a file that could not be run at all counts as one. */
export function vitestFailures(report, root) {
  return (report.testResults ?? []).flatMap(({ name, status, message, assertionResults = [] }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    return failed.length === 0 && status === 'failed'
      ? [failure([file], message)]
      : failed.map(({ ancestorTitles, title, failureMessages }) =>
          failure([file, ...ancestorTitles, title], failureMessages[0]),
        );
  });
}

/** Failed tests of a report of Playwright, those that passed only when run again among them. */
export function playwrightFailures(report) {
  const within = ({ suites = [], specs = [] }, path) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ projectName, results }) => {
          const { errors = [] } = results.find(({ status }) => status !== 'passed') ?? {};
          return failure([projectName, ...path, title], errors[0]?.message);
        }),
    ),
    ...suites.flatMap((suite) => within(suite, [...path, suite.title])),
  ];
  return [...(report.errors ?? []).map(({ message }) => failure(['before the tests'], message)), ...within(report, [])];
}

/** A failed stage and its tests, one line each, with what they say beneath. */
export function toldFailures(stage, failures) {
  return [
    `failed: ${stage}`,
    ...failures.flatMap(({ name, lines }) => [`  ${name}`, ...lines.map((line) => `    ${line}`)]),
  ];
}
