import { expect, it } from 'vitest';
import { activityOf } from '../../../src/state/activity.ts';

it('counts in each bin the objects present at some instant of it', () => {
  const activity = activityOf(
    [
      { objectClass: 'person', firstUs: 0, lastUs: 25 },
      { objectClass: 'person', firstUs: 20, lastUs: 39 },
      { objectClass: 'car', firstUs: 99, lastUs: 100 },
      { objectClass: 'bus', firstUs: 200, lastUs: 300 },
    ],
    0,
    100,
    10,
  );
  expect([...activity.total]).toEqual([1, 1, 2, 1, 0, 0, 0, 0, 0, 1]);
  expect([...activity.byClass.keys()]).toEqual(['person', 'car']);
  expect(activity.peak).toBe(2);
});

it('stands a recording of one frame', () => {
  const activity = activityOf([{ objectClass: 'person', firstUs: 5, lastUs: 5 }], 5, 5, 4);
  expect(activity.peak).toBe(1);
});
