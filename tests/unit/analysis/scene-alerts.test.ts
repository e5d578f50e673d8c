import { describe, expect, it } from 'vitest';

import { sceneAlerts } from '../../../src/analysis/scene-alerts.ts';
import type { SceneEvent } from '../../../src/domain/scene/scene-events.ts';

const event = (kind: SceneEvent['kind'], seconds: number, untilS = seconds): SceneEvent => ({
  ...{ kind, fromUs: seconds * 1e6, ordinal: seconds * 10 + 1 },
  ...{ toUs: untilS * 1e6, toOrdinal: untilS * 10 + 1 },
});

describe('what happened to the camera', () => {
  it('is told one by one while it is rare, with a warning where nothing could be found', () => {
    const alerts = sceneAlerts({ sceneEvents: [event('cut', 3), event('covered', 5, 9)], envelope: undefined });
    expect(alerts).toEqual([
      { code: 'SCENE_CUT', severity: 'info', facts: { count: 1, fromUs: 3e6, toUs: 3e6, fromOrdinal: 31 } },
      { code: 'SCENE_COVERED', severity: 'warning', facts: { count: 1, fromUs: 5e6, toUs: 9e6, fromOrdinal: 51 } },
    ]);
  });

  it('is told once with its number when a camera tours all day', () => {
    const tour = Array.from({ length: 40 }, (_, index) => event('ptz', 10 * index, 10 * index + 4));
    expect(sceneAlerts({ sceneEvents: tour, envelope: undefined })).toMatchObject([
      { code: 'SCENE_PTZ', facts: { count: 40, fromUs: 0 } },
    ]);
  });

  it('comes with a word on conditions in which somebody may have been missed, and none in good ones', () => {
    const envelope = {
      ...{ smallestPerson: 60, smallestVehicle: 36, intervalUs: 100_000, fastest: 2.5, shortestVisitUs: 600_000 },
      ...{ level: 30, contrast: 2, noise: 3, shake: 0 },
    };
    expect(sceneAlerts({ sceneEvents: [], envelope: { ...envelope, limits: ['contrast'] } })).toMatchObject([
      { code: 'SEARCH_LIMITED', facts: { limits: 'contrast', smallestPerson: 60 } },
    ]);
    expect(sceneAlerts({ sceneEvents: [], envelope: { ...envelope, limits: [] } })).toEqual([]);
  });
});
