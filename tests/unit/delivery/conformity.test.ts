// The templates of docs/conformite say nothing of the product that is not so.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import statutes from '../../../src/domain/law/statutes.json' with { type: 'json' };
import models from '../../../public/models/models.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const template = (name: string): string => read(join('docs/conformite', name));

const NAMES = [
  'README.md',
  'aipd.md',
  'charte-utilisateur.md',
  'droits-des-personnes.md',
  'engagement-ru18.md',
  'fiche-poste.md',
  'note-reglement-ia.md',
  'procedures.md',
];
const ENGAGEMENT = template('engagement-ru18.md');

/** From a heading to the next one of its level or above. */
function section(text: string, heading: string): string {
  const [, after = ''] = text.split(`\n${heading}`);
  const marks = heading.indexOf(' ');
  const end = after.search(new RegExp(`\n#{1,${marks}} `));
  return end < 0 ? after : after.slice(0, end);
}

describe('L21 the templates', () => {
  test('L21 are all there, and the first one leads to each of the others', () => {
    expect(readdirSync(join(ROOT, 'docs/conformite')).sort()).toEqual(NAMES);
    const first = template('README.md');
    expect(NAMES.filter((name) => name !== 'README.md' && !first.includes(`(${name})`))).toEqual([]);
  });

  test('L21 leave to the service what only the service knows', () => {
    expect(NAMES.filter((name) => !template(name).includes('[à compléter'))).toEqual([]);
  });

  test('L21 say that a dossier can be opened for as long as its door opens, and no longer', () => {
    const isOpen = read('src/ui/start/CaseDoor.svelte').includes('app.openDoor()');
    expect(template('README.md').includes('| Écrans du Dossier : installation, ouverture')).toBe(true);
    expect(/\| Écrans du Dossier[^|]*\| présents/.test(template('README.md'))).toBe(isOpen);
    expect(template('README.md').includes('aucun dossier ne peut être ouvert')).toBe(!isOpen);
  });

  test('L21 link to files that exist', () => {
    const links = NAMES.flatMap((name) =>
      [...template(name).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, to = '']) => to),
    );
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((to) => !existsSync(join(ROOT, 'docs/conformite', to)))).toEqual([]);
  });

  test('L21 the technical file goes from A to O', () => {
    expect([...ENGAGEMENT.matchAll(/^## ([A-Z])\. /gm)].map(([, letter]) => letter).join('')).toBe('ABCDEFGHIJKLMNO');
  });

  test('L21 every function that is said to be absent names a test that is there', () => {
    const rows = [...section(ENGAGEMENT, '### B.2').matchAll(/^\| (.+) \| `(.+)` \| `(tests\/[^`]+)` \|$/gm)];
    const lines = section(ENGAGEMENT, '### B.2').match(/^\| (?!---|fonction)/gm) ?? [];
    expect(rows.length).toBe(lines.length);
    expect(rows.length).toBeGreaterThan(20);
    const lost = rows.filter(
      ([, , name = '', path = '']) => !existsSync(join(ROOT, path)) || !read(path).includes(name),
    );
    expect(lost.map(([row]) => row)).toEqual([]);
  });

  test('L21 the journal is told event by event, none left out', () => {
    const kinds = [...read('src/contracts/journal.ts').matchAll(/kind: ((?:'[\w-]+'(?: \| )?)+)/g)].flatMap(
      ([, all = '']) => [...all.matchAll(/'([\w-]+)'/g)].map(([, kind = '']) => kind),
    );
    const told = [...section(ENGAGEMENT, '## G.').matchAll(/`([a-z]+(?:-[a-z]+)*)`/g)].map(([, kind = '']) => kind);
    expect(kinds.length).toBeGreaterThan(30);
    expect(told.sort()).toEqual([...new Set(kinds)].sort());
  });

  test('L21 the bill of materials is that of the production dependencies', () => {
    const { dependencies } = v.parse(v.object({ dependencies: v.record(v.string(), v.string()) }), packageFile());
    const lock = v.parse(
      v.object({ packages: v.record(v.string(), v.object({ license: v.optional(v.string()) })) }),
      JSON.parse(read('package-lock.json')),
    );
    const rows = [...section(ENGAGEMENT, '## K.').matchAll(/^\| `(.+)` \| (.+) \| (.+) \|$/gm)];
    expect(rows.map(([, ...cells]) => cells)).toEqual(
      Object.entries(dependencies).map(([name, version]) => [
        name,
        version,
        lock.packages[`node_modules/${name}`]?.license,
      ]),
    );
  });

  test('L21 the version is the present one, and the detectors are those of the list, byte for byte', () => {
    const { version } = v.parse(v.object({ version: v.string() }), packageFile());
    expect(ENGAGEMENT).toContain(`Dérush ${version}`);
    expect(template('README.md')).toContain(`État de la version ${version}`);
    const hashes = models.models.flatMap(({ files }) => files.map(({ sha256 }) => sha256));
    expect([...ENGAGEMENT.matchAll(/`([0-9a-f]{64})`/g)].map(([, hash]) => hash).sort()).toEqual(hashes.sort());
  });
});

describe('L36 the texts of law in the templates', () => {
  // "LIL 90", "CPP 230-22", "CPP R. 40-40", "décret n° 2012-687": as the table of the product knows them.
  const isRead = new Map(statutes.statutes.map(({ id, versions }) => [id, versions[0]?.verified === true] as const));
  const idOf = (code: string, number: string): string =>
    `${code.replace('décret n°', 'DECRET')}_${number.replace('R. ', 'R').replaceAll('-', '_')}`;

  test.each(NAMES)('L36 %s marks each one that nobody has read, and no other', (name) => {
    const cited = [...template(name).matchAll(/(LIL|CPP|décret n°) ((?:R\. )?\d+(?:-\d+)*)(†?)/g)];
    const wrong = cited.filter(
      ([, code = '', number = '', mark = '']) => (isRead.get(idOf(code, number)) === true) === (mark === '†'),
    );
    expect(wrong.map(([text]) => text)).toEqual([]);
  });
});

describe('L35 what the note rests on', () => {
  const SOURCES = ['src', 'workers'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|svelte)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1)),
  );
  const naming = (pattern: RegExp, paths = SOURCES): readonly string[] =>
    paths.filter((path) => pattern.test(read(path)));
  const SEARCHING = SOURCES.filter((path) => /^src\/(?:domain\/query\/|state\/(?:attribute-)?criteria)/.test(path));

  test('L35 the note weighs the articles that it must, and leaves the decision to the service', () => {
    const note = template('note-reglement-ia.md');
    for (const words of ['article 26, § 10', "l'article 6, § 3† et § 4†", '6, e', '6, c', 'Conclusion : ☐']) {
      expect(note).toContain(words);
    }
  });

  test('L35 nothing scores a person or a proof, or follows anybody from camera to camera', () => {
    expect(SOURCES.length).toBeGreaterThan(200);
    const scores = /authenticit|deepfake|trust_?score|risk_?score|person_?score|reliabilit|dangerous|watch_?list/i;
    expect(naming(scores)).toEqual([]);
    expect(naming(/(?:cross|multi|inter)[-_ ]?camera|camera[-_ ]?(?:link|match|hand-?over)|same[-_ ]?person/i)).toEqual(
      [],
    );
  });

  test('L23 no search starts from a picture', () => {
    expect(SEARCHING.length).toBeGreaterThan(4);
    expect(
      naming(/ImageData|ImageBitmap|VideoFrame|OffscreenCanvas|\bBlob\b|\bFile\b|Tensor|histogram/i, SEARCHING),
    ).toEqual([]);
  });

  test('L30 no search reads what people wrote', () => {
    expect(naming(/finding|appreciation|\bground\b|identity/i, SEARCHING)).toEqual([]);
  });
});

function packageFile(): unknown {
  return JSON.parse(read('package.json'));
}
