import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { caseId } from '../../../src/domain/ids.ts';
import { newDraft } from '../../builders/cases.ts';
import { FAKE_DIRECTOR, FAKE_REFERENT, FakeDoor } from '../../builders/fake-door.ts';
import { openDoor, reproaches, type, unlock } from './open-door.ts';

async function asReferent(door = new FakeDoor()): Promise<FakeDoor> {
  await openDoor(door);
  await unlock(FAKE_REFERENT);
  await expect.element(page.getByTestId('users-pane')).toBeVisible();
  return door;
}

it('adds a user who can unlock then, suspends one, renews another', async () => {
  const door = await asReferent();
  expect(await reproaches()).toEqual([]);
  await page.getByTestId('add-user').click();
  await expect.element(page.getByTestId('user-missing')).toHaveTextContent(/matricule.*phrase de passe.*autorité/);
  await type('user-label', 'Gardienne DIALLO, 4000004');
  await type('user-number', '4000004');
  await page.getByTestId('user-role').selectOptions('ENQUETEUR');
  await type('habilitation-authority', 'Le chef de service');
  await page.getByTestId('nature-IDENTITES').click();
  await type('user-passphrase', 'Passerelle-51-Lune');
  await type('user-passphrase-again', 'Passerelle-51-Lune');
  expect(await reproaches()).toEqual([]);
  await page.getByTestId('user-create').click();
  await expect.element(page.getByText('Gardienne DIALLO, 4000004')).toBeVisible();
  const added = (await door.users()).find(({ label }) => label.startsWith('Gardienne'));
  expect(added?.habilitation.natures).toEqual(['IMAGES_SOURCE', 'OBJETS', 'RAPPROCHEMENTS', 'RAPPORTS']);

  await page.getByRole('button', { name: `Suspendre ${FAKE_DIRECTOR.label}` }).click();
  const row = page.getByTestId('user-row').filter({ hasText: FAKE_DIRECTOR.label });
  await expect.element(row).toHaveAttribute('data-state', 'suspended');
  await expect.element(page.getByRole('button', { name: `Suspendre ${FAKE_REFERENT.label}` })).not.toBeInTheDocument();

  await page.getByRole('button', { name: `Renouveler l’habilitation de ${FAKE_DIRECTOR.label}` }).click();
  await page.getByTestId('habilitation-until').click();
  await userEvent.keyboard('{Control>}a{/Control}{Backspace}');
  await page.getByTestId('renew-go').click();
  await expect.element(row).toHaveAttribute('data-state', 'valid');
  await expect.element(row).toHaveTextContent(/sans terme/);
});

it('shows deadlines by reference only, and has the clock confirmed', async () => {
  const door = new FakeDoor();
  door.put({ ...newDraft(), id: '9f3e7a11-2222', procedureNumber: '2026/000777' });
  door.isClockTrusted = false;
  await openDoor(door);
  await unlock(FAKE_REFERENT);
  // It begins with what is wrong.
  await expect.element(page.getByTestId('deadline-row')).toHaveTextContent(/9f3e7a11.*Brouillon/);
  expect(document.body.textContent).not.toContain('2026/000777');
  expect(await reproaches()).toEqual([]);
  await page.getByTestId('confirm-clock').click();
  await expect.element(page.getByTestId('clock-good')).toBeVisible();
  await expect.element(page.getByTestId('notice-clock')).not.toBeInTheDocument();
});

it('says whether a journal is what was written, and where it breaks', async () => {
  const door = new FakeDoor();
  door.fault = { code: 'ALTERED', seq: 2, part: 'content' };
  await asReferent(door);
  await userEvent.keyboard('4');
  await expect.element(page.getByTestId('journal-verdict')).toHaveAttribute('data-intact', 'false');
  await expect.element(page.getByTestId('journal-verdict')).toHaveTextContent(/entrée modifiée, entrée 2/);
  expect(
    page
      .getByTestId('journal-entry')
      .elements()
      .map((row) => row.getAttribute('data-kind')),
  ).toEqual(['unlocked', 'installation-recorded']);
  await expect.element(page.getByTestId('journal-entry').nth(0)).toHaveTextContent(FAKE_REFERENT.label);
  expect(await reproaches()).toEqual([]);
});

it('confirms a text, and keeps that in the record', async () => {
  const door = await asReferent();
  await userEvent.keyboard('5');
  await expect.element(page.getByTestId('statutes-count')).toHaveTextContent(/^0 sur \d+/);
  await page.getByTestId('confirm-CPP_75').click();
  await expect.element(page.getByTestId('statutes-count')).toHaveTextContent(/^1 sur/);
  expect(door.record?.confirmedStatutes).toEqual(['CPP_75']);
  expect(await reproaches()).toEqual([]);
});

it('draws up the control file, and reads the certificates of what was erased', async () => {
  const door = new FakeDoor();
  door.kept = [{ id: caseId('77aa88bb-1'), text: 'Certificat du dossier' }];
  await asReferent(door);
  await userEvent.keyboard('6');
  await page.getByTestId('issue-control-file').click();
  await expect.element(page.getByTestId('control-file-text')).toHaveTextContent('CONTROL en texte');
  await page.getByTestId('save-control-pdf').click();
  await expect.poll(() => door.calls).toContain('control-pdf');
  await page.getByTestId('read-certificate').click();
  await expect.element(page.getByTestId('certificate-dialog')).toHaveTextContent(/Certificat du dossier/);
  expect(await reproaches()).toEqual([]);
  await page.getByTestId('save-certificate-pdf').click();
  await expect.poll(() => door.calls).toContain('certificate-pdf');
});

it('says that the engagement covers another version, and lets the référent cover this one', async () => {
  const door = await asReferent();
  await expect.element(page.getByTestId('notice-outdated')).toHaveTextContent(/version 1\.0\.0/);
  await userEvent.keyboard('1');
  await type('record-service', ' Nord');
  await page.getByTestId('record-save').click();
  await expect.element(page.getByText(/Fiche enregistrée/)).toBeVisible();
  expect(door.record?.service).toBe('Sûreté départementale Nord');
  expect(await reproaches()).toEqual([]);
});

it('changes a passphrase only for who knows the present one; locks with a key', async () => {
  const door = await asReferent();
  await page.getByTestId('change-passphrase').click();
  await type('passphrase-now', 'faux');
  await type('passphrase-next', 'Passerelle-51-Lune');
  await type('passphrase-next-again', 'Passerelle-51-Lune');
  await page.getByTestId('passphrase-go').click();
  await expect.element(page.getByTestId('alert')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByTestId('passphrase-dialog')).not.toBeInTheDocument();
  await userEvent.keyboard('v');
  await expect.element(page.getByTestId('unlock-form')).toBeVisible();
  expect(door.calls).toContain('lock');
  expect(door.calls.join()).not.toContain('change-passphrase');
});
