// From what is missing to the field that takes it, the focus in it.

import { tick } from 'svelte';
import type { RefusalCode } from '../../domain/law/codes.ts';
import type { DossierState } from '../../state/dossier.svelte.ts';
import { remedyOf, type Remedy } from '../../state/remedies.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { Shell } from '../workbench/shell.svelte.ts';

/** Leads there; `undefined` for what nobody can fill in from here. */
export type WayTo = (code: RefusalCode) => (() => void) | undefined;

/** For the lists of a dossier. Follows its file. */
export function waysOf(dossier: DossierState, shell: Shell, workbench: Workbench): WayTo {
  return (code) => {
    const { file, decisions, detached } = dossier;
    const sources = { decisions, detached, tray: workbench.tray.items };
    const remedy = file === undefined ? undefined : remedyOf(code, file, sources);
    return remedy === undefined
      ? undefined
      : () => {
          dossier.dismissProblem();
          void follow(remedy, shell, workbench);
        };
  };
}

async function follow(remedy: Remedy, shell: Shell, workbench: Workbench): Promise<void> {
  const id = open(remedy, shell, workbench);
  await tick();
  const field = document.getElementById(`field-${id}`);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}

/** Opens the place; the id of the field in it. */
function open(remedy: Remedy, shell: Shell, workbench: Workbench): string {
  switch (remedy.kind) {
    case 'provenance': {
      const { recordings, field } = remedy;
      shell.openProvenance(recordings);
      return field === 'camera' || field === 'startsAt' ? `${field}-${recordings[0] ?? ''}` : field;
    }
    case 'finding': {
      const track = workbench.recordings.trackOf(remedy.track);
      shell.close();
      if (track !== undefined) {
        workbench.acts.open(track);
      }
      return 'finding';
    }
    case 'tray':
      shell.close();
      workbench.viewing.tab = 'tray';
      return `tray-${remedy.item}`;
    case 'file':
      shell.close();
      return `give-again-${remedy.recording}`;
    case 'document':
      shell.open('documents');
      return `document-${remedy.document}`;
    case 'conversion':
      shell.open('procedure');
      return 'act-convert-to-preliminary';
    case 'end-use':
    case 'cote':
      shell.open('closing');
      return remedy.kind === 'cote' ? 'closing-cote' : 'end-use';
  }
}
