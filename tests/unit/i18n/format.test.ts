import { describe, expect, it } from 'vitest';
import { Formatters } from '../../../src/i18n/format.ts';

const fr = new Formatters('fr');
const en = new Formatters('en');

describe('Formatters', () => {
  it('writes presentation times to the millisecond without rounding them up', () => {
    expect(fr.time(1_322_286_999)).toBe('00:22:02,286');
    expect(en.time(1_322_286_999)).toBe('00:22:02.286');
    expect(fr.time(-400_000)).toBe('−00:00:00,400');
    expect(fr.timeExact(-66_667)).toBe('−00:00:00,066667');
    expect(fr.time(360_000_000_000)).toBe('100:00:00,000');
  });

  it('never rounds something to nothing, nor a part to the whole', () => {
    expect(fr.percent(0)).toBe('0\u202f%');
    expect(fr.percent(0.0004)).toBe('<\u202f1\u202f%');
    expect(fr.percent(0.9996)).toBe('>\u202f99\u202f%');
    expect(fr.percent(1)).toBe('100\u202f%');
    expect(en.percent(0.714)).toBe('71%');
  });

  it('writes numbers, speeds, lengths and sizes as each language does', () => {
    expect(fr.number(89_940)).toBe('89\u202f940');
    expect(en.number(89_940)).toBe('89,940');
    expect(fr.times(6.24)).toBe('6,2\u202f×');
    expect(fr.times(2)).toBe('2\u202f×');
    expect(fr.rate(0.25)).toBe('0,25\u202f×');
    expect(fr.rate(-16)).toBe('−16\u202f×');
    expect(fr.duration(8.44)).toBe('8,4 s');
    expect(fr.duration(750)).toBe('12 min 30 s');
    expect(fr.duration(22_320)).toBe('6 h 12');
    expect(fr.bytes(1_234_567)).toBe('1,2 Mo');
    expect(en.bytes(999)).toBe('999 B');
  });
});
