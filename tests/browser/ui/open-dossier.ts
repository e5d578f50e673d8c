// Opens the workbench of a fake dossier, without the door.

import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from '../../../src/app/App.svelte';
import { CrashHandler } from '../../../src/app/crash.svelte.ts';
import type { UnlockedUser } from '../../../src/contracts/vault.ts';
import type { CaseFile } from '../../../src/domain/case/case-file.ts';
import type { Actor } from '../../../src/domain/case/commands.ts';
import { DATA_NATURES } from '../../../src/domain/law/enumerations.ts';
import { day } from '../../../src/domain/time/instant.ts';
import { AppState } from '../../../src/state/app.svelte.ts';
import { Preferences } from '../../../src/state/preferences.svelte.ts';
import '../../../src/ui/base.css';
import '../../../src/ui/tokens.css';
import { DIRECTOR, HOUR, START } from '../../builders/cases.ts';
import { FakeDoor, FAKE_RECORD, FakeDossierSession } from '../../builders/fake-door.ts';
import type { FakeRecording } from '../../builders/fake-recording.ts';
import { CAPABLE } from './open-app.ts';

export const PASSPHRASE = 'Horloge-42-Marmite';

/** Somebody who has unlocked. */
export function userOf({ userId, role, quality }: Actor): UnlockedUser {
  const habilitation = {
    authority: 'Le chef de service',
    from: day('2026-01-01'),
    until: undefined,
    natures: DATA_NATURES,
  };
  const profile = { userId, role, quality: 'OPJ' as const, label: 'Capitaine X, 123456', habilitation, isActive: true };
  return { profile, quality, cases: [] };
}

export interface OpenedDossier {
  readonly session: FakeDossierSession;
  readonly app: AppState;
}

/** The workbench on a case; its clock stands an hour after the case was made. */
export async function openDossier(
  file: CaseFile,
  options: { readonly actor?: Actor; readonly recordingOf?: (name: string) => FakeRecording } = {},
): Promise<OpenedDossier> {
  await page.viewport(1440, 900);
  document.body.style.height = '900px';
  const now = (): number => START + HOUR;
  const session = new FakeDossierSession({
    ...{ file, user: userOf(options.actor ?? DIRECTOR), installation: FAKE_RECORD, passphrase: PASSPHRASE, now },
    ...(options.recordingOf === undefined ? {} : { recordingOf: options.recordingOf }),
  });
  const app = new AppState({
    shape: 'pwa',
    openExercise: () => Promise.reject(new Error('no exercise here')),
    openDoor: () => Promise.resolve(new FakeDoor()),
    probe: () => Promise.resolve(CAPABLE),
    findSample: () => Promise.resolve(undefined),
  });
  const { container } = await render(App, {
    app,
    preferences: new Preferences(undefined),
    crashes: new CrashHandler(),
  });
  container.style.height = '900px';
  await app.examine();
  app.enter(session);
  return { session, app };
}
