import { expect, it } from 'vitest';
import { recordingId } from '../../../src/domain/ids.ts';
import { ADJUSTMENT_LIMITS, Adjustments, AS_RECORDED } from '../../../src/ui/player/adjustments.svelte.ts';

const a = recordingId('a');
const b = recordingId('b');

it('belongs to one recording, and is nothing while all is as recorded', () => {
  const adjustments = new Adjustments();
  expect(adjustments.of(a)).toBeUndefined();
  adjustments.set(a, 'gamma', 2);
  adjustments.set(a, 'brightness', 0.1);
  expect(adjustments.of(a)).toEqual({ ...AS_RECORDED, gamma: 2, brightness: 0.1 });
  expect(adjustments.of(b)).toBeUndefined();
  adjustments.set(a, 'gamma', 1);
  adjustments.set(a, 'brightness', 0);
  expect(adjustments.of(a)).toBeUndefined();
});

it('is held within its limits, and reset at once', () => {
  const adjustments = new Adjustments();
  adjustments.set(a, 'contrast', 99);
  expect(adjustments.of(a)?.contrast).toBe(ADJUSTMENT_LIMITS.contrast.max);
  adjustments.reset(a);
  expect(adjustments.of(a)).toBeUndefined();
});
