// Typed contexts: set once by the composition root or by the screen that opens a case.

import { createContext } from 'svelte';
import type { AppState } from './app.svelte.ts';
import type { DossierState } from './dossier.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { Workbench } from './workbench.ts';

export const [getApp, setApp] = createContext<AppState>();
export const [getPreferences, setPreferences] = createContext<Preferences>();
export const [getWorkbench, setWorkbench] = createContext<Workbench>();
/** `undefined` in an exercise. */
export const [getDossier, setDossier] = createContext<DossierState | undefined>();
