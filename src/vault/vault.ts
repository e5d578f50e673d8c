// The vault as the page sees it (VaultApi): rights and the journal first, then the part that does it.

import * as Comlink from 'comlink';

import type { JournalEvent, SignedEntry } from '../contracts/journal.ts';
import type {
  ControlCredentials,
  Credentials,
  Erasure,
  ErasureAccount,
  InstallationRecord,
  KeptCertificate,
  NewUser,
  UnlockedUser,
  UserProfile,
  VaultApi,
  VaultStatus,
} from '../contracts/vault.ts';
import type { CaseState, Habilitation, UserId } from '../domain/case/case-file.ts';
import type { CaseId } from '../domain/ids.ts';
import type { Checkpoint } from '../domain/journal/chain.ts';
import type { Instant } from '../domain/time/instant.ts';
import { Archive } from './archive.ts';
import type { Bytes } from './bytes.ts';
import { CaseKeeper, headerOf } from './case-keeper.ts';
import { CaseOperations } from './case-operations.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { installAll } from './installing.ts';
import { INSTALLATION } from './journal.ts';
import { availableKdf } from './kdf.ts';
import type { Unlocked, VaultTools } from './memory.ts';
import { People } from './people.ts';
import { VaultCore } from './vault-core.ts';

export class Vault implements VaultApi {
  readonly #core: VaultCore;
  readonly #doorkeeper: Doorkeeper;
  readonly #people: People;
  readonly #cases: CaseKeeper;
  readonly #operations: CaseOperations;
  readonly #archive: Archive;

  constructor(tools: VaultTools) {
    this.#core = new VaultCore(tools);
    this.#doorkeeper = new Doorkeeper(tools);
    this.#people = new People(tools);
    this.#cases = new CaseKeeper(tools, this.#core.memory);
    this.#operations = new CaseOperations(this.#core, this.#people, this.#cases);
    this.#archive = new Archive(tools.registry, this.#core.journal);
  }

