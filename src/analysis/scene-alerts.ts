// What happened to the camera, as alerts: an event that explains an absence must not have to be looked for.

import type { CameraAccount } from '../contracts/analysis.ts';
import type { Alert, AlertCode } from '../contracts/errors.ts';
import { SCENE_EVENT_KINDS, type SceneEventKind } from '../domain/scene/scene-events.ts';

/** Events of one kind named one by one; more of them become one alert with their number. */
const MOST_NAMED = 3;

const CODES: Readonly<Record<SceneEventKind, AlertCode>> = {
  moved: 'SCENE_MOVED',
  ptz: 'SCENE_PTZ',
  cut: 'SCENE_CUT',
  lighting: 'SCENE_LIGHTING',
  covered: 'SCENE_COVERED',
  frozen: 'SCENE_FROZEN',
};
/** Kinds during which nothing can be found. */
const BLIND: ReadonlySet<SceneEventKind> = new Set(['covered', 'frozen']);

/** Alerts for what happened to the camera, and one for conditions in which objects may have been missed. */
export function sceneAlerts({ sceneEvents, envelope }: Omit<CameraAccount, 'scenes'>): Alert[] {
  const alerts = SCENE_EVENT_KINDS.flatMap((kind): Alert[] => {
    const events = sceneEvents.filter((event) => event.kind === kind);
    const severity = BLIND.has(kind) ? 'warning' : 'info';
    const named = events.slice(0, events.length > MOST_NAMED ? 1 : MOST_NAMED);
    return named.map(({ fromUs, toUs, ordinal }) => ({
      code: CODES[kind],
      severity,
      facts: {
        ...{ count: events.length > MOST_NAMED ? events.length : 1, fromUs, fromOrdinal: ordinal },
        ...(toUs === undefined ? {} : { toUs }),
      },
    }));
  });
  if (envelope !== undefined && envelope.limits.length > 0) {
    const { limits, smallestPerson, fastest } = envelope;
    const facts = { limits: limits.join(' '), smallestPerson, fastest: Number(fastest.toFixed(2)) };
    alerts.push({ code: 'SEARCH_LIMITED', severity: 'info', facts });
  }
  return alerts;
}
