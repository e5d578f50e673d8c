// What the state of the door must never do: lock away what is shown once, leave a vault open that nobody is in, or let
// somebody in who has locked.

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import { DoorState } from '../../../src/state/door.svelte.ts';
import { FakePage, someFacts } from '../../builders/dossier.ts';
import {
  DOOR_NOW,
  FAKE_DIRECTOR,
  FAKE_RECORD,
  FAKE_REFERENT,
  FAKE_SOFTWARE,
  FakeDoor,
  type FakeDossierSession,
} from '../../builders/fake-door.ts';
import { instant } from '../../../src/domain/time/instant.ts';

const MINUTES = 60_000;
const facts = someFacts({ flagranceFrom: instant(DOOR_NOW - 60 * MINUTES) });

let page: FakePage;
let fake: FakeDoor;
let door: DoorState;

function standBefore(what: FakeDoor): void {
  page = new FakePage();
  fake = what;
  door = new DoorState(fake, { now: () => DOOR_NOW, software: FAKE_SOFTWARE, autoLock: page });
}
beforeEach(() => {
  standBefore(new FakeDoor());
});

/** Answers when the test says so. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    passed,
    open: () => {
      open();
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const theSession = (): FakeDossierSession | undefined => fake.sessions[0];

describe('a dossier that was created and is not entered yet', () => {
  it('is not locked away by the door while its key is not saved', async () => {
    await door.unlock(FAKE_DIRECTOR);
    await door.cases.create(facts, true);
    page.pass(60 * MINUTES);
    await settled();
    expect(door.user).toBeDefined();
    expect(fake.calls).not.toContain('lock');
    expect(theSession()?.calls).toEqual(['hold-auto-lock']);
    door.cases.enter();
    expect(theSession()?.calls).toEqual(['hold-auto-lock', 'free-auto-lock']);
  });

  it('locks itself when it has no key to save, and the door with it', async () => {
    await door.unlock(FAKE_DIRECTOR);
    await door.cases.create(facts, false);
    expect(theSession()?.calls).toEqual(['free-auto-lock']);
    await theSession()?.lock();
    await settled();
    expect(door.user).toBeUndefined();
    expect(fake.calls.at(-1)).toBe('lock');
  });

  it('is closed when its form goes away, and the door locks itself again', async () => {
    await door.unlock(FAKE_DIRECTOR);
    await door.cases.create(facts, true);
    await door.cases.abandon();
    expect(theSession()?.isClosed).toBe(true);
    expect(door.cases.list).toHaveLength(1);
    expect(door.user).toBeDefined();
    page.pass(6 * MINUTES);
    expect(door.user).toBeUndefined();
  });

  it('stays open when its form goes away because it was entered', async () => {
    await door.unlock(FAKE_DIRECTOR);
    await door.cases.create(facts, true);
    door.cases.enter();
    await door.cases.abandon();
    expect(theSession()?.isClosed).toBe(false);
  });
});

describe('the control key of a new installation', () => {
  it('stays until it is saved, whoever locks or fails', async () => {
    standBefore(FakeDoor.bare());
    await door.installation.install(FAKE_RECORD, FAKE_REFERENT, 'Contrôle-Voûte-1789');
    page.pass(60 * MINUTES);
    expect(door.user).toBeDefined();
    await door.lock();
    expect(door.installation.controlKey).toBeDefined();
    door.installation.forgetControlKey();
    expect(door.installation.controlKey).toBeUndefined();
  });
});

describe('an unlocking', () => {
  for (const step of ['status', 'installation', 'users'] as const) {
    it(`that fails at its ${step} leaves no vault open`, async () => {
      Object.assign(fake, { [step]: () => Promise.reject(new AppError('STORAGE_FAILED')) });
      expect(await door.unlock(FAKE_DIRECTOR)).toBe(false);
      expect(door.problem?.code).toBe('STORAGE_FAILED');
      expect(door.user).toBeUndefined();
      expect(fake.calls).toEqual(['unlock', 'lock']);
    });
  }

  it('that is slow does not bring back somebody who has locked', async () => {
    const { passed, open } = gate();
    const unlock = fake.unlock.bind(fake);
    fake.unlock = async (credentials) => {
      await passed;
      return unlock(credentials);
    };
    const slow = door.unlock(FAKE_DIRECTOR);
    await door.lock();
    open();
    expect(await slow).toBe(false);
    expect(door.user).toBeUndefined();
    expect(fake.calls).toEqual(['lock', 'unlock', 'lock']);
  });
});

describe('a vault that says it is locked', () => {
  it('has nobody before it', async () => {
    await door.unlock(FAKE_DIRECTOR);
    fake.journal = () => Promise.reject(new AppError('VAULT_LOCKED'));
    expect(await door.papers.journal('installation')).toBeUndefined();
    expect(door.problem?.code).toBe('VAULT_LOCKED');
    expect(door.user).toBeUndefined();
    expect(door.installation.record).toBeUndefined();
    expect(door.users.list).toEqual([]);
    expect(door.cases.list).toEqual([]);
  });

  it('sends nobody away who has unlocked since it was asked', async () => {
    await door.unlock(FAKE_DIRECTOR);
    const { passed, open } = gate();
    fake.journal = async () => {
      await passed;
      throw new AppError('VAULT_LOCKED');
    };
    const late = door.papers.journal('installation');
    await door.lock();
    await door.unlock(FAKE_REFERENT);
    open();
    await late;
    expect(door.user?.profile.role).toBe('REFERENT');
  });

  it('keeps a dossier that was asked for before from who came since', async () => {
    await door.unlock(FAKE_DIRECTOR);
    const { passed, open } = gate();
    const create = fake.create.bind(fake);
    const dispose = vi.fn();
    fake.create = async (given, withShare) => {
      const created = await create(given, withShare);
      Object.assign(created.session, { [Symbol.dispose]: dispose });
      await passed;
      return created;
    };
    const late = door.cases.create(facts, false);
    await settled();
    await door.lock();
    await door.unlock(FAKE_DIRECTOR);
    open();
    await expect(late).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(dispose).toHaveBeenCalledOnce();
  });
});

describe('what is being done', () => {
  it('is still being done when something else has ended', async () => {
    await door.unlock(FAKE_DIRECTOR);
    const { passed, open } = gate();
    const journal = fake.journal.bind(fake);
    fake.journal = async (chain) => {
      await passed;
      return journal(chain);
    };
    const slow = door.papers.journal('installation');
    await door.papers.certificates();
    expect(door.busy).toBe('read');
    page.visibilityState = 'hidden';
    page.pass(1);
    page.pass(3 * MINUTES);
    expect(door.user).toBeDefined();
    open();
    await slow;
    expect(door.busy).toBeUndefined();
    page.pass(1);
    expect(door.user).toBeUndefined();
  });
});
