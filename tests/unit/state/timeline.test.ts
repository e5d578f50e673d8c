import { expect, it } from 'vitest';
import { recordingId } from '../../../src/domain/ids.ts';
import { Timeline } from '../../../src/state/timeline.svelte.ts';
import { evenFrames } from '../../builders/frame-table.ts';

const id = recordingId('r');
const table = evenFrames(101, 100, -2000);

it('shows the whole recording from its first to its last time, negative times included', () => {
  expect(new Timeline().windowOf(id, table)).toEqual({ fromUs: -2_000_000, toUs: 8_000_000 });
});

it('keeps the time under the hand where it is, and stays inside the recording', () => {
  const timeline = new Timeline();
  timeline.zoom(id, table, 2, 3_000_000);
  expect(timeline.windowOf(id, table)).toEqual({ fromUs: 500_000, toUs: 5_500_000 });
  timeline.pan(id, table, 10);
  expect(timeline.windowOf(id, table)).toEqual({ fromUs: 3_000_000, toUs: 8_000_000 });
  timeline.zoom(id, table, 0.1, 0);
  expect(timeline.isZoomed(id)).toBe(false);
});

it('follows a time that left the window, and only then', () => {
  const timeline = new Timeline();
  timeline.zoom(id, table, 10, -2_000_000);
  timeline.follow(id, table, -1_500_000);
  expect(timeline.windowOf(id, table).fromUs).toBe(-2_000_000);
  timeline.follow(id, table, 4_000_000);
  expect(timeline.windowOf(id, table)).toEqual({ fromUs: 3_900_000, toUs: 4_900_000 });
});
