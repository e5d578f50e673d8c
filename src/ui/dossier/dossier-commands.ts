// What a dossier adds to the commands of the workbench.

import { DISMISSAL_MOTIVES } from '../../domain/law/enumerations.ts';
import { whyNotReview } from '../../state/dossier-rules.ts';
import type { DossierState } from '../../state/dossier.svelte.ts';
import type { Workbench } from '../../state/workbench.svelte.ts';
import type { Command } from '../commands/commands.ts';
import type { Shell } from '../workbench/shell.svelte.ts';

export function dossierCommands(workbench: Workbench, shell: Shell, dossier: DossierState): readonly Command[] {
  return [...reviewCommands(workbench, dossier), ...caseCommands(workbench, shell, dossier)];
}

function reviewCommands(workbench: Workbench, dossier: DossierState): readonly Command[] {
  const { draft } = dossier;
  /** Whether the selected object may be decided about; the pane says why not. */
  const isReady = (): boolean => {
    const { file } = dossier;
    const { selected } = workbench;
    return (
      file !== undefined &&
      selected !== undefined &&
      draft.track === selected.id &&
      whyNotReview(file, 'retain', dossier.context).length === 0
    );
  };
  const command = (id: Command['id'], key: string, run: () => void): Command => ({
    id,
    group: 'dossier',
    keys: [key],
    run: () => {
      if (isReady()) {
        run();
      }
    },
  });
  return [
    command('retain', 'Enter', () => void draft.retain()),
    command('dismiss', 'x', () => {
      draft.askMotive(!draft.isDismissing);
    }),
    command('undoDecision', 'u', () => {
      if (draft.track !== undefined && dossier.stateOf(draft.track) !== 'PROPOSED') {
        void draft.undo();
      }
    }),
  ];
}

function caseCommands(workbench: Workbench, shell: Shell, dossier: DossierState): readonly Command[] {
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

/** Motives by number while they are shown: `1` is the first. True when the key was one. */
export function chooseMotive(dossier: DossierState, key: string): boolean {
  const motive = DISMISSAL_MOTIVES[Number(key) - 1];
  if (!dossier.draft.isDismissing || motive === undefined) {
    return false;
  }
  void dossier.draft.dismiss(motive);
  return true;
}
