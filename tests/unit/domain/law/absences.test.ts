// What the tool does not have: read in its own sources, so that nobody can switch it on.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { scanText } from '../../../../scripts/lib/bundle-rules.ts';
import { CARRIED, CLASS_NAMES } from '../../../../src/domain/detection/classes.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const sourcesIn = (folder: string): readonly (readonly [string, string])[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|svelte)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(ROOT.length + 1), readFileSync(path, 'utf8')] as const);

const SOURCES = [...sourcesIn('src'), ...sourcesIn('workers')];
const found = (...rules: readonly string[]): readonly string[] =>
  SOURCES.flatMap(([path, text]) =>
    // The keyword `interface` before a name is not the beginning of one.
    scanText(text.replaceAll('interface ', ''))
      .filter(({ rule }) => rules.includes(rule))
      .map(({ rule, text: around }) => `${path}: ${rule}: ${around}`),
  );
const packages = (): readonly string[] => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  return Object.keys(dependencies);
};

describe('absent by design', () => {
  test('the sources are read, all of them', () => {
    expect(SOURCES.length).toBeGreaterThan(200);
  });

  test('L23 no biometric feature in the sources, in the packages or among the classes', () => {
    expect(found('banned feature')).toEqual([]);
    expect(packages().filter((name) => /face|pose|reid|biometr|human/i.test(name))).toEqual([]);
    expect(CLASS_NAMES.filter((name) => /face|head|man|woman|child|hand$/i.test(name))).toEqual([]);
  });

  test('L24 no reading of plates or of text: no class, no package', () => {
    expect([...CLASS_NAMES, ...CARRIED].filter((name) => /plate|text/i.test(name))).toEqual([]);
    expect(packages().filter((name) => /ocr|tesser|plate/i.test(name))).toEqual([]);
  });

  test('L25 no camera, no screen, no stream: finished files only', () => {
    expect(found('live input', 'playlist streaming')).toEqual([]);
  });

  test('L26 nothing that reaches a network, and no sharing', () => {
    expect(found('network interface')).toEqual([]);
    // Texts may be copied to be pasted by hand (a mention, an error); nothing is shared, and nothing is read back.
    const shares = SOURCES.filter(([, text]) => /navigator\.share|clipboard\.read/.test(text));
    expect(shares.map(([path]) => path)).toEqual([]);
  });

  test('L27 no word that judges a person', () => {
    expect(found('forbidden word')).toEqual([]);
  });

  test('L10 no function of the contracts takes two cases', () => {
    const contracts = SOURCES.filter(([path]) => path.startsWith('src/contracts/'));
    const parameters = contracts.flatMap(([path, text]) =>
      [...text.matchAll(/\(([^()]*)\)\s*(?::|=>)/g)].map(([, inside]) => [path, inside ?? ''] as const),
    );
    expect(parameters.filter(([, inside]) => inside.includes('CaseId')).length).toBeGreaterThan(3);
    expect(parameters.filter(([, inside]) => inside.split('CaseId').length > 2)).toEqual([]);
    expect(contracts.filter(([, text]) => /CaseId\[\]\)|readonly CaseId\[\],/.test(text))).toEqual([]);
  });
});
