// What a dossier adds to the commands of the workbench.

import type { DossierState } from '../../state/dossier.svelte.ts';
import type { Workbench } from '../../state/workbench.svelte.ts';
import type { Command } from '../commands/commands.ts';
import type { Shell } from '../workbench/shell.svelte.ts';

export function dossierCommands(workbench: Workbench, shell: Shell, dossier: DossierState): readonly Command[] {
  const command = (id: Command['id'], key: string, run: () => void): Command => ({
    id,
    group: 'dossier',
    keys: [key],
    run,
  });
  return [
    command('provenance', 'p', () => {
      if (workbench.current !== undefined) {
        shell.openProvenance([workbench.current.id]);
      }
    }),
    command('sameObject', 'Shift+h', () => {
      shell.open('same-object');
    }),
    command('documents', 'Shift+d', () => {
      shell.open('documents');
    }),
    command('procedure', 'Shift+p', () => {
      shell.open('procedure');
    }),
    command('closing', 'Shift+q', () => {
      shell.open('closing');
    }),
    command('lock', 'v', () => void dossier.lock()),
  ];
}
