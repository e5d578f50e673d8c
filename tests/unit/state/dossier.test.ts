// An open dossier while several acts are under way at once, and while one of them ends it.

import { describe, expect, it } from 'vitest';
import type { ErasureProof } from '../../../src/contracts/dossier.ts';
import { AppError } from '../../../src/contracts/errors.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import { DATA_NATURES } from '../../../src/domain/law/enumerations.ts';
import { day } from '../../../src/domain/time/instant.ts';
import { DossierState } from '../../../src/state/dossier.svelte.ts';
import { closableCase, DIRECTOR, HOUR, readyCase, START } from '../../builders/cases.ts';
import { FAKE_RECORD, FakeDossierSession } from '../../builders/fake-door.ts';

const user = {
  profile: {
    ...{ userId: DIRECTOR.userId, role: DIRECTOR.role, quality: 'OPJ' as const, label: 'Capitaine X', isActive: true },
    habilitation: { authority: 'Le chef', from: day('2026-01-01'), until: undefined, natures: DATA_NATURES },
  },
  quality: undefined,
  cases: [],
};
const now = (): number => START + HOUR;
const parts = (file = readyCase()): ConstructorParameters<typeof FakeDossierSession>[0] => ({
  ...{ file, user, installation: FAKE_RECORD, passphrase: 'p', now },
});

/** Whose commands wait until they are let go. */
class SlowSession extends FakeDossierSession {
  readonly #gates: (() => void)[] = [];

  override async command(command: CaseCommand): Promise<ErasureProof | undefined> {
    await new Promise<void>((resolve) => this.#gates.push(resolve));
    return super.command(command);
  }

  letGo(): void {
    this.#gates.shift()?.();
  }
}

const END_USE = { kind: 'end-session' } as const;
const WITHDRAWN = { kind: 'close', event: 'RETRAIT_OU_REFUS_AUTORISATION', precision: '' } as const;

describe('acts at once', () => {
  it('stays busy until the last of them is done', async () => {
    const session = new SlowSession(parts());
    const dossier = new DossierState(session, { now });
    const command = dossier.command(END_USE);
    expect(dossier.busy).toBe('command');
    await dossier.readJournal();
    expect(dossier.busy).toBe('command');
    session.letGo();
    expect(await command).toBe(true);
    expect(dossier.busy).toBe(undefined);
  });

  it('does not read the dossier away under an ending that is still under way', async () => {
    const session = new SlowSession(parts());
    const dossier = new DossierState(session, { now });
    const ending = dossier.command(WITHDRAWN);
    await dossier.lock();
    expect(session.isLocked).toBe(true);
    expect(dossier.file).not.toBe(undefined);
    session.isLocked = false;
    session.letGo();
    await ending;
    expect(dossier.ending?.kind).toBe('erased');
  });
});

describe('an ending', () => {
  it('hands over the certificate of an event that erases at once', async () => {
    const dossier = new DossierState(new FakeDossierSession(parts()), { now });
    expect(await dossier.command(WITHDRAWN)).toBe(true);
    expect(dossier.ending).toMatchObject({ kind: 'erased', proof: { certificate: { kind: 'CERTIFICATE' } } });
  });

  it('hands over the certificate of a closed dossier that is erased', async () => {
    const dossier = new DossierState(new FakeDossierSession(parts(closableCase())), { now });
    await dossier.command({ kind: 'close', event: 'CLASSEMENT', precision: '' });
    expect(dossier.ending).toBe(undefined);
    expect(await dossier.eraseNow()).toBe(true);
    expect(dossier.ending).toMatchObject({ kind: 'erased', proof: { account: { wrapsDeleted: 2 } } });
  });

  it('that fails leaves the dossier as it is, and says why', async () => {
    const session = new FakeDossierSession(parts());
    session.close = () => Promise.reject(new AppError('STORAGE_FULL'));
    const dossier = new DossierState(session, { now });
    expect(await dossier.close()).toBe(false);
    expect(dossier.ending).toBe(undefined);
    expect(dossier.problem?.code).toBe('STORAGE_FULL');
    expect(dossier.file).not.toBe(undefined);
  });
});
