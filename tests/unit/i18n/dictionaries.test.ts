import { describe, expect, it } from 'vitest';
import { ALERT_CODES, type AlertFacts } from '../../../src/contracts/errors.ts';
import { MODEL_REFUSALS } from '../../../src/contracts/model.ts';
import { CLASS_NAMES } from '../../../src/domain/detection/classes.ts';
import { dictionaryOf } from '../../../src/i18n/dictionaries.ts';
import { Facts } from '../../../src/i18n/facts.ts';
import { Formatters, LOCALES, type Locale } from '../../../src/i18n/format.ts';
import { frenchSpaces, withFrenchSpaces } from '../../../src/i18n/french-spaces.ts';

const ALL_FACTS: AlertFacts = {
  fromOrdinal: 85,
  toOrdinal: 160,
  fromUs: 3_360_000,
  toUs: 6_360_000,
  frames: 76,
  declared: 160,
  present: 84,
  decoded: 84,
  codec: 'mpeg4',
  container: 'AVI',
  name: 'a.mp4',
  model: 'centernet',
  message: 'TypeError: x',
  missing: 'WebCodecs',
  reason: 'Motif',
};

/** Every text of a language, functions called with plausible arguments. */
function textsOf(locale: Locale): readonly string[] {
  const texts: string[] = [];
  const walk = (node: unknown): void => {
    if (typeof node === 'string') {
      texts.push(node);
    } else if (typeof node === 'function') {
      walk(Reflect.apply(node, undefined, ['12', '34', '56']));
    } else if (typeof node === 'object' && node !== null) {
      Object.values(node).forEach(walk);
    }
  };
  const { alerts, ...words } = dictionaryOf(locale);
  walk(words);
  for (const facts of [ALL_FACTS, {}]) {
    for (const write of Object.values(alerts)) {
      walk(write(new Facts(facts, new Formatters(locale))));
    }
  }
  return texts;
}

describe.each(LOCALES)('the %s dictionary', (locale) => {
  it('has a title, a sentence and an advice for every alert, with facts or without', () => {
    for (const code of ALERT_CODES) {
      for (const facts of [ALL_FACTS, {}]) {
        const words = dictionaryOf(locale).alerts[code](new Facts(facts, new Formatters(locale)));
        for (const text of [words.title, words.body, words.advice]) {
          expect(text, code).toMatch(/\S/);
          expect(text, code).not.toMatch(/undefined|NaN|null|\[object/);
        }
      }
    }
  });

  it('names every class', () => {
    for (const name of CLASS_NAMES) {
      expect(dictionaryOf(locale).classes[name]).toMatch(/\S/);
    }
  });

  it('never accuses and never names what the product does not do', () => {
    const banned =
      /suspect|\bcible|identifié|\btarget|culprit|visage|\bface\b|biométri|biometr|plaque|licen[cs]e plate|démarche|\bgait/i;
    expect(textsOf(locale).filter((text) => banned.test(text))).toEqual([]);
  });
});

describe('French', () => {
  it('has an unbreakable space before each high sign', () => {
    expect(textsOf('fr').filter((text) => / [;?!:%»×]|« /.test(text))).toEqual([]);
    expect(frenchSpaces('Il manque : « a » ; 5 % !')).toBe('Il manque\u00a0: «\u00a0a\u00a0»\u202f; 5\u202f%\u202f!');
  });

  it('keeps lists of sentences lists', () => {
    expect(withFrenchSpaces({ list: ['a : b', 'c'] })).toEqual({ list: ['a\u00a0: b', 'c'] });
    expect(Array.isArray(dictionaryOf('fr').paneHelp.panes.player.sentences)).toBe(true);
  });

  it('uses the facts it is given', () => {
    const words = dictionaryOf('fr').alerts.DATA_MISSING(new Facts(ALL_FACTS, new Formatters('fr')));
    expect(words.body).toContain('160');
    expect(words.body).toContain('84');
    expect(words.body).toContain('00:00:03,360');
  });

  it('agrees in number', () => {
    const write = dictionaryOf('fr').alerts.FRAMES_BEFORE_KEY;
    const one = write(new Facts({ frames: 1 }, new Formatters('fr'))).body;
    const many = write(new Facts({ frames: 3 }, new Formatters('fr'))).body;
    expect(one).toContain('1 image avant la première image clé ne peut pas être décodée.');
    expect(many).toContain('3 images avant la première image clé ne peuvent pas être décodées.');
  });
});

it('has the same keys in both languages', () => {
  const keysOf = (node: unknown, path = ''): string[] =>
    typeof node === 'object' && node !== null
      ? Object.entries(node).flatMap(([key, value]) => keysOf(value, `${path}.${key}`))
      : [path];
  expect(keysOf(dictionaryOf('en'))).toEqual(keysOf(dictionaryOf('fr')));
});

describe('a refused model', () => {
  it.each(LOCALES)('is told with a reason of its own for each cause (%s)', (locale) => {
    const { alerts } = dictionaryOf(locale);
    const told = MODEL_REFUSALS.map((reason) => {
      const facts = new Facts({ model: 'tiny', reason, detail: 'place' }, new Formatters(locale));
      return alerts.MODEL_REFUSED(facts).body;
    });
    expect(new Set(told).size).toBe(MODEL_REFUSALS.length);
    expect(told.every((body) => body.includes('tiny') && body.includes('(place)'))).toBe(true);
  });
});