  status(): Promise<VaultStatus> {
    return this.#core.door.during(async () => {
      const { registry } = this.#core.tools;
      const { isTrusted, erased, lost } = await this.#core.enforce();
      return {
        isInstalled: (await registry.installation()) !== undefined,
        cases: (await registry.cases()).map(headerOf),
        erasedNow: erased,
        lostNow: lost,
        isClockTrusted: isTrusted,
        kdf: await availableKdf(),
      };
    });
  }

  async install(record: InstallationRecord, referent: Omit<NewUser, 'role'>, controlPassphrase: string) {
    await this.#core.door.hold();
    const controlKeyFile = await installAll(this.#core.tools, record, referent, controlPassphrase);
    return {
      user: await this.unlock(referent),
      controlKeyFile: Comlink.transfer(controlKeyFile, [controlKeyFile.buffer]),
    };
  }

  unlock(credentials: Credentials): Promise<UnlockedUser> {
    return this.#enter(() => this.#doorkeeper.unlock(credentials, this.#core.deadlines.now), { kind: 'unlocked' });
  }

  unlockControl(credentials: ControlCredentials): Promise<UnlockedUser> {
    const { quality } = credentials;
    return this.#enter(() => this.#doorkeeper.unlockControl(credentials), { kind: 'control-access', quality });
  }

  async lock(): Promise<void> {
    const { unlocked } = this.#core.memory;
    this.#core.memory.lock();
    // The keys are gone whatever happens to the entry.
    if (unlocked !== undefined) {
      await this.#core.note(unlocked.writer, INSTALLATION, { kind: 'locked' });
    }
  }

  async close(): Promise<void> {
    const { open, unlocked } = this.#core.memory;
    this.#core.memory.forgetCase();
    this.#core.memory.lock();
    this.#core.door.release();
    if (unlocked !== undefined) {
      if (open !== undefined) {
        await this.#core.note(unlocked.writer, open.id, { kind: 'case-closed' });
      }
      await this.#core.note(unlocked.writer, INSTALLATION, { kind: 'locked' });
    }
  }

  async installation(): Promise<InstallationRecord> {
    return this.#people.record(this.#core.memory.must());
  }

  async setInstallation(record: InstallationRecord): Promise<void> {
    const user = this.#core.may('install');
    await this.#people.setRecord(user, record, this.#core.noteAs(user));
  }

  async confirmClock(): Promise<void> {
    const user = this.#core.may('install');
    await this.#core.note(user.writer, INSTALLATION, { kind: 'clock-confirmed' });
    await this.#core.deadlines.confirmClock();
  }

  async users(): Promise<readonly UserProfile[]> {
    return (await this.#people.known(this.#core.memory.must())).map(({ profile }) => profile);
  }

  async addUser(added: NewUser): Promise<UserProfile> {
    const user = this.#core.may('habilitate');
    return this.#people.add(user, added, this.#core.noteAs(user));
  }

  async setUserActive(id: UserId, isActive: boolean, habilitation?: Habilitation): Promise<void> {
    const user = this.#core.may('habilitate');
    await this.#people.setActive(user, id, isActive, habilitation, this.#core.noteAs(user));
  }

  async changePassphrase(passphrase: string, next: string): Promise<void> {
    const user = this.#core.memory.must('ENQUETEUR', 'DIRECTEUR_ENQUETE', 'REFERENT');
    await this.#people.changePassphrase(user, passphrase, next, this.#core.noteAs(user));
  }

  async createCase(id: CaseId, withShare: boolean): Promise<{ readonly share: Bytes | undefined }> {
    return this.#operations.create(id, withShare);
  }

  async confirmShare(): Promise<void> {
    await this.#operations.confirmShare();
  }

  async openCase(id: CaseId, share: Bytes | undefined): Promise<void> {
    await this.#operations.open(id, share);
  }

  async closeCase(): Promise<void> {
    await this.#operations.close();
  }

  async noteCase(state: CaseState, deadline: Instant, procedureNumber: string): Promise<void> {
    await this.#operations.note(state, deadline, procedureNumber);
  }

  async grant(id: UserId): Promise<void> {
    await this.#operations.grant(id);
  }

  async revoke(id: UserId): Promise<void> {
    await this.#operations.revoke(id);
  }

  async sealer(purpose: 'screen' | 'analysis'): Promise<MessagePort> {
    const port = await this.#operations.sealer(purpose);
    return Comlink.transfer(port, [port]);
  }

  async shred(id: CaseId): Promise<ErasureAccount> {
    return this.#operations.shred(id);
  }

  async append(chain: 'case' | 'installation', event: JournalEvent, motive?: string): Promise<SignedEntry> {
    return this.#operations.append(chain, event, motive);
  }

  async readJournal(chain: CaseId | 'installation'): Promise<readonly SignedEntry[]> {
    return this.#archive.read(this.#core.memory.must(), chain);
  }

  async checkpoint(chain: CaseId | 'installation'): Promise<Checkpoint | undefined> {
    return this.#archive.checkpoint(this.#core.memory.must(), chain);
  }

  async verifyKeys(): Promise<Readonly<Record<string, Bytes>>> {
    return this.#people.verifyKeys(this.#core.memory.must());
  }

  async erasures(): Promise<readonly Erasure[]> {
    this.#core.memory.must();
    return this.#archive.erasures();
  }

  async keepCertificate(kept: KeptCertificate): Promise<void> {
    await this.#archive.keep(this.#core.memory.must(), kept);
  }

  async certificates(): Promise<readonly KeptCertificate[]> {
    return this.#archive.certificates(this.#core.memory.must());
  }

  async #enter(open: () => Promise<Unlocked>, event: JournalEvent): Promise<UnlockedUser> {
    const user = await this.#core.enter(open, event);
    return { profile: user.profile, quality: user.quality, cases: await this.#cases.casesOf(user) };
  }
}
