import { describe, expect, test } from 'vitest';

import { basisOf, FORBIDDEN, MISSING, type RefusalCode } from '../../../../src/domain/law/codes.ts';
import {
  AUTHORISATION_FORMS,
  CLOSING_EVENTS,
  FRAMEWORKS,
  MAGISTRATE_QUALITIES,
  PERSON_CATEGORIES,
  USER_QUALITIES,
} from '../../../../src/domain/law/enumerations.ts';
import { FRAMEWORK_RULES } from '../../../../src/domain/law/frameworks.ts';
import { statute, STATUTE_IDS, versionsOf } from '../../../../src/domain/law/statutes.ts';
import table from '../../../../src/domain/law/statutes.json' with { type: 'json' };
import { day } from '../../../../src/domain/time/instant.ts';

describe('closed lists', () => {
  test('L01 frameworks are the judicial ones and no other', () => {
    expect(FRAMEWORKS).toEqual([
      'FLAGRANCE',
      'PRELIMINAIRE',
      'INFORMATION_CR',
      'CAUSES_MORT',
      'BLESSURES_GRAVES',
      'DISPARITION',
      'INFO_CAUSES_80_4',
    ]);
  });

  test('L33 users are judicial police, magistrates, the CNIL and the administrator: no municipal agent', () => {
    expect(USER_QUALITIES).toEqual(['OPJ', 'APJ', 'MAGISTRAT', 'AGENT_CNIL', 'ADMINISTRATEUR']);
  });

  test('L28 a person is of no category unless somebody says so', () => {
    expect(PERSON_CATEGORIES[0]).toBe('INDETERMINE');
  });

  test('L03 only a flagrance is deemed authorised', () => {
    const deemed = FRAMEWORKS.filter((framework) => FRAMEWORK_RULES[framework].forms.includes('REPUTEE_ACQUISE'));
    expect(deemed).toEqual(['FLAGRANCE']);
  });

  test('L02 each framework has its magistrate, express forms, articles and ways to end', () => {
    for (const framework of FRAMEWORKS) {
      const rules = FRAMEWORK_RULES[framework];
      expect(MAGISTRATE_QUALITIES).toContain(rules.magistrate);
      expect(rules.forms).toEqual(expect.arrayContaining(['ECRITE', 'VERBALE_CONFIRMEE']));
      expect(rules.forms.every((form) => AUTHORISATION_FORMS.includes(form))).toBe(true);
      expect(rules.articles.length).toBeGreaterThan(0);
      expect(rules.closingEvents).toContain('RETRAIT_OU_REFUS_AUTORISATION');
    }
    expect(FRAMEWORKS.filter((framework) => FRAMEWORK_RULES[framework].magistrate === 'JUGE_INSTRUCTION')).toEqual([
      'INFORMATION_CR',
      'INFO_CAUSES_80_4',
    ]);
    const possible = new Set(FRAMEWORKS.flatMap((framework) => FRAMEWORK_RULES[framework].closingEvents));
    expect([...possible].sort()).toEqual([...CLOSING_EVENTS].sort());
  });

  test('L02 the base of 80-4 is to be confirmed, of the others not', () => {
    expect(FRAMEWORKS.filter((framework) => FRAMEWORK_RULES[framework].toBeConfirmed)).toEqual(['INFO_CAUSES_80_4']);
  });
});

describe('statutes', () => {
  test('L36 every reference has a text, and the file holds no other', () => {
    expect(table.statutes.map(({ id }) => id).sort()).toEqual([...STATUTE_IDS].sort());
    for (const id of STATUTE_IDS) {
      const versions = versionsOf(id);
      expect(versions.length).toBeGreaterThan(0);
      versions.forEach(({ label, says, from, to }, index) => {
        expect(label).toMatch(/(article|décret)/);
        expect(says).toMatch(/\.$/);
        expect(says).not.toContain('\n');
        [from, to].forEach((bound) => bound !== undefined && day(bound));
        const next = versions[index + 1];
        expect(next === undefined || (to !== undefined && next.from !== undefined && to < next.from)).toBe(true);
      });
    }
  });

  test('L36 a reference is that of the day of the act', () => {
    expect(statute('CPP_230_20', day('2028-12-31')).label).toBe('article 230-20 du CPP');
    expect(statute('CPP_230_20', day('2029-01-01')).label).toBe('article L. 3575-1 du CPP');
    expect(statute('CPP_R40_40_2', day('2026-03-10')).label).toBe('article R. 40-40 alinéa 2 du CPP');
  });

  test('L36 a text nobody has read is not called verified, nor one on a day it is not known for', () => {
    expect(statute('CPP_53', day('2026-03-10')).isVerified).toBe(false);
    expect(statute('CPP_230_20', day('2026-03-10')).isVerified).toBe(true);
    expect(statute('CPP_230_20', day('2017-01-01'))).toMatchObject({
      label: 'article 230-20 du CPP',
      isVerified: false,
    });
  });

  test('L02 every code of refusal rests on a text', () => {
    for (const code of Object.keys({ ...MISSING, ...FORBIDDEN }) as RefusalCode[]) {
      expect(STATUTE_IDS).toContain(basisOf(code));
    }
  });
});
