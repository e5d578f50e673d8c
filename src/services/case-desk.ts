// The file of an open dossier and the one way to change it: judged by the domain, written in the journal, then stored.

import { AppError, toAppError } from '../contracts/errors.ts';
import type { InstallationRecord, UnlockedUser } from '../contracts/vault.ts';
import type { CaseFile } from '../domain/case/case-file.ts';
import type { CaseCommand, CommandContext } from '../domain/case/commands.ts';
import { decide } from '../domain/case/decide.ts';
import { canonicalJson } from '../domain/journal/canonical.ts';
import type { Json } from '../domain/journal/entry.ts';
import { LawRefusal } from '../domain/law/codes.ts';
import { caseDeadline, ratchet } from '../domain/law/retention.ts';
import { instant } from '../domain/time/instant.ts';
import { closedCaseFile } from '../storage/case-file-codec.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';
import type { DossierJournal } from './dossier-journal.ts';
import { hashOf } from './exports.ts';
import { lawful, refusal } from './lawful.ts';
import type { AskVault } from './vault-link.ts';

/** What an open dossier is worked on with. */
export interface DeskContext {
  readonly ask: AskVault;
  readonly repository: DossierRepository;
  readonly journal: DossierJournal;
  readonly installation: InstallationRecord;
  /** Machine's clock, ms since 1970. */
  readonly clock: () => number;
  /** False: the clock stood before the latest moment seen when the vault was asked; the case can only be read. */
  readonly isClockTrusted: boolean;
}

/** Judicial mode is open once the engagement, its receipt and the AIPD are recorded. */
export function isComplete({ engagement, aipd }: InstallationRecord): boolean {
  return engagement !== undefined && aipd !== undefined;
}

/** The context in which somebody asks for something, `lastSeen` being the latest moment known. */
export function commandContext(
  { profile, quality }: UnlockedUser,
  installation: InstallationRecord,
  clock: number,
  lastSeen: number,
): CommandContext {
  return {
    actor: { userId: profile.userId, role: profile.role, quality },
    now: ratchet(instant(clock), instant(lastSeen)).now,
    timeZone: installation.timeZone,
    derogationsAllowed: installation.derogationsAllowed,
    isInstalled: isComplete(installation),
  };
}

/** SHA-256 of a case file in its canonical form. */
export function hashOfFile(file: CaseFile): Promise<string> {
  // Absent and undefined are the same in JSON.
  const plain = JSON.parse(JSON.stringify(file)) as Json;
  return hashOf(new Blob([canonicalJson(plain)]));
}

export class CaseDesk {
  readonly #context: DeskContext;
  #file: CaseFile;
  #user: UnlockedUser;
  #last: Promise<unknown> = Promise.resolve();
  #noted = '';

  constructor(context: DeskContext, file: CaseFile, user: UnlockedUser) {
    this.#context = context;
    this.#file = file;
    this.#user = user;
  }

  get file(): CaseFile {
    return this.#file;
  }

  get user(): UnlockedUser {
    return this.#user;
  }

  /** Somebody else may go on where one has locked. */
  setUser(user: UnlockedUser): void {
    this.#user = user;
  }

  /** What the domain judges by: nothing is younger than the latest entry, whatever the clock says. */
  get context(): CommandContext {
    const { installation, clock } = this.#context;
    return commandContext(this.#user, installation, clock(), this.#lastSeen);
  }

  /** Throws CLOCK_WENT_BACK: until the référent has confirmed the clock, everything can be read and nothing done. */
  mustBeTrusted(): void {
    const { clock, isClockTrusted } = this.#context;
    if (!isClockTrusted || ratchet(instant(clock()), instant(this.#lastSeen)).wentBack) {
      throw new AppError('CLOCK_WENT_BACK');
    }
  }

  get #lastSeen(): number {
    return Math.max(this.#context.journal.lastAt, this.#file.createdAt);
  }

  /** One after the other: each is judged on the file that the one before has left. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Judges, journals, does, stores. `act` is what the command does elsewhere, before the file says that it is done.
   * Rejects with LAW_REFUSED or RIGHT_REFUSED (`missing`), or with what kept the entry from being written.
   */
  command(command: CaseCommand, act: (after: CaseFile) => Promise<void> = () => Promise.resolve()): Promise<CaseFile> {
    return this.inTurn(async () => {
      const { journal, repository } = this.#context;
      this.mustBeTrusted();
      const after = closedCaseFile(await this.#judged(command));
      const hashes = { before: await hashOfFile(this.#file), after: await hashOfFile(after) };
      await journal.append({ kind: 'case-command', command: command.kind, ...hashes });
      await act(after);
      await repository.writeFile(after);
      this.#file = after;
      await this.note();
      return after;
    });
  }

  /** What a refusal of a command is, without giving it. */
  judge(command: CaseCommand): CaseFile {
    return lawful(() => decide(this.#file, command, this.context));
  }

  /** What stands in clear of the case (state, earliest deadline) and its number; later when the screen is locked. */
  async note(): Promise<void> {
    const { ask, installation } = this.#context;
    const { state, procedureNumber } = this.#file;
    const deadline = caseDeadline(this.#file, installation);
    const noted = JSON.stringify([state, deadline, procedureNumber, this.#file.users.map(({ userId }) => userId)]);
    if (noted === this.#noted) {
      return;
    }
    try {
      await ask((vault) => vault.noteCase(state, deadline, procedureNumber));
      this.#noted = noted;
    } catch (error) {
      if (toAppError(error).code !== 'VAULT_LOCKED') {
        throw error;
      }
    }
  }

  async #judged(command: CaseCommand): Promise<CaseFile> {
    try {
      return decide(this.#file, command, this.context);
    } catch (error) {
      if (!(error instanceof LawRefusal)) {
        throw error;
      }
      const missing = [...error.codes];
      await this.#context.journal.append({ kind: 'command-refused', command: command.kind, missing });
      throw refusal(missing);
    }
  }
}
