import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { caseId } from '../../../src/domain/ids.ts';
import { addDays, dayOf, startOfDay } from '../../../src/domain/time/calendar.ts';
import { instant, type Instant } from '../../../src/domain/time/instant.ts';
import { newDraft, personOf, INVESTIGATOR, contextOf, PARIS, START } from '../../builders/cases.ts';
import {
  FAKE_CONTROL_PASSPHRASE,
  FAKE_DIRECTOR,
  FAKE_INVESTIGATOR,
  FAKE_RECORD,
  FakeDoor,
} from '../../builders/fake-door.ts';
import { openDoor, reproaches, type, unlock } from './open-door.ts';

it('goes back to the first screen with Escape, and shuts what it had opened', async () => {
  const { door } = await openDoor();
  await expect.element(page.getByTestId('unlock-form')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByTestId('start')).toBeVisible();
  expect(door.calls).toContain('dispose');
});

it('shows nothing where another window holds the vault, and tries again when asked', async () => {
  const door = new FakeDoor();
  door.isElsewhere = true;
  door.put();
  await openDoor(door);
  await expect.element(page.getByTestId('elsewhere')).toHaveTextContent(/Ouvert ailleurs/);
  await expect.element(page.getByTestId('unlock-form')).not.toBeInTheDocument();
  expect(await reproaches()).toEqual([]);

  door.isElsewhere = false;
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await expect.element(page.getByTestId('unlock-form')).toBeVisible();
});

it('says what was erased at start, and that the clock went back, before anybody unlocks', async () => {
  const door = new FakeDoor();
  door.erasedNow = [caseId('1f0c2a77-0000')];
  door.lostNow = [caseId('2e1d3b88-0000')];
  door.isClockTrusted = false;
  await openDoor(door);
  await expect.element(page.getByTestId('notice-erased')).toHaveTextContent(/1 dossier.*effacé.*1f0c2a77/);
  await expect.element(page.getByTestId('notice-lost')).toHaveTextContent(/sans clé.*2e1d3b88/);
  await expect.element(page.getByTestId('notice-clock')).toHaveTextContent(/lecture seule/);
});

it('masks a passphrase, shows it when asked, and refuses a wrong one where it was typed', async () => {
  await openDoor();
  await type('unlock-number', '2000002');
  await type('unlock-passphrase', 'pas la bonne');
  const field = page.getByTestId('unlock-passphrase').element();
  expect(getComputedStyle(field).getPropertyValue('-webkit-text-security')).toBe('disc');
  expect(document.querySelectorAll('input[type="password"], input[type="text"]')).toHaveLength(0);
  await page.getByRole('button', { name: 'Montrer' }).click();
  expect(getComputedStyle(field).getPropertyValue('-webkit-text-security')).toBe('none');
  expect(await reproaches()).toEqual([]);

  await page.getByTestId('unlock').click();
  await expect.element(page.getByTestId('alert')).toHaveTextContent(/Matricule ou phrase de passe inexacts/);
  expect(field.textContent).toBe('');
});

it('lists own dossiers with their deadline and the notice that is due, and opens one', async () => {
  const door = new FakeDoor();
  const today = dayOf(instant(Date.now()), PARIS);
  const createdDaysAgo = (days: number): Instant => startOfDay(addDays(today, -days), PARIS);
  door.put({ ...newDraft(), id: 'far', procedureNumber: '2026/000001', createdAt: createdDaysAgo(1) });
  // Three years are at least 1,095 days: this one has 15 to 16 left.
  door.put({ ...newDraft(), id: 'near', procedureNumber: '2026/000002', createdAt: createdDaysAgo(1080) });
  const { app } = await openDoor(door);
  await unlock(FAKE_DIRECTOR);

  const rows = page.getByTestId('case-row');
  await expect.element(rows.nth(0)).toHaveTextContent(/2026\/000002.*moins de 30 jours/);
  await expect.element(rows.nth(1)).toHaveTextContent(/2026\/000001.*Brouillon/);
  await expect.element(rows.nth(1)).not.toHaveTextContent(/échéance dans/);
  expect(await reproaches()).toEqual([]);

  await rows.nth(1).getByTestId('open-case').click();
  await expect.element(page.getByTestId('workbench')).toBeVisible();
  expect(app.dossier?.procedureNumber).toBe('2026/000001');

  await app.leaveDossier();
  await expect.element(page.getByTestId('case-list')).toBeVisible();
});

