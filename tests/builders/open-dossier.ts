// One page with the door of the dossiers, in front of a real vault; a test mocks `#shape` with `spawnFake`.

import { expect, vi } from 'vitest';

import { defined } from '../../src/base/assert.ts';
import type { RecordingState } from '../../src/contracts/session.ts';
import type { ControlCredentials, NewUser } from '../../src/contracts/vault.ts';
import { openDossierDoor, type VaultDoor } from '../../src/services/dossier-door.ts';
import type { OpenDossier } from '../../src/services/dossier-session.ts';
import type { VaultTools } from '../../src/vault/memory.ts';
import {
  anAuthorisation,
  anInstallation,
  aProvenance,
  aReader,
  FakeAnalysis,
  FakePage,
  modelFile,
  someFacts,
} from './dossier.ts';
import { FakeWorker } from './fake-worker.ts';
import { CONTROL_PASSPHRASE, DIRECTEUR, installed, REFERENT, type Machine } from './vault.ts';

/** What a test's `#shape` stands on. */
export interface ShapeParts {
  readonly api: Map<string, object>;
  file: (path: string) => Promise<ArrayBuffer>;
}

/** A worker of that name: what it does is what `api` says when it is spawned. */
export const spawnFake = ({ api }: ShapeParts, name: string): Worker => new FakeWorker(api.get(name) ?? {});

export const SOFTWARE = { name: 'Dérush', version: '1.0.0', build: 'ab'.repeat(32) };

export const ENVIRONMENT = { browser: 'Chromium 156', system: 'Linux x86_64', graphics: 'Intel UHD 620' };

export const film = (content = 'film', name = 'cam.mp4'): File => new File([content], name);
export const recording = (session: OpenDossier, index = 0): RecordingState =>
  defined(session.recordings[index], 'recording');

/** A person in front of a machine. */
export class Desk implements Disposable {
  readonly page = new FakePage();
  readonly analysis = new FakeAnalysis();
  readonly machine: Machine;
  readonly #parts: ShapeParts;
  door: VaultDoor;

  private constructor(machine: Machine, parts: ShapeParts) {
    this.machine = machine;
    this.#parts = parts;
    parts.file = modelFile;
    parts.api.set('vault', machine.vault).set('reader', aReader()).set('analysis', this.analysis);
    this.door = this.#newDoor();
  }

  static async at(parts: ShapeParts): Promise<Desk> {
    const machine = await installed();
    await machine.vault.unlock(REFERENT);
    await machine.vault.setInstallation(anInstallation());
    await machine.vault.lock();
    return new Desk(machine, parts);
  }

  /** The tab died and was opened again. */
  reload(tools: Partial<VaultTools> = {}): void {
    this.door[Symbol.dispose]();
    this.#parts.api.set('vault', this.machine.reload(tools));
    this.door = this.#newDoor();
  }

  /** Opens it again as somebody, in a new tab. */
  async reopen({ caseId }: OpenDossier, user: NewUser = DIRECTEUR): Promise<OpenDossier> {
    this.reload();
    await this.door.unlock(user);
    return this.door.open(caseId, undefined);
  }

  get control(): Omit<ControlCredentials, 'quality'> {
    return { keyFile: this.machine.controlKeyFile.slice(), passphrase: CONTROL_PASSPHRASE };
  }

  /** A dossier with one recording that lacks nothing any more: its analysis begins. */
  async aDossier(): Promise<OpenDossier> {
    await this.door.unlock(DIRECTEUR);
    const { session } = await this.door.create(someFacts(), false);
    await session.command({ kind: 'authorise', authorisation: anAuthorisation() });
    await session.attach([film()]);
    await session.command({ kind: 'start-session', clockGapMs: 0 });
    await session.command({ kind: 'set-provenance', recordingId: recording(session).id, provenance: aProvenance() });
    return session;
  }

  /** The same, analysed. */
  async analysed(): Promise<OpenDossier> {
    const session = await this.aDossier();
    await reach(session, 'done');
    return session;
  }

  [Symbol.dispose](): void {
    this.door[Symbol.dispose]();
  }

  #newDoor(): VaultDoor {
    const usual = { autoLock: this.page, software: SOFTWARE, environment: () => ENVIRONMENT };
    return openDossierDoor({ clock: () => this.machine.now, ...usual });
  }
}

export const reach = (session: OpenDossier, wanted: RecordingState['phase']): Promise<void> =>
  vi.waitFor(
    () => {
      const { phase, alerts } = recording(session);
      expect({ phase, alerts }).toEqual({ phase: wanted, alerts: [] });
    },
    { timeout: 10_000 },
  );
