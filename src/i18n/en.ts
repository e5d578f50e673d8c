// The English dictionary: same keys as the French.

import { enAlerts } from './en-alerts.ts';
import { enAttributes } from './en-attributes.ts';
import { enCaseForm } from './en-case-form.ts';
import { enCaseTime } from './en-case-time.ts';
import { enCondensed } from './en-condensed.ts';
import { enDoor } from './en-door.ts';
import { enDossier } from './en-dossier.ts';
import { enDrawn } from './en-drawn.ts';
import { enFilm } from './en-film.ts';
import { enJournal } from './en-journal.ts';
import { enKeys } from './en-keys.ts';
import { enLaw } from './en-law.ts';
import { enLayers } from './en-layers.ts';
import { enMotion } from './en-motion.ts';
import { enReview } from './en-review.ts';
import { enScene, enSceneAlerts } from './en-scene.ts';
import { enSearch } from './en-search.ts';
import { enSettings } from './en-settings.ts';
import { enShelf } from './en-shelf.ts';
import { enStart } from './en-start.ts';
import { enSync } from './en-sync.ts';
import { enSynopsis } from './en-synopsis.ts';
import { enTray } from './en-tray.ts';
import { enWorkbench } from './en-workbench.ts';
import type { Dictionary } from './fr.ts';

export const en: Dictionary = {
  ...enStart,
  ...enWorkbench,
  ...enAttributes,
  ...enDrawn,
  ...enMotion,
  ...enLayers,
  ...enSync,
  ...enCondensed,
  ...enSynopsis,
  ...enFilm,
  ...enTray,
  ...enShelf,
  ...enReview,
  ...enScene,
  ...enSearch,
  ...enSettings,
  ...enDoor,
  ...enKeys,
  ...enLaw,
  ...enDossier,
  ...enJournal,
  ...enCaseForm,
  ...enCaseTime,
  alerts: { ...enAlerts, ...enSceneAlerts },
};
