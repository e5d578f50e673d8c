import { describe, expect, it } from 'vitest';

import { cropQuality } from '../../../src/analysis/best-crop.ts';
import { aBox, aDetection } from '../../builders/walks.ts';

const quality = (parts: Parameters<typeof aDetection>[0], others: Parameters<typeof cropQuality>[1] = []): number =>
  cropQuality(aDetection(parts), others, 768, 576);

describe('the best picture of an object', () => {
  it('is the bigger, the surer, the whole one, and not the one behind somebody', () => {
    const plain = quality({ box: aBox(300, 300), score: 0.6 });
    expect(quality({ box: aBox(300, 300, 60, 160), score: 0.6 })).toBeGreaterThan(plain);
    expect(quality({ box: aBox(300, 300), score: 0.8 })).toBeGreaterThan(plain);
    expect(quality({ box: aBox(10, 300), score: 0.6 })).toBeLessThan(plain);
    expect(quality({ box: aBox(300, 300), score: 0.6 }, [aBox(310, 300)])).toBeLessThan(plain);
    expect(quality({ box: aBox(300, 300), score: 0.6 }, [aBox(400, 300)])).toBe(plain);
    expect(quality({ box: aBox(-100, 300), score: 0.9 })).toBe(0);
  });
});
