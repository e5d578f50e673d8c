// Who is listed on a case: one by one, with a habilitation (CPP 230-25).

import { need, refuse } from '../law/codes.ts';
import { missingInHabilitation } from '../law/habilitation.ts';
import type { CaseFile, CaseUser } from './case-file.ts';
import type { CommandContext, CommandOf } from './commands.ts';
import { listed } from './gates.ts';

/** Refuses somebody who cannot be listed on any case. */
export function refuseUnlistable({
  role,
  label,
  habilitation,
}: Pick<CaseUser, 'role' | 'label' | 'habilitation'>): void {
  need(role === 'ENQUETEUR' || role === 'DIRECTEUR_ENQUETE', 'ROLE_NOT_LISTABLE');
  need(label.trim() !== '', 'USER_LABEL');
  refuse(...missingInHabilitation(habilitation));
}

export function listUser(file: CaseFile, { user }: CommandOf<'list-user'>, { actor, now }: CommandContext): CaseFile {
  refuseUnlistable(user);
  need(listed(file, user.userId) === undefined, 'USER_LISTED_TWICE');
  return { ...file, users: [...file.users, { ...user, addedBy: actor.userId, recordedAt: now }] };
}

/** Nobody removes the last DIRECTEUR_ENQUETE: a case that nobody may close would stay until its deadline. */
export function delistUser(file: CaseFile, { userId }: CommandOf<'delist-user'>): CaseFile {
  need(listed(file, userId) !== undefined, 'USER_UNKNOWN');
  const users = file.users.filter((user) => user.userId !== userId);
  need(
    users.some(({ role }) => role === 'DIRECTEUR_ENQUETE'),
    'LAST_DIRECTOR',
  );
  return { ...file, users };
}
