// Whose walls show the times of the case.

import type { DossierState } from '../../state/dossier.svelte.ts';

/** Of an Exercice, which belongs to no installation. */
const USUAL = 'Europe/Paris';

export function zoneOf(dossier: DossierState | undefined): string {
  return dossier?.installation.timeZone ?? USUAL;
}
