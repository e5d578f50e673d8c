// The form of a dossier as a person uses it: what unfolds, what is missing, by keyboard alone, and for everybody.

import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { DossierSession } from '../../../src/contracts/dossier.ts';
import { recordingId } from '../../../src/domain/ids.ts';
import { FRAMEWORKS, type Framework } from '../../../src/domain/law/enumerations.ts';
import { day, instant } from '../../../src/domain/time/instant.ts';
import { freshAnswers, inFramework } from '../../../src/state/case-form-answers.ts';
import { CASE_FIELDS } from '../../../src/state/case-form-fields.ts';
import { DoorState } from '../../../src/state/door.svelte.ts';
import { DossierState } from '../../../src/state/dossier.svelte.ts';
import '../../../src/ui/base.css';
import '../../../src/ui/tokens.css';
import { after, authorisedCase, DEEMED, PARIS, START } from '../../builders/cases.ts';
import { DOOR_NOW, FAKE_DIRECTOR, FAKE_SOFTWARE, FakeDoor } from '../../builders/fake-door.ts';
import CaseFormHarness from './CaseFormHarness.svelte';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function problems(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { runOnly: TAGS, preload: false });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

async function openForm(): Promise<{ readonly fake: FakeDoor; readonly onopened: ReturnType<typeof vi.fn> }> {
  await page.viewport(1280, 720);
  const fake = new FakeDoor();
  const door = new DoorState(fake, { now: () => DOOR_NOW, software: FAKE_SOFTWARE });
  await door.unlock(FAKE_DIRECTOR);
  const onopened = vi.fn<(session: DossierSession) => void>();
  await render(CaseFormHarness, { door, onopened });
  await expect.element(page.getByTestId('case-form')).toBeVisible();
  return { fake, onopened };
}

const fields = (): string[] =>
  [...document.querySelectorAll('[data-field]')].map((row) => row.getAttribute('data-field') ?? '').sort();
const missing = (): (string | null)[] =>
  page
    .getByTestId('missing-item')
    .elements()
    .map((item) => item.getAttribute('data-code'));

async function choose(framework: Framework): Promise<void> {
  await userEvent.click(document.querySelector(`[data-value="${framework}"]`) ?? document.body);
}

describe('the form of a dossier', () => {
  it('asks for the framework alone, then for what each framework needs and nothing else', async () => {
    await openForm();
    expect(fields()).toEqual(['framework']);
    for (const framework of FRAMEWORKS) {
      await choose(framework);
      const answers = inFramework(freshAnswers('', START, PARIS), framework);
      const isOpen = (id: string): boolean => id.startsWith('scope') && answers.form !== 'REPUTEE_ACQUISE';
      const expected = CASE_FIELDS.filter(({ id, isAsked, isFolded }) => isAsked(answers) && (!isFolded || isOpen(id)));
      await expect.poll(fields, { message: framework }).toEqual(expected.map(({ id }) => id).sort());
    }
  });

  it('asks for the confirmation of a spoken authorisation only', async () => {
    await openForm();
    await choose('PRELIMINAIRE');
    await expect.element(page.getByTestId('field-confirmedAt')).not.toBeInTheDocument();
    await userEvent.click(document.querySelector('[data-value="VERBALE_CONFIRMEE"]') ?? document.body);
    await expect.element(page.getByTestId('field-confirmedAt')).toBeVisible();
    expect(missing()).toContain('AUTHORISATION_CONFIRMATION');
  });

  it('lists what is missing as it is filled in; each line leads to its field, folded or not', async () => {
    await openForm();
    await choose('FLAGRANCE');
    await expect
      .poll(missing)
      .toEqual([
        'PROCEDURE_NUMBER',
        'FLAGRANCE_START',
        'FACTS_QUALIFICATION',
        'FACTS_PLACE_DATE',
        'NO_CONTRARY_DECISION',
      ]);
    await page.getByTestId('missing-item').first().getByRole('button').click();
    await expect.element(page.getByTestId('field-procedureNumber')).toHaveFocus();
    await userEvent.keyboard('2026/1');
    await expect.poll(missing).not.toContain('PROCEDURE_NUMBER');
    await page.getByTestId('more-facts').click();
    await page.getByTestId('field-service').click();
    await userEvent.keyboard('{Control>}a{/Control}{Backspace}');
    await page.getByTestId('more-facts').click();
    await expect.poll(missing).toContain('SERVICE');
    await page.getByTestId('missing-item').first().getByRole('button').click();
    await expect.element(page.getByTestId('field-service')).toHaveFocus();
  });

  it('is filled in and sent by keyboard alone, and gives the key of the dossier once', async () => {
    const { fake, onopened } = await openForm();
    await userEvent.keyboard('{Tab} ');
    await userEvent.keyboard('{Tab}2026/000417{Tab}{Tab}0845{Tab}Vol aggravé{Tab}Lyon, 10 mars 2026{Enter}');
    // Enter led to the one thing that is missing.
    await expect.element(page.getByTestId('field-noContraryDecision')).toHaveFocus();
    await expect.element(page.getByTestId('read-flagranceFrom')).toHaveTextContent(/mardi 10 mars 2026.*08:45/);
    await userEvent.keyboard(' {Control>}{Enter}{/Control}');
    await expect.element(page.getByTestId('share-screen')).toBeVisible();
    await expect.element(page.getByTestId('share-done')).toBeDisabled();
    await expect.element(page.getByTestId('share-save')).toHaveFocus();
    expect(onopened).not.toHaveBeenCalled();
    await userEvent.keyboard('{Enter}{Tab}{Tab}{Enter}');
    await expect.poll(() => onopened.mock.calls.length).toBe(1);
    const [file] = fake.sessions.map((session) => session.file);
    expect(file).toMatchObject({ state: 'AUTHORISED', procedureNumber: '2026/000417', framework: 'FLAGRANCE' });
    expect(fake.sessions.flatMap(({ calls }) => calls)).toContain('confirm-share');
  });

  it('opens the article of the field by F1, with its line and what is still to be verified', async () => {
    await openForm();
    await choose('FLAGRANCE');
    await page.getByTestId('field-flagranceFrom-time').click();
    await userEvent.keyboard('{F1}');
    const opened = (): string => document.querySelector(':popover-open')?.textContent ?? '';
    await expect.poll(opened).toMatch(/article 53 du CPP.*à vérifier.*huit jours/s);
    await expect.element(page.getByTestId('field-flagranceFrom-time')).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.poll(opened).toBe('');
  });

  it('sends nothing while a limit of the period cannot be read', async () => {
    await openForm();
    await choose('FLAGRANCE');
    await page.getByTestId('more-scope').click();
    await page.getByTestId('field-scopeTo-date').click();
    await userEvent.keyboard('31/02/2026');
    await expect.element(page.getByText(/Jusqu’au.*non comprise/)).toBeVisible();
    await expect.element(page.getByTestId('case-submit')).toBeDisabled();
  });

  it('has no text input that the browser would remember, and is the same for everybody', async () => {
    await openForm();
    for (const framework of ['FLAGRANCE', 'INFO_CAUSES_80_4'] as const) {
      await choose(framework);
      await expect.poll(fields).toContain('procedureNumber');
      expect(document.querySelectorAll('select, textarea, input:not([type="checkbox"])')).toHaveLength(0);
      expect(await problems(), framework).toEqual([]);
    }
  });
});

