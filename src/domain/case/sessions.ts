// Uses of the tool, each with its mention in the procedure (CPP R.40-40 al. 3).

import { need } from '../law/codes.ts';
import type { CaseFile, UseSession } from './case-file.ts';
import type { CommandContext, CommandOf } from './commands.ts';
import { openSession } from './gates.ts';

export function startSession(
  file: CaseFile,
  { clockGapMs }: CommandOf<'start-session'>,
  { actor, now }: CommandContext,
): CaseFile {
  need(openSession(file) === undefined, 'SESSION_OPEN');
  const session: UseSession = {
    number: (file.sessions.at(-1)?.number ?? 0) + 1,
    userId: actor.userId,
    from: now,
    to: undefined,
    clockGapMs,
    mentionedAt: undefined,
  };
  return { ...file, sessions: [...file.sessions, session] };
}

export function endSession(file: CaseFile, { at }: CommandOf<'end-session'>, { now }: CommandContext): CaseFile {
  const session = openSession(file);
  need(session !== undefined, 'SESSION_UNKNOWN');
  const to = at ?? now;
  need(session.from <= to && to <= now, 'FUTURE_DATE');
  return withSession(file, { ...session, to });
}

/** M2 tells of a whole session: one that goes on has none yet. */
export function noteMention(
  file: CaseFile,
  { mention, session: number }: CommandOf<'note-mention'>,
  { now }: CommandContext,
): CaseFile {
  if (mention === 'M1') {
    return { ...file, m1At: now };
  }
  const session = file.sessions.find((one) => one.number === number);
  need(session !== undefined, 'SESSION_UNKNOWN');
  need(session.to !== undefined, 'SESSION_OPEN');
  return withSession(file, { ...session, mentionedAt: now });
}

function withSession(file: CaseFile, changed: UseSession): CaseFile {
  return { ...file, sessions: file.sessions.map((one) => (one.number === changed.number ? changed : one)) };
}
