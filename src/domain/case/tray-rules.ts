// Who may put something into the tray of a dossier, and until when: as for deciding about an object.

import { need } from '../law/codes.ts';
import type { DataNature } from '../law/enumerations.ts';
import { caseDeadline, isOver } from '../law/retention.ts';
import type { CaseFile } from './case-file.ts';
import type { CommandContext } from './commands.ts';
import { refuseActor, refuseUninstalled } from './permission.ts';
import { changedTray, type Tray, type TrayCommand, type TrayFacts, type TrayItem } from './tray.ts';

export interface TrayContext extends CommandContext, Pick<TrayFacts, 'newId' | 'timeOf' | 'isTrack'> {
  readonly file: CaseFile;
}

/** The tray of a dossier after a command. Throws LawRefusal. */
export function judgedTray(tray: Tray, command: TrayCommand, context: TrayContext): Tray {
  const { file, actor, now, newId, timeOf, isTrack } = context;
  refuseUninstalled(context);
  need(file.state !== 'ERASED', 'CASE_ERASED');
  need(!isOver(caseDeadline(file, context), now), 'DEADLINE_PASSED');
  refuseActor(file, 'review', context, { nature: natureOf(kindOf(tray, command)) });
  need(file.state === 'AUTHORISED' || file.state === 'IN_USE', 'STATE');
  return changedTray(tray, command, { by: actor.userId, at: now, newId, timeOf, isTrack });
}

/** What has to be open to somebody who may see an item. */
export function natureOf(kind: TrayItem['kind']): DataNature {
  return kind === 'object' ? 'OBJETS' : 'IMAGES_SOURCE';
}

function kindOf(tray: Tray, command: TrayCommand): TrayItem['kind'] {
  return command.kind === 'add' ? command.content.kind : (tray.find(({ id }) => id === command.id)?.kind ?? 'still');
}