it('asks for the key of a case that has one: a wrong file, a wrong key, the printed code', async () => {
  const { shareCode } = await import('../../../src/domain/case/share-code.ts');
  const door = new FakeDoor();
  const share = new Uint8Array(32).fill(9);
  door.put(newDraft(), share);
  await openDoor(door);
  await unlock(FAKE_DIRECTOR);
  await page.getByTestId('open-case').click();
  await expect.element(page.getByTestId('share-open')).toBeDisabled();
  expect(await reproaches()).toEqual([]);

  await userEvent.upload(page.getByTestId('share-file').element(), new File(['une photo'], 'photo.jpg'));
  await expect.element(page.getByText('Ce fichier n’est pas une clé de dossier')).toBeVisible();
  await userEvent.upload(page.getByTestId('share-file').element(), new File([new Uint8Array(32)], 'autre.key'));
  await page.getByTestId('share-open').click();
  await expect.element(page.getByTestId('alert')).toHaveTextContent(/Clé de dossier inexacte/);

  await type('share-code', shareCode(share));
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByTestId('workbench')).toBeVisible();
});

it('lets a directeur create, and says to an enquêteur who lists them', async () => {
  const door = new FakeDoor();
  await openDoor(door);
  await unlock(FAKE_INVESTIGATOR);
  await expect.element(page.getByTestId('no-case')).toHaveTextContent(/directeur d’enquête doit vous inscrire/);
  await expect.element(page.getByTestId('create-case')).not.toBeInTheDocument();
  await userEvent.keyboard('n');
  await expect.element(page.getByTestId('case-desk')).toBeVisible();

  await page.getByTestId('lock-door').click();
  await unlock(FAKE_DIRECTOR);
  await expect.element(page.getByTestId('create-case')).toBeEnabled();
  await userEvent.keyboard('n');
  await expect.element(page.getByTestId('case-desk')).not.toBeInTheDocument();
});

it('creates nothing while the record is incomplete, and says so', async () => {
  const door = new FakeDoor();
  door.record = { ...FAKE_RECORD, engagement: undefined };
  await openDoor(door);
  await unlock(FAKE_DIRECTOR);
  await expect.element(page.getByTestId('notice-incomplete')).toBeVisible();
  await expect.element(page.getByTestId('create-case')).toBeDisabled();
});

it('lets the control in with its file, its passphrase and a quality, to read', async () => {
  const door = new FakeDoor();
  door.put(newDraft({}, contextOf({ now: START })));
  await openDoor(door);
  await page.getByTestId('unlock-as-control').click();
  await page.getByTestId('control-quality').selectOptions('MAGISTRAT_230_24');
  await expect.element(page.getByTestId('unlock-control')).toBeDisabled();
  await userEvent.upload(page.getByTestId('control-key-file').element(), new File(['key'], 'control.key'));
  await type('control-unlock-passphrase', FAKE_CONTROL_PASSPHRASE);
  expect(await reproaches()).toEqual([]);
  await userEvent.keyboard('{Enter}');

  await expect.element(page.getByTestId('control-desk')).toHaveTextContent(/Lecture seule/);
  expect(door.calls).toContain('unlock-control MAGISTRAT_230_24');
  await expect.element(page.getByTestId('case-row')).toHaveTextContent(/2026\/000123/);
  await expect.element(page.getByTestId('create-case')).not.toBeInTheDocument();
  await userEvent.keyboard('2');
  await expect.element(page.getByTestId('journal-verdict')).toHaveAttribute('data-intact', 'true');
});

it('shows the magistrate in charge no journal but that of the case', async () => {
  await openDoor();
  await page.getByTestId('unlock-as-control').click();
  await userEvent.upload(page.getByTestId('control-key-file').element(), new File(['key'], 'control.key'));
  await type('control-unlock-passphrase', FAKE_CONTROL_PASSPHRASE);
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByTestId('tab-papers')).toBeVisible();
  await expect.element(page.getByTestId('tab-journals')).not.toBeInTheDocument();
});

it('shows an enquêteur the dossiers on which they are listed, and no other', async () => {
  const door = new FakeDoor();
  door.put({ ...newDraft(), id: 'other', procedureNumber: '2026/000009' });
  const listed = newDraft();
  const user = { ...personOf(INVESTIGATOR), addedBy: INVESTIGATOR.userId, recordedAt: START };
  door.put({ ...listed, id: 'mine', procedureNumber: '2026/000010', users: [...listed.users, user] });
  await openDoor(door);
  await unlock(FAKE_INVESTIGATOR);
  await expect.element(page.getByTestId('case-row')).toHaveTextContent(/2026\/000010/);
  expect(page.getByTestId('case-row').elements()).toHaveLength(1);
});