describe('the provenance of a drop', () => {
  const names = ['CAM01_20260310.mp4', 'CAM02_20260310.mp4', '20260310120000.mp4'];

  async function openDialog(
    period = false,
  ): Promise<{ readonly dossier: DossierState; readonly closed: () => number }> {
    await page.viewport(1280, 720);
    const fake = new FakeDoor();
    const base = authorisedCase();
    const scope = { ...DEEMED.scope, from: instant(START - 86_400_000) };
    const file = after(base, [
      ...(period ? [{ kind: 'set-scope', scope } as const] : []),
      ...names.map((name, at) => ({ kind: 'add-recording', id: `r${at}`, name, sizeBytes: 10 }) as const),
    ]);
    await fake.unlock(FAKE_DIRECTOR);
    const session = await fake.open(fake.put(file), undefined);
    const dossier = new DossierState(session, { now: () => DOOR_NOW });
    const onclosed = vi.fn();
    await render(CaseFormHarness, { dossier, recordingIds: names.map((_, at) => recordingId(`r${at}`)), onclosed });
    await expect.element(page.getByTestId('provenance')).toBeVisible();
    return { dossier, closed: () => onclosed.mock.calls.length };
  }

  it('is filled in once for three files, by keyboard alone; names are proposed and taken, never silently', async () => {
    const { dossier, closed } = await openDialog();
    await expect
      .poll(missing)
      .toEqual(['RECORDING_REFERENCE', 'RECORDING_HOLDER', 'RECORDING_CAMERA', 'RECORDING_PLACE']);
    page.getByTestId('field-pvReference').element().focus();
    await userEvent.keyboard('PV 4{Tab}{Tab}Syndic{Tab}1 rue Z{Tab}{Enter}');
    await expect.poll(missing).toEqual(['RECORDING_CAMERA']);
    await expect.element(page.getByTestId('field-camera-r0')).toHaveTextContent('CAM01');
    // The third file's name says nothing: Enter leads there.
    page.getByTestId('field-place').element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByTestId('field-camera-r2')).toHaveFocus();
    await userEvent.keyboard('Hall{Enter}');
    await expect.poll(closed).toBe(1);
    const kept = dossier.file?.recordings.map(({ provenance }) => provenance);
    expect(kept?.map((provenance) => provenance?.camera)).toEqual(['CAM01', 'CAM02', 'Hall']);
    expect(kept?.[0]).toMatchObject({
      ...{ obtention: 'REQUISITION_60_1', reference: 'PV 4', holder: 'Syndic', place: '1 rue Z' },
      ...{ obtainedOn: day('2026-03-10'), startsAt: undefined, clockOffsetMs: undefined },
    });
  });

  it('asks when each recording starts once the period is bounded', async () => {
    await openDialog(true);
    await expect.poll(missing).toContain('RECORDING_START');
  });

  it('takes the offset with its sign, shows what it does, and asks who ascertained it', async () => {
    await openDialog();
    await page.getByTestId('more-clock').click();
    await page.getByTestId('field-clockOffset').click();
    await userEvent.keyboard('3:12');
    await expect.element(page.getByTestId('read-clockOffset')).toHaveTextContent(/12:00.*12:03:12/);
    await expect.poll(missing).toContain('CLOCK_OFFSET_SOURCE');
    await page.getByText('L’enregistreur avance').click();
    await expect.element(page.getByTestId('read-clockOffset')).toHaveTextContent(/12:00.*11:56:48/);
  });

  it('is the same for everybody', async () => {
    await openDialog();
    await page.getByTestId('more-clock').click();
    expect(await problems()).toEqual([]);
  });
});
