import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { APP_VERSION } from '../../../src/base/version.ts';
import { FakeDoor } from '../../builders/fake-door.ts';
import { openDoor, reproaches, type } from './open-door.ts';

const STRONG = 'Horloge-42-Marmite';
const CONTROL = 'Contrôle-Voûte-1789';

async function fillRecord(): Promise<void> {
  await type('record-service', 'Sûreté départementale');
  await type('record-controller', 'Le directeur');
  await type('record-dpo', 'La déléguée');
  // Nothing was built here: the fingerprint is copied from the record of the machine.
  await type('record-build', 'ab'.repeat(32));
}

async function fillPeople(): Promise<void> {
  await type('referent-label', 'Major LEROUX, 1000001');
  await type('referent-number', '1000001');
  await type('habilitation-authority', 'Le chef de service');
  await type('referent-passphrase', STRONG);
  await type('referent-passphrase-again', STRONG);
  await type('control-passphrase', CONTROL);
  await type('control-passphrase-again', CONTROL);
}

it('installs: what is missing is listed until nothing is, the control key is saved once, with its fingerprint', async () => {
  const { door } = await openDoor(FakeDoor.bare());
  await expect.element(page.getByTestId('software-version')).toHaveTextContent(APP_VERSION);
  await expect.element(page.getByTestId('install-missing')).toHaveTextContent(/le service.*responsable.*matricule/);
  await expect.element(page.getByTestId('install-pending')).toHaveTextContent(/engagement.*AIPD/);
  await expect.element(page.getByTestId('install')).toBeDisabled();
  expect(await reproaches()).toEqual([]);

  await fillRecord();
  await type('record-sent-on', '05/01/2026');
  await expect.element(page.getByTestId('install-missing')).toHaveTextContent(/numéro et date du récépissé/);
  await type('record-receipt', 'R-2026-17');
  await type('record-receipt-on', '20/01/2026');
  await type('record-aipd-version', '1');
  await type('record-aipd-on', '10/01/2026');
  await fillPeople();
  await expect.element(page.getByTestId('install-missing')).not.toBeInTheDocument();
  await expect.element(page.getByTestId('install-pending')).not.toBeInTheDocument();
  await page.getByTestId('install').click();

  await expect.element(page.getByTestId('control-fingerprint')).toHaveTextContent(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/);
  await expect.element(page.getByTestId('control-key-done')).toBeDisabled();
  expect(await reproaches()).toEqual([]);
  await page.getByTestId('save-control-key').click();
  await page.getByTestId('control-key-sure').click();
  await page.getByTestId('control-key-done').click();
  await expect.element(page.getByTestId('users-pane')).toBeVisible();
  await expect.element(page.getByTestId('control-fingerprint')).not.toBeInTheDocument();

  expect(door.record).toMatchObject({
    engagement: { sentOn: '2026-01-05', receipt: 'R-2026-17', receiptOn: '2026-01-20' },
    aipd: { version: '1', on: '2026-01-10' },
    coveredVersion: APP_VERSION,
    maskInExports: true,
    maskInReview: false,
    derogationsAllowed: false,
    autoLockMinutes: 5,
  });
});

it('installs without engagement and AIPD, and says that no dossier can be created until then', async () => {
  const { door } = await openDoor(FakeDoor.bare());
  await fillRecord();
  await fillPeople();
  await expect.element(page.getByTestId('install')).toBeEnabled();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByTestId('control-key')).toBeVisible();
  expect(door.record?.engagement).toBeUndefined();
  await expect.element(page.getByTestId('notice-incomplete')).toBeVisible();
});

it('judges a passphrase while it is typed, and takes none that holds the registration number', async () => {
  await openDoor(FakeDoor.bare());
  await type('referent-number', '1000001');
  const verdict = page.getByTestId('referent-passphrase-verdict');
  await expect.element(verdict).toHaveTextContent(/Sept mots/);
  await type('referent-passphrase', 'court');
  await expect.element(verdict).toHaveTextContent(/trop faible/);
  await type('referent-passphrase', '-Marmite-42');
  await expect.element(verdict).toHaveTextContent(/Assez forte/);
  await type('referent-passphrase', '-1000001');
  await expect.element(verdict).toHaveTextContent(/matricule/);
  await type('referent-passphrase-again', 'autre');
  await expect.element(page.getByTestId('referent-passphrase-again-verdict')).toHaveTextContent(/pas identiques/);
});

it('does not take for the control key the passphrase of the référent, nor a date that is none', async () => {
  await openDoor(FakeDoor.bare());
  await fillRecord();
  await fillPeople();
  await type('record-sent-on', '31/02/2026');
  await expect.element(page.getByText('Date à écrire JJ/MM/AAAA')).toBeVisible();
  await expect.element(page.getByTestId('install')).toBeDisabled();
  for (const field of ['control-passphrase', 'control-passphrase-again']) {
    await page.getByTestId(field).click();
    await userEvent.keyboard('{Control>}a{/Control}{Backspace}');
    await type(field, STRONG);
  }
  await expect.element(page.getByTestId('install-missing')).toHaveTextContent(/clé de contrôle/);
});
