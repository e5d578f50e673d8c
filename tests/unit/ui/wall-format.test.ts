import { describe, expect, it } from 'vitest';

import { WallFormat, writeOffset } from '../../../src/ui/wall-format.ts';

const fr = new WallFormat('fr', 'Europe/Paris');
const en = new WallFormat('en', 'Europe/Paris');
const us = (text: string): number => Date.parse(text) * 1000;

describe('times of the case', () => {
  it('are those of the walls, cut to the millisecond, with what they were ahead of UTC then', () => {
    const winter = us('2026-11-21T13:22:07.286Z') + 999;
    expect(fr.moment(winter)).toBe('21/11/2026 14:22:07,286');
    expect(en.moment(winter)).toBe('21/11/2026 14:22:07.286');
    expect(fr.zone(winter)).toBe('UTC+1');
    expect(fr.zone(us('2026-07-21T13:22:07Z'))).toBe('UTC+2');
    expect(new WallFormat('fr', 'America/St_Johns').zone(winter)).toBe('UTC−3:30');
    expect(new WallFormat('fr', 'Asia/Kolkata').timeShort(winter)).toBe('18:52:07');
  });

  it('tell the two hours of the night apart by their zone', () => {
    const [first, second] = [us('2026-10-25T00:30:00Z'), us('2026-10-25T01:30:00Z')];
    expect([fr.timeShort(first), fr.timeShort(second)]).toEqual(['02:30:00', '02:30:00']);
    expect([fr.zone(first), fr.zone(second)]).toEqual(['UTC+2', 'UTC+1']);
  });

  it('say beside a mark no more than its step needs, and the day where one begins', () => {
    const at = us('2026-03-10T13:05:09.250Z');
    expect(fr.tick(at, 3_600_000_000)).toBe('14:05');
    expect(fr.tick(at, 5_000_000)).toBe('14:05:09');
    expect(fr.tick(at, 50_000)).toBe('14:05:09,25');
    expect(fr.tick(us('2026-03-09T23:00:00Z'), 3_600_000_000)).toBe('mar. 10/03');
    expect(en.tick(us('2026-03-09T23:00:00Z'), 86_400_000_000)).toBe('Tue 10/03');
    expect(fr.tick(us('2026-03-09T23:00:00Z'), 2_419_200_000_000)).toBe('10/03/2026');
  });
});

it('writes an offset with its sign', () => {
  expect([writeOffset(194_000), writeOffset(-3_661_000), writeOffset(0)]).toEqual([
    '+00:03:14',
    '−01:01:01',
    '+00:00:00',
  ]);
});
