// What a dossier adds to the commands of the workbench.

import type { DossierState } from '../../state/dossier.svelte.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { Command } from '../commands/commands.ts';
import type { Shell } from '../workbench/shell.svelte.ts';

/** The keys that they come with: known in an Exercice too, where none of them may be given away unnoticed. */
export const DOSSIER_KEYS = {
  provenance: 'p',
  sameObject: 'Shift+h',
  documents: 'Shift+d',
  procedure: 'Shift+p',
  closing: 'Shift+q',
  lock: 'v',
} as const satisfies Readonly<Partial<Record<Command['id'], string>>>;

export function dossierCommands(workbench: Workbench, shell: Shell, dossier: DossierState): readonly Command[] {
  const command = (id: keyof typeof DOSSIER_KEYS, run: () => void): Command => ({
    id,
    group: 'dossier',
    keys: [DOSSIER_KEYS[id]],
    run,
  });
  return [
    command('provenance', () => {
      if (workbench.viewing.current !== undefined) {
        shell.openProvenance([workbench.viewing.current.id]);
      }
    }),
    command('sameObject', () => {
      shell.open('same-object');
    }),
    command('documents', () => {
      shell.open('documents');
    }),
    command('procedure', () => {
      shell.open('procedure');
    }),
    command('closing', () => {
      shell.open('closing');
    }),
    command('lock', () => void dossier.lock()),
  ];
}
