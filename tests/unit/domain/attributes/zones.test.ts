import { describe, expect, it } from 'vitest';

import { HEAD_ZONE, LEGS, TORSO, zoneOf } from '../../../../src/domain/attributes/zones.ts';

describe('the zones where clothes are looked for', () => {
  it('lie below the head zone, whatever the box', () => {
    const box = { x: 10, y: 20, w: 40, h: 100 };
    for (const zone of [TORSO, LEGS]) {
      const { x, y, w, h } = zoneOf(box, zone);
      expect(y).toBeGreaterThanOrEqual(box.y + HEAD_ZONE * box.h);
      expect(y + h).toBeLessThanOrEqual(box.y + box.h);
      expect(x > box.x && x + w < box.x + box.w).toBe(true);
    }
  });
});
