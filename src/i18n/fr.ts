// The French dictionary: the reference, and the type of every other.

import { frAlerts } from './fr-alerts.ts';
import { frAttributes } from './fr-attributes.ts';
import { frCaseForm } from './fr-case-form.ts';
import { frCaseTime } from './fr-case-time.ts';
import { frCondensed } from './fr-condensed.ts';
import { frDoor } from './fr-door.ts';
import { frDossier } from './fr-dossier.ts';
import { frDrawn } from './fr-drawn.ts';
import { frFilm } from './fr-film.ts';
import { frJournal } from './fr-journal.ts';
import { frKeys } from './fr-keys.ts';
import { frLaw } from './fr-law.ts';
import { frLayers } from './fr-layers.ts';
import { frMotion } from './fr-motion.ts';
import { frReview } from './fr-review.ts';
import { frScene, frSceneAlerts } from './fr-scene.ts';
import { frSearch } from './fr-search.ts';
import { frSettings } from './fr-settings.ts';
import { frShelf } from './fr-shelf.ts';
import { frStart } from './fr-start.ts';
import { frSync } from './fr-sync.ts';
import { frSynopsis } from './fr-synopsis.ts';
import { frTray } from './fr-tray.ts';
import { frWorkbench } from './fr-workbench.ts';
import { withFrenchSpaces } from './french-spaces.ts';

export const fr = withFrenchSpaces({
  ...frStart,
  ...frWorkbench,
  ...frAttributes,
  ...frDrawn,
  ...frMotion,
  ...frLayers,
  ...frSync,
  ...frCondensed,
  ...frSynopsis,
  ...frFilm,
  ...frTray,
  ...frShelf,
  ...frReview,
  ...frScene,
  ...frSearch,
  ...frSettings,
  ...frDoor,
  ...frKeys,
  ...frLaw,
  ...frDossier,
  ...frJournal,
  ...frCaseForm,
  ...frCaseTime,
  alerts: { ...frAlerts, ...frSceneAlerts },
});

/** All the words of the interface. */
export type Dictionary = typeof fr;
