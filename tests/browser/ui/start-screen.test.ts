import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CAPABLE, give, openApp } from './open-app.ts';

it('starts an exercise only once the box is ticked, and keeps files given before', async () => {
  const { session } = await openApp();
  await give(['a.mp4', 'b.mp4']);
  await expect.element(page.getByText(/2 fichiers prêts/)).toBeVisible();
  expect(session.recordings).toHaveLength(0);

  await page.getByTestId('exercise-consent').click();
  await expect.element(page.getByTestId('workbench')).toBeVisible();
  expect(session.recordings.map(({ name }) => name)).toEqual(['a.mp4', 'b.mp4']);
  await expect.element(page.getByText('EXERCICE – sans valeur procédurale')).toBeVisible();
});

it('opens the judicial door by its key, and says where things are kept in each shape', async () => {
  await openApp({}, { shape: 'usb' });
  await expect.element(page.getByTestId('keeps')).toHaveTextContent(/file:\/\/.*qu’en mémoire/);
  await userEvent.keyboard('d');
  await expect.element(page.getByTestId('door')).toBeVisible();
});

it('says why the judicial door did not open, and lets the person try again', async () => {
  const openDoor = vi.fn().mockRejectedValue(new Error('no vault'));
  await openApp({}, { openDoor });
  await page.getByTestId('open-door').click();
  await expect.element(page.getByTestId('alert')).toHaveTextContent(/no vault/);
  await page.getByTestId('open-door').click();
  expect(openDoor).toHaveBeenCalledTimes(2);
});

it('says what the machine can do, and that a simulated graphics card is not used', async () => {
  await openApp();
  await expect.element(page.getByTestId('machine')).toHaveTextContent(/ne décode pas HEVC/);
  await expect.element(page.getByTestId('machine')).toHaveTextContent(/simulé par le processeur, non utilisé/);
});

it('names what is missing and opens no door without it', async () => {
  const probe = () => Promise.resolve({ ...CAPABLE, missing: ['WebCodecs', 'IndexedDB'] as const });
  await openApp({}, { probe });
  await expect.element(page.getByTestId('missing-features')).toHaveTextContent(/WebCodecs, IndexedDB/);
  await expect.element(page.getByTestId('exercise-consent')).toBeDisabled();
});

it('offers the sample only where there is one, and needs no tick for it', async () => {
  await openApp();
  await expect.element(page.getByTestId('sample-link')).not.toBeInTheDocument();

  const { session } = await openApp(
    {},
    { findSample: () => Promise.resolve(() => Promise.resolve(new File(['x'], 'vtest.mp4'))) },
  );
  await page.getByTestId('sample-link').click();
  await expect.element(page.getByTestId('workbench')).toBeVisible();
  expect(session.recordings[0]?.name).toBe('vtest.mp4');
});

it('says why an exercise did not open, and lets the person try again', async () => {
  const openExercise = vi.fn().mockRejectedValue(new Error('no store'));
  await openApp({}, { openExercise });
  await page.getByTestId('exercise-consent').click();
  await give(['a.mp4']);
  await expect.element(page.getByTestId('alert')).toHaveTextContent(/no store/);
  await give(['a.mp4']);
  expect(openExercise).toHaveBeenCalledTimes(2);
});
