// Who may keep searches and zones in a dossier, and until when: who decides about its objects. Who reads it reads them.

import { need } from '../law/codes.ts';
import { caseDeadline, isOver } from '../law/retention.ts';
import { changedShelf, type Shelf, type ShelfCommand, type ShelfFacts } from './saved-search.ts';
import type { CaseFile } from './case-file.ts';
import type { CommandContext } from './commands.ts';
import { refuseActor, refuseUninstalled } from './permission.ts';

export interface ShelfContext extends CommandContext, Pick<ShelfFacts, 'newId'> {
  readonly file: CaseFile;
}

/** The shelf of a dossier after a command. Throws LawRefusal. */
export function judgedShelf(shelf: Shelf, command: ShelfCommand, context: ShelfContext): Shelf {
  const { file, actor, now, newId } = context;
  refuseUninstalled(context);
  need(file.state !== 'ERASED', 'CASE_ERASED');
  need(!isOver(caseDeadline(file, context), now), 'DEADLINE_PASSED');
  refuseActor(file, 'review', context, { nature: 'OBJETS' });
  need(file.state === 'AUTHORISED' || file.state === 'IN_USE', 'STATE');
  return changedShelf(shelf, command, { by: actor.userId, at: now, newId });
}
