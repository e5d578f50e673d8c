// L18 Searches as documents tell them: every criterion that the desk offers has words, and none is left out.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfEvent } from '../../../src/contracts/journal-schema.ts';
import { CLASS_NAMES } from '../../../src/domain/detection/classes.ts';
import { recordingId } from '../../../src/domain/ids.ts';
import { codeOf, LINE_SENSES, newShape, ZONE_RULES, type DrawnShape } from '../../../src/domain/query/drawn-shape.ts';
import { PARTNERS, type Nearness } from '../../../src/domain/query/nearness.ts';
import { MOST_CORNERS } from '../../../src/domain/settings/polygon.ts';
import { searchText } from '../../../src/services/document-inputs/search-words.ts';
import { ATTRIBUTE_KEYS } from '../../../src/domain/attributes/words.ts';
import { wordsOf } from '../../../src/state/attribute-criteria.ts';
import { Criteria } from '../../../src/state/criteria.svelte.ts';

const nameOf = (id: string): string => (id === 'r1' ? 'hall.mp4' : 'autre');

describe('a search in words', () => {
  it('widens by the words of one criterion and narrows by criteria', () => {
    const codes = ['class:car', 'class:person', 'upper:red', 'direction:down-left', 'confidence:0.40'];
    expect(searchText(codes, nameOf)).toBe(
      'catégorie : voiture ou personne ; haut : rouge ; direction : en bas à gauche ; confiance d’au moins 40 %',
    );
  });

  it('keeps apart a side and a direction that are called alike', () => {
    expect(searchText(['direction:left', 'entered:left', 'left:top', 'speed:fast'], nameOf)).toBe(
      'direction : à gauche ; entré : par la gauche ; sorti : par le haut ; allure : rapide',
    );
  });

  it('names the recording of an interval, and its time', () => {
    expect(searchText(['interval:r1/1000000-62500000'], nameOf)).toBe('hall.mp4 de 00:00:01,000000 à 00:01:02,500000');
  });

  it('says what was drawn, where, and for whom', () => {
    expect(searchText(['zone-stay:r1/12.5/100,200|300,400|0,1000', 'not-line-ab:all/0,0|500,50'], nameOf)).toBe(
      'hall.mp4, resté au moins 12,5 s dans une zone (100, 200 ; 300, 400 ; 0, 1000 ‰ de l’image) ; ' +
        'sauf : tous les enregistrements, a franchi une ligne de A (à sa gauche) vers B (à sa droite) ' +
        '(0, 0 ; 500, 50 ‰ de l’image)',
    );
  });

  it('says who was near what', () => {
    expect(searchText(['near-person:r1/1.5/5'], nameOf)).toBe(
      'hall.mp4, à 1,5 hauteur(s) au plus d’une personne, au moins 5 s',
    );
  });

  it('leaves no code of a drawing in the text, and the journal takes each', () => {
    const corners = [
      { x: 0.1, y: 0.2 },
      { x: 1, y: 0 },
    ];
    const zone = Array.from({ length: MOST_CORNERS }, () => ({ x: 1, y: 1 }));
    const shapes: DrawnShape[] = [
      ...ZONE_RULES.map((rule): DrawnShape => ({ kind: 'zone', corners: zone, rule, leastUs: 12_500_000 })),
      ...LINE_SENSES.map((sense): DrawnShape => ({ kind: 'line', corners, sense })),
      newShape('arrow', corners),
      newShape('sizes', [...corners, ...corners]),
    ];
    const nearness = PARTNERS.map((partner): Nearness => ({ kind: 'near', partner, heights: 1.5, leastUs: 5_500_000 }));
    for (const shape of [...shapes, ...nearness]) {
      const code = `not-${codeOf(shape, '0c6f7a52-88d8-4c7e-b0f6-2f6c8c0d9a11')}`;
      expect(faultOfEvent({ kind: 'searched', ...{ criteria: [code], hits: 1 } }), code).toBeUndefined();
      expect(searchText([code], nameOf)).not.toMatch(/[a-z]-[a-z]|[a-z]:[a-z]/);
    }
  });

  it('prints what a later version wrote as it stands', () => {
    expect(searchText(['dwell:9', 'class:tram', 'interval:?'], nameOf)).toBe(
      'dwell : 9 ; catégorie : tram ; intervalle : ?',
    );
  });

  it('leaves no code of the desk in the text', () => {
    const attributes = ATTRIBUTE_KEYS.flatMap((key) => wordsOf(key).map((word) => [key, word] as const));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...CLASS_NAMES), { maxLength: CLASS_NAMES.length - 1 }),
        fc.uniqueArray(fc.constantFrom(...attributes)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (classes, words, confidence) => {
          const criteria = new Criteria();
          classes.forEach((name) => {
            criteria.toggleClass(name);
          });
          words.forEach(([key, word]) => {
            criteria.toggleAttribute(key, word);
          });
          criteria.minConfidence = confidence;
          criteria.setInterval(recordingId('r1'), { fromUs: 0, toUs: 1e6 });
          const text = searchText(criteria.codes, nameOf);
          expect(text).not.toMatch(/[a-z]:[a-z]|undetermined|upper|lower|down|still/);
          expect(text).toContain('hall.mp4');
        },
      ),
    );
  });
});
