// What the end of a log says of failed tests.

import { describe, expect, it } from 'vitest';
import { playwrightFailures, toldFailures, vitestFailures } from '../../../scripts/lib/failures.mjs';

const TOLD =
  '\u001B[31mAssertionError: expected +0 to be 3\u001B[39m\n\n- Expected\n+ Received\n\n- 3\n+ 0\n    at x.ts:1';

describe('failures of vitest', () => {
  const passed = { ancestorTitles: [], title: 'fine', status: 'passed', failureMessages: [] };

  it('are named by file, groups and title, with the first lines of what they say', () => {
    const failed = {
      ancestorTitles: ['the map', 'a cell'],
      title: 'lets go',
      status: 'failed',
      failureMessages: [TOLD],
    };
    const file = {
      name: '/root/tests/ui/map.test.ts',
      status: 'failed',
      message: '',
      assertionResults: [passed, failed],
    };
    expect(vitestFailures({ testResults: [file] }, '/root')).toEqual([
      {
        name: 'tests/ui/map.test.ts › the map › a cell › lets go',
        lines: ['AssertionError: expected +0 to be 3', '- Expected', '+ Received'],
      },
    ]);
  });

  it('count a file that could not be run', () => {
    const file = { name: '/root/tests/a.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] };
    expect(vitestFailures({ testResults: [file] }, '/root')).toEqual([
      { name: 'tests/a.test.ts', lines: ['SyntaxError'] },
    ]);
  });

  it('are none where all passed, or nothing was written', () => {
    const file = { name: '/root/tests/a.test.ts', status: 'passed', message: '', assertionResults: [passed] };
    expect(vitestFailures({ testResults: [file] }, '/root')).toEqual([]);
    expect(vitestFailures({}, '/root')).toEqual([]);
  });
});

describe('failures of Playwright', () => {
  it('are named by project, file, groups and title; what passed only the second time is one', () => {
    const result = (status: string, message?: string): object => ({
      status,
      errors: message === undefined ? [] : [{ message }],
    });
    const spec = (title: string, status: string, results: readonly object[]): object => ({
      title,
      tests: [{ projectName: 'usb', status, results }],
    });
    const inner = { title: 'a group', specs: [spec('breaks', 'unexpected', [result('failed', TOLD)])] };
    const outer = {
      title: 'door.spec.ts',
      specs: [
        spec('holds', 'expected', [result('passed')]),
        spec('wavers', 'flaky', [result('timedOut', 'Test timeout'), result('passed')]),
      ],
      suites: [inner],
    };
    expect(playwrightFailures({ suites: [outer], errors: [] })).toEqual([
      { name: 'usb › door.spec.ts › wavers', lines: ['Test timeout'] },
      {
        name: 'usb › door.spec.ts › a group › breaks',
        lines: ['AssertionError: expected +0 to be 3', '- Expected', '+ Received'],
      },
    ]);
  });

  it('count what went wrong before any test', () => {
    expect(playwrightFailures({ suites: [], errors: [{ message: 'no reel' }] })).toEqual([
      { name: 'before the tests', lines: ['no reel'] },
    ]);
    expect(playwrightFailures({})).toEqual([]);
  });
});

it('a failed stage is followed by its tests', () => {
  expect(toldFailures('browser', [{ name: 'a.test.ts › b', lines: ['one', 'two'] }])).toEqual([
    'failed: browser',
    '  a.test.ts › b',
    '    one',
    '    two',
  ]);
  expect(toldFailures('lint', [])).toEqual(['failed: lint']);
});
