import { describe, expect, it } from 'vitest';

import { NO_PLACE } from '../../../src/contracts/session.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { checkedPlace } from '../../../src/services/settings-rules.ts';

const NOW = Date.UTC(2026, 2, 10, 13);

describe('where and when a recording was filmed', () => {
  it('may be left open, and keeps no blanks around a name', () => {
    expect(checkedPlace(NO_PLACE, NOW)).toEqual(NO_PLACE);
    expect(checkedPlace({ ...NO_PLACE, camera: ' Hall ' }, NOW).camera).toBe('Hall');
  });

  it('never begins after now, once its clock is set right', () => {
    const ahead = { camera: '', startsAt: instant(NOW + 60_000) };
    expect(() => checkedPlace({ ...ahead, clockOffsetMs: undefined }, NOW)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID' }),
    );
    expect(checkedPlace({ ...ahead, clockOffsetMs: -60_000 }, NOW).clockOffsetMs).toBe(-60_000);
  });

  it('knows no part of a millisecond', () => {
    expect(() => checkedPlace({ ...NO_PLACE, clockOffsetMs: 0.5 }, NOW)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID' }),
    );
  });
});
