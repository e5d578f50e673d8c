// The door of the dossiers as its users meet it.

import { expect, type Download, type Locator, type Page } from '@playwright/test';

export interface Person {
  readonly label: string;
  readonly number: string;
  readonly passphrase: string;
}

/** Texts of the record of an installation; days are `JJ/MM/AAAA`. */
export interface RecordTexts {
  readonly service: string;
  readonly controller: string;
  readonly dpo: string;
  readonly receipt: string;
  readonly aipdVersion: string;
  readonly authority: string;
}

export const RECORD: RecordTexts = {
  service: 'SR Lyon',
  controller: 'Direction générale',
  dpo: 'Délégation',
  receipt: 'R-2026-7',
  aipdVersion: '1.2',
  authority: 'Chef de service',
};
export const REFERENT: Person = {
  label: 'Major R',
  number: '1000001',
  passphrase: 'ruisseau lampe carton vallon grenier biscuit fenêtre',
};
export const DIRECTOR: Person = { label: 'Capitaine D', number: '2000002', passphrase: 'Horloge-42-Marmite' };
export const CONTROL_PASSPHRASE = 'colline marteau oiseau tiroir plume sentier ombre';
const DAY = '05/01/2026';

export class Door {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  #at(testid: string): Locator {
    return this.page.getByTestId(testid);
  }

  async #fill(texts: Readonly<Record<string, string>>): Promise<void> {
    for (const [testid, text] of Object.entries(texts)) {
      await this.#at(testid).fill(text);
    }
  }

  async stand(): Promise<void> {
    await this.#at('open-door').click();
    await expect(this.#at('door')).toBeVisible();
  }

  /** Fills in the form of the first use, as far as the button. */
  async fillInstallation(record: RecordTexts, referent: Person, control: string): Promise<void> {
    const { service, controller, dpo, receipt, aipdVersion, authority } = record;
    await this.#fill({
      ...{ 'record-service': service, 'record-controller': controller, 'record-dpo': dpo },
      ...{ 'record-sent-on': DAY, 'record-receipt': receipt, 'record-receipt-on': DAY },
      ...{ 'record-aipd-version': aipdVersion, 'record-aipd-on': DAY },
      ...{ 'referent-label': referent.label, 'referent-number': referent.number },
      ...{ 'habilitation-authority': authority, 'habilitation-from': DAY },
      ...{ 'referent-passphrase': referent.passphrase, 'referent-passphrase-again': referent.passphrase },
      ...{ 'control-passphrase': control, 'control-passphrase-again': control },
    });
  }

  /** Installs, and saves the control key, which it gives; `look`: at the screen of the key. */
  async install(look: () => Promise<void> = () => Promise.resolve()): Promise<Download> {
    await this.#at('install').click();
    await expect(this.#at('control-key')).toBeVisible({ timeout: 60_000 });
    await look();
    const download = this.page.waitForEvent('download');
    await this.#at('save-control-key').click();
    const key = await download;
    await this.#at('control-key-sure').check();
    await this.#at('control-key-done').click();
    await expect(this.#at('users-pane')).toBeVisible();
    return key;
  }

  async addDirector({ label, number, passphrase }: Person, authority: string): Promise<void> {
    await this.#at('add-user').click();
    await this.#at('user-role').selectOption('DIRECTEUR_ENQUETE');
    await this.#fill({
      ...{ 'user-label': label, 'user-number': number },
      ...{ 'habilitation-authority': authority, 'habilitation-from': DAY },
      ...{ 'user-passphrase': passphrase, 'user-passphrase-again': passphrase },
    });
    await this.#at('user-create').click();
    await expect(this.#at('user-row')).toHaveCount(2);
  }

  async lock(): Promise<void> {
    await this.#at('lock-door').click();
    await expect(this.#at('unlock-form')).toBeVisible();
  }

  async unlock({ number, passphrase }: Person): Promise<void> {
    await this.#at('unlock-number').fill(number);
    await this.#at('unlock-passphrase').fill(passphrase);
    await this.#at('unlock').click();
    await expect(this.#at('door-user')).toBeVisible({ timeout: 30_000 });
  }

  /** With the control key's file, in a quality of `CONTROL_QUALITIES`. */
  async unlockControl(keyFile: string, passphrase: string, quality: string): Promise<void> {
    await this.#at('unlock-as-control').click();
    await this.#at('control-quality').selectOption(quality);
    await this.#at('control-key-file').setInputFiles(keyFile);
    await this.#at('control-unlock-passphrase').fill(passphrase);
    await this.#at('unlock-control').click();
  }

  /** From the first screen of a fresh profile to the desk of the director. */
  async prepare(
    record = RECORD,
    people = { referent: REFERENT, director: DIRECTOR, control: CONTROL_PASSPHRASE },
  ): Promise<void> {
    await this.stand();
    await this.fillInstallation(record, people.referent, people.control);
    await this.install();
    await this.addDirector(people.director, record.authority);
    await this.lock();
    await this.unlock(people.director);
    await expect(this.#at('case-desk')).toBeVisible();
  }
}
