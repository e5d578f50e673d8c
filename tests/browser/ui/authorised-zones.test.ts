// What the authorisation allows of a camera's picture, drawn in the open dossier.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CaseFile, Scope } from '../../../src/domain/case/case-file.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import {
  after,
  authorisedCase,
  HASH,
  HOUR,
  INVESTIGATOR,
  newDraft,
  PROVENANCE,
  START,
  WRITTEN,
} from '../../builders/cases.ts';
import { aFakeRecording } from '../../builders/fake-recording.ts';
import { finish } from './open-app.ts';
import { openDossier, type OpenedDossier } from './open-dossier.ts';

const ID = 'fake-1';
const CORNERS = [
  { x: 0.1, y: 0.1 },
  { x: 0.4, y: 0.1 },
  { x: 0.4, y: 0.6 },
];
const KNOWN: readonly CaseCommand[] = [
  { kind: 'add-recording', id: ID, name: 'a.mp4', sizeBytes: 1 },
  { kind: 'set-provenance', recordingId: ID, provenance: PROVENANCE },
  { kind: 'note-hash', recordingId: ID, sha256: HASH },
];

async function open(file: CaseFile, options: Parameters<typeof openDossier>[1] = {}): Promise<OpenedDossier> {
  const opened = await openDossier(file, { recordingOf: () => aFakeRecording(), ...options });
  opened.session.addFiles([new File(['x'], 'a.mp4')]);
  return opened;
}

const scopeOf = ({ session }: OpenedDossier): Scope | undefined => session.file.authorisations.at(-1)?.scope;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START + HOUR });
});
afterEach(() => {
  vi.useRealTimers();
});

it('L29 are drawn by keyboard alone, for the camera of the recording, and bound what is authorised', async () => {
  const opened = await open(after(authorisedCase(), KNOWN));
  page.getByTestId('open-authorised-zones').element().focus();
  // Enter is a command of the workbench, unless the focus came by keyboard.
  await userEvent.keyboard('{Tab}{Shift>}{Tab}{/Shift}');
  await expect.element(page.getByTestId('open-authorised-zones')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByTestId('authorised-zones')).toHaveTextContent(new RegExp(PROVENANCE.camera));
  await expect.element(page.getByTestId('authorised-zones-count')).toHaveTextContent(/toute l’image/);
  page.getByTestId('add-zone').element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByTestId('authorised-zones-count')).toHaveTextContent(/^1 zone/);
  page.getByTestId('zone-corner').first().element().focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  page.getByTestId('authorised-zones-save').element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => page.getByTestId('authorised-zones').elements().length).toBe(0);
  const zones = scopeOf(opened)?.zones ?? [];
  expect(zones.map(({ camera }) => camera)).toEqual([PROVENANCE.camera]);
  expect(zones[0]?.polygon[0]?.x).toBeCloseTo(0.34, 5);
  expect(scopeOf(opened)?.classes).toEqual(authorisedCase().authorisations.at(-1)?.scope.classes);
});

it('L29 a zone that is still being drawn counts as drawn when it is saved', async () => {
  const opened = await open(after(authorisedCase(), KNOWN));
  await page.getByTestId('open-authorised-zones').click();
  const canvas = page.getByTestId('zone-canvas');
  await expect.element(canvas).toBeVisible();
  const { width, height } = canvas.element().getBoundingClientRect();
  for (const { x, y } of CORNERS) {
    await canvas.click({ position: { x: x * width, y: y * height } });
  }
  await page.getByTestId('authorised-zones-save').click();
  await expect.poll(() => scopeOf(opened)?.zones.length).toBe(1);
});

it('L29 those of a magistrate can be taken away but for the last one, and not redrawn', async () => {
  const zones = [CORNERS, CORNERS.toReversed()].map((polygon) => ({ camera: PROVENANCE.camera, polygon }));
  const file = after(newDraft({ framework: 'PRELIMINAIRE', flagranceFrom: undefined }), [
    { kind: 'authorise', authorisation: { ...WRITTEN, scope: { ...WRITTEN.scope, zones } } },
    ...KNOWN,
  ]);
  const opened = await open(file);
  await page.getByTestId('open-authorised-zones').click();
  await expect.element(page.getByText(/délimitées par le magistrat/)).toBeVisible();
  expect(page.getByTestId('add-zone').elements()).toHaveLength(0);
  await page.getByTestId('remove-zone').first().click();
  await expect.element(page.getByTestId('remove-zone')).toBeDisabled();
  await page.getByTestId('authorised-zones-save').click();
  await expect.poll(() => scopeOf(opened)?.zones.length).toBe(1);
});

it('L29 an analysis under way or done is told not to follow them', async () => {
  const opened = await open(after(authorisedCase(), KNOWN));
  finish(opened.session);
  await page.getByTestId('open-authorised-zones').click();
  await expect.element(page.getByText(/Relancez celle-ci/)).toBeVisible();
});

it('are offered to the directeur only', async () => {
  await open(after(authorisedCase(), KNOWN), { actor: INVESTIGATOR });
  await expect.element(page.getByTestId('recording-law')).toBeVisible();
  expect(page.getByTestId('open-authorised-zones').elements()).toHaveLength(0);
});
