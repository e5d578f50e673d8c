import { expect, it } from 'vitest';
import { proposeCamera } from '../../../src/state/camera-name.ts';

it.each([
  ['CAM03_20260310_140000.mp4', 'CAM03'],
  ['Hall entrée 2026-03-10 14h00.mp4', 'Hall entrée'],
  ['parking-nord_export.mkv', 'parking nord'],
  ['ch02_20260310T140000Z.avi', 'ch02'],
  ['20260310140000.mp4', undefined],
  ['2026-03-10_14-00-00(1).mp4', undefined],
  ['', undefined],
])('proposes a name for %s, or none', (file, expected) => {
  expect(proposeCamera(file)).toBe(expected);
});
