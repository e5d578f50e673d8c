import { expect, it } from 'vitest';
import { extentOf, Timeline } from '../../../src/state/timeline.svelte.ts';
import { evenFrames } from '../../builders/frame-table.ts';

const axis = { key: 'r', extent: extentOf(evenFrames(101, 100, -2000)) };

it('shows the whole recording from its first to its last time, negative times included', () => {
  expect(new Timeline().windowOf(axis)).toEqual({ fromUs: -2_000_000, toUs: 8_000_000 });
});

it('keeps the time under the hand where it is, and stays inside the recording', () => {
  const timeline = new Timeline();
  timeline.zoom(axis, 2, 3_000_000);
  expect(timeline.windowOf(axis)).toEqual({ fromUs: 500_000, toUs: 5_500_000 });
  timeline.pan(axis, 10);
  expect(timeline.windowOf(axis)).toEqual({ fromUs: 3_000_000, toUs: 8_000_000 });
  timeline.zoom(axis, 0.1, 0);
  expect(timeline.isZoomed(axis)).toBe(false);
});

it('follows a time that left the window, and only then', () => {
  const timeline = new Timeline();
  timeline.zoom(axis, 10, -2_000_000);
  timeline.follow(axis, -1_500_000);
  expect(timeline.windowOf(axis).fromUs).toBe(-2_000_000);
  timeline.follow(axis, 4_000_000);
  expect(timeline.windowOf(axis)).toEqual({ fromUs: 3_900_000, toUs: 4_900_000 });
});

it('brings a play head that was panned out of sight back by zooming on it', () => {
  const timeline = new Timeline();
  timeline.show(axis, { fromUs: 6_000_000, toUs: 8_000_000 });
  timeline.zoom(axis, 2, 0);
  expect(timeline.windowOf(axis)).toEqual({ fromUs: -500_000, toUs: 500_000 });
});

it('shows one stretch, never less than can be told apart', () => {
  const timeline = new Timeline();
  timeline.show(axis, { fromUs: 1_000_000, toUs: 2_000_000 });
  expect(timeline.windowOf(axis)).toEqual({ fromUs: 1_000_000, toUs: 2_000_000 });
  timeline.show(axis, { fromUs: 1_000_000, toUs: 1_000_000 });
  expect(timeline.windowOf(axis)).toEqual({ fromUs: 900_000, toUs: 1_100_000 });
});
