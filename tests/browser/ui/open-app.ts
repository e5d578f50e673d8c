// The whole interface on a fake session: what a person sees and does, without files or workers.

import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from '../../../src/app/App.svelte';
import { CrashHandler } from '../../../src/app/crash.svelte.ts';
import { AppState, type AppPorts } from '../../../src/state/app.svelte.ts';
import type { Capabilities } from '../../../src/state/capabilities.ts';
import { Preferences } from '../../../src/state/preferences.svelte.ts';
import '../../../src/ui/base.css';
import '../../../src/ui/tokens.css';
import { aFakeRecording, type FakeRecording } from '../../builders/fake-recording.ts';
import { FakeDoor } from '../../builders/fake-door.ts';
import { FakeSession } from '../../builders/fake-session.ts';

export const CAPABLE: Capabilities = {
  missing: [],
  decodes: { 'H.264': true, HEVC: false, VP9: true, AV1: true },
  gpu: { kind: 'software' },
  cores: 2,
};

/** Opens the first screen; `recordings` says what a file of a name turns out to be. */
export async function openApp(
  recordings: Readonly<Record<string, FakeRecording>> = {},
  ports: Partial<AppPorts> = {},
): Promise<{ readonly session: FakeSession; readonly app: AppState }> {
  await page.viewport(1440, 900);
  document.body.style.height = '900px';
  const session = new FakeSession((name) => recordings[name] ?? aFakeRecording());
  const app = new AppState({
    shape: 'pwa',
    openExercise: () => Promise.resolve(session),
    openDoor: () => Promise.resolve(new FakeDoor()),
    probe: () => Promise.resolve(CAPABLE),
    findSample: () => Promise.resolve(undefined),
    ...ports,
  });
  const { container } = await render(App, {
    app,
    preferences: new Preferences(undefined),
    crashes: new CrashHandler(),
  });
  container.style.height = '900px';
  await app.examine();
  return { session, app };
}

/** Opens an exercise on files of the given recordings, none analysed yet. */
export async function openWorkbench(recordings: Readonly<Record<string, FakeRecording>>): Promise<FakeSession> {
  const { session } = await openApp(recordings);
  await page.getByTestId('exercise-consent').click();
  await give(Object.keys(recordings));
  await expectVisible('workbench');
  return session;
}

/** Gives files to the first input of the page. */
export async function give(names: readonly string[]): Promise<void> {
  await userEvent.upload(
    page.getByTestId('file-input').element(),
    names.map((name) => new File(['x'], name, { type: 'video/mp4' })),
  );
}

/** Lets the fake analysis run to its end. */
export function finish(session: FakeSession): void {
  for (let turn = 0; turn < session.recordings.length * 3; turn += 1) {
    session.advance(1_000_000);
  }
}

async function expectVisible(testid: string): Promise<void> {
  const { expect } = await import('vitest');
  await expect.element(page.getByTestId(testid)).toBeVisible();
}
