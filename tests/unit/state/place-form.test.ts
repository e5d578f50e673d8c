import { describe, expect, it } from 'vitest';

import { NO_PLACE } from '../../../src/contracts/session.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { PlaceForm } from '../../../src/state/place-form.svelte.ts';

const NOW = Date.parse('2026-03-11T08:00:00Z');
const PARIS = 'Europe/Paris';
const formOf = (name = 'CAM03_20260310_140000.mp4', place = NO_PLACE): PlaceForm =>
  new PlaceForm({ name, place }, PARIS, () => NOW);

describe('camera and clock of an Exercice', () => {
  it('read what is typed, to the second, on the walls of Paris', () => {
    const form = formOf();
    form.camera = ' Hall ';
    form.startsAt = { date: '10/03/2026', time: '14:05:09' };
    form.isSlow = false;
    form.gap = '0:03:12';
    expect(form.canSave).toBe(true);
    expect(form.place).toEqual({
      camera: 'Hall',
      startsAt: Date.parse('2026-03-10T13:05:09Z'),
      clockOffsetMs: -192_000,
    });
  });

  it('propose a camera from the name of the file, and take nothing from it unasked', () => {
    const form = formOf();
    expect(form.place).toEqual(NO_PLACE);
    expect(form.proposal).toBe('CAM03');
    form.takeProposal();
    expect(form.camera).toBe('CAM03');
    expect(form.proposal).toBeUndefined();
  });

  it('show what is known, as it was typed', () => {
    const place = { camera: 'Quai', startsAt: instant(Date.parse('2026-03-10T13:00:00Z')), clockOffsetMs: 3_723_000 };
    const form = formOf('a.mp4', place);
    expect(form).toMatchObject({ camera: 'Quai', isSlow: true, gap: '01:02:03' });
    expect(form.startsAt).toEqual({ date: '10/03/2026', time: '14:00' });
    expect(form.place).toEqual(place);
  });

  it('are not saved while something typed cannot be read, or lies ahead', () => {
    const form = formOf();
    form.startsAt = { date: '31/02/2026', time: '14:05:09' };
    expect(form.canSave).toBe(false);
    form.startsAt = { date: '11/03/2026', time: '09:30:00' };
    expect([form.isFuture, form.canSave]).toEqual([true, false]);
    form.isSlow = false;
    form.gap = '30:00';
    expect(form.canSave).toBe(true);
    form.gap = 'une heure';
    expect([form.isGapUnread, form.canSave]).toEqual([true, false]);
  });

  it('know no hour that the clocks leap over', () => {
    const form = formOf();
    form.startsAt = { date: '30/03/2025', time: '02:30:00' };
    expect([form.isMomentUnread, form.canSave]).toEqual([true, false]);
  });
});
