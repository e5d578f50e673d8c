// The sheet of keys, the palette and the help of each pane, by keyboard.

import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { authorisedCase } from '../../builders/cases.ts';
import { aFakeRecording } from '../../builders/fake-recording.ts';
import { openWorkbench } from './open-app.ts';
import { openDossier } from './open-dossier.ts';

const ordinal = (): number => Number(page.getByTestId('picture').element().getAttribute('data-ordinal'));
const row = (id: string) => page.getByTestId(`keys-${id}`);
const capsOf = (id: string): string[] =>
  [...row(id).element().querySelectorAll('kbd')].map((cap) => cap.textContent.trim());

async function expectCaps(wanted: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const shown = (): object => Object.fromEntries(Object.keys(wanted).map((id) => [id, capsOf(id)]));
  await expect.poll(shown).toEqual(wanted);
}

async function open(): Promise<void> {
  const session = await openWorkbench({ 'a.mp4': aFakeRecording() });
  session.advance(0);
  await expect.poll(ordinal).toBe(1);
}

async function change(id: string, keys: string): Promise<void> {
  await row(id).getByTestId('change-keys').click();
  await userEvent.keyboard(keys);
}

it('comes with one key for each command', async () => {
  await open();
  await userEvent.keyboard('?');
  await expect.element(row('toggle')).toBeVisible();
  expect(page.getByTestId('restore-keys').elements()).toHaveLength(0);
  await expectCaps({ stepForward: ['→', '.', 'K L'] });
});

it('comes with one key for each command in a dossier too', async () => {
  await openDossier(authorisedCase());
  await userEvent.keyboard('?');
  await expect.element(row('documents')).toBeVisible();
  expect(page.getByTestId('restore-keys').elements()).toHaveLength(0);
});

it('binds the next key that is pressed, shows it everywhere, and obeys it', async () => {
  await open();
  await userEvent.keyboard('?');
  await change('stepForward', '{F2}');
  await expectCaps({ stepForward: ['F2', '.', 'K L'] });
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByTestId('step-forward')).toHaveTextContent('F2');
  await userEvent.keyboard('{F2}');
  await expect.poll(ordinal).toBe(2);
  // The old key is nobody's; the other ones of the command stay.
  await userEvent.keyboard('{ArrowRight}');
  await userEvent.keyboard('.');
  await expect.poll(ordinal).toBe(3);

  await userEvent.keyboard('?');
  await row('stepForward').getByTestId('restore-keys').click();
  await expectCaps({ stepForward: ['→', '.', 'K L'] });
});

it('leads the keys that are held together along', async () => {
  await open();
  await userEvent.keyboard('?');
  await change('stop', 'b');
  await row('stop').getByTestId('swap-keys').click();
  await expectCaps({ stop: ['B'], boxes: ['K'], stepForward: ['→', '.', 'B L'] });
  await userEvent.keyboard('{Escape}');
  await userEvent.keyboard('{b>}ll{/b}');
  await expect.poll(ordinal).toBe(3);
});

it('says whose a key is, and swaps the two', async () => {
  await open();
  await userEvent.keyboard('?');
  await change('boxes', 't');
  await expect.element(row('boxes')).toHaveTextContent('Déjà prise : Traces sur l’image');
  await row('boxes').getByTestId('keep-keys').click();
  await expectCaps({ boxes: ['B'], trails: ['T'] });
  await change('boxes', 't');
  await row('boxes').getByTestId('swap-keys').click();
  await expectCaps({ boxes: ['T'], trails: ['B'] });
});

it('refuses keys that the browser keeps, and gives up with Escape without closing', async () => {
  await open();
  await userEvent.keyboard('?');
  await change('boxes', '{Control>}5{/Control}');
  await expect.element(row('boxes')).toHaveTextContent('Le navigateur ou le clavier garde cette touche');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByTestId('help')).toBeVisible();
  await expect.element(row('boxes')).not.toHaveTextContent('garde cette touche');
  await expectCaps({ boxes: ['B'] });
});

it('has a set of keys in which arrows jump ten seconds, and goes back to its own', async () => {
  await open();
  await userEvent.keyboard('?');
  await page.getByTestId('key-preset').selectOptions('frigate');
  await expectCaps({ tenForward: ['→'], stepForward: ['Ctrl →', '.', 'K L'] });
  await page.getByTestId('restore-all-keys').click();
  await expectCaps({ tenForward: ['Ctrl →'], stepForward: ['→', '.', 'K L'] });
});

it('finds a command in the sheet by its words or by its key', async () => {
  await open();
  await userEvent.keyboard('?');
  await page.getByTestId('sheet-search').click();
  await userEvent.keyboard('CHRONOLOGIE');
  await expect.element(row('zoomAll')).toBeVisible();
  await expect.element(row('toggle')).not.toBeInTheDocument();
  await userEvent.keyboard('{Control>}a{/Control}espace');
  await expect.element(row('toggle')).toBeVisible();
  await expect.element(row('zoomAll')).not.toBeInTheDocument();
});

it('finds commands by words of either language, remembers them, and says why one cannot be run', async () => {
  await open();
  await userEvent.keyboard('{Control>}k{/Control}');
  const first = page.getByRole('option').first();
  await userEvent.keyboard('dark theme');
  await expect.element(first).toHaveTextContent('Thème clair ou sombre');
  await userEvent.keyboard('{Enter}');
  expect(document.documentElement.dataset['theme']).toBe('light');
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('group', { name: 'Récentes' })).toHaveTextContent('Thème clair ou sombre');
  await userEvent.keyboard('objet suivant');
  await expect.element(first).toHaveTextContent('Aucun objet dans la liste.');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByTestId('palette')).toBeVisible();
});

it('helps with the pane that one is in', async () => {
  await open();
  await userEvent.keyboard('{F1}');
  await expect.element(page.getByTestId('pane-help')).toHaveTextContent('Aide : Image');
  await expect.element(page.getByTestId('pane-help')).toHaveTextContent('devient un critère de recherche.');
  await userEvent.keyboard('{Escape}');
  await page.getByText('Critères').first().click();
  await userEvent.keyboard('{F1}');
  await expect.element(page.getByTestId('pane-help')).toHaveTextContent('Aide : Critères');
  await page.getByTestId('all-keys').click();
  await expect.element(page.getByTestId('help')).toBeVisible();
});
