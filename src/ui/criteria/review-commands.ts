// What is done with proposed objects by keyboard: seen or not, retained or dismissed, and all of it taken back.

import { DISMISSAL_MOTIVES } from '../../domain/law/enumerations.ts';
import { whyNotReview } from '../../state/dossier-rules.ts';
import type { DossierState } from '../../state/dossier.svelte.ts';
import type { ReviewDraft } from '../../state/review-draft.svelte.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { Command } from '../commands/commands.ts';

export function reviewCommands(workbench: Workbench, dossier: DossierState | undefined): readonly Command[] {
  const { review } = workbench;
  const { draft, history } = review;
  const command = (id: Command['id'], key: string, run: Command['run']): Command => ({
    id,
    group: 'objects',
    keys: [key],
    run,
  });
  /** Whether the selected object may be decided about; the pane says why not. */
  const isReady = (): boolean => {
    const selected = workbench.selection.track;
    return selected !== undefined && draft.track === selected.id && mayReview(dossier);
  };
  const decision = (id: Command['id'], key: string, run: () => void): Command =>
    command(id, key, () => {
      if (isReady()) {
        run();
      }
    });
  return [
    command('mark', 'Ctrl+Space', () => {
      workbench.selection.markSelected();
    }),
    command('seen', 'r', () => void workbench.acts.toggleSeen()),
    command('nextUnseen', 'Shift+n', () => {
      workbench.acts.stepUnseen();
    }),
    decision('retain', 'Enter', () => void draft.retain()),
    decision('dismiss', 'x', () => {
      draft.askMotive(!draft.isDismissing);
    }),
    decision('undoDecision', 'u', () => {
      if (draft.track !== undefined && review.stateOf(draft.track) !== 'PROPOSED') {
        void draft.undo();
      }
    }),
    command('merge', 'Shift+g', () => {
      if (mayReview(dossier)) {
        void workbench.acts.merge();
      }
    }),
    command('split', 'Shift+x', () => {
      if (mayReview(dossier)) {
        void workbench.acts.split();
      }
    }),
    command('undo', 'Ctrl+z', () => void history.undo()),
    command('redo', 'Ctrl+Shift+z', () => void history.redo()),
  ];
}

/** An Exercice forbids nobody anything. */
function mayReview(dossier: DossierState | undefined): boolean {
  return (
    dossier === undefined ||
    (dossier.file !== undefined && whyNotReview(dossier.file, 'retain', dossier.context).length === 0)
  );
}

/** Motives by number while they are shown: `1` is the first. True when the key was one. */
export function chooseMotive(draft: ReviewDraft, key: string): boolean {
  const motive = DISMISSAL_MOTIVES[Number(key) - 1];
  if (!draft.isDismissing || motive === undefined) {
    return false;
  }
  void draft.dismiss(motive);
  return true;
}
