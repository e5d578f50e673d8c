import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isStrongPassphrase } from '../../../../src/domain/law/passphrase.ts';

describe('a passphrase (80 bits)', () => {
  it.each([
    'ruisseau lampe carton vallon grenier biscuit fenêtre',
    'ruisseau-lampe-carton-vallon-grenier-biscuit-fenêtre',
    'Horloge42marmi',
    'Tr0ttoir!Vél',
  ])('L32 is strong: %s', (text) => {
    expect(isStrongPassphrase(text)).toBe(true);
  });

  it.each([
    '',
    'ruisseau lampe carton vallon grenier biscuit',
    'lampe lampe Lampe LAMPE lampe lampe lampe lampe',
    'un de la à le et ou ni car',
    'Horloge42marm',
    'horlogehorlogehorloge',
    'Tr0ttoir!Vé',
    'aA1!aA1!aA1!aA1!',
    '            aB1!',
  ])('L32 is weak: %s', (text) => {
    expect(isStrongPassphrase(text)).toBe(false);
  });

  it('L32 never gets weaker by a letter more', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 30 }),
        fc.constantFrom('a', 'Z', '7', '!', 'é'),
        (text, more) => {
          fc.pre(isStrongPassphrase(text));
          expect(isStrongPassphrase(text + more)).toBe(true);
        },
      ),
    );
  });
});
