// A dossier at work: what stands in its bar, what is asked of a recording, what is decided about an object.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { AppError } from '../../../src/contracts/errors.ts';
import type { CaseFile } from '../../../src/domain/case/case-file.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import { recordingId } from '../../../src/domain/ids.ts';
import { after, authorisedCase, HASH, HOUR, MAGISTRATE, newDraft, PROVENANCE, START } from '../../builders/cases.ts';
import { aFakeRecording, aFakeTrack } from '../../builders/fake-recording.ts';
import { finish } from './open-app.ts';
import { openDossier, PASSPHRASE, type OpenedDossier } from './open-dossier.ts';

const tracks = [1, 40, 80].map((firstOrdinal) => aFakeTrack({ firstOrdinal, lastOrdinal: firstOrdinal + 30 }));
const ID = 'fake-1';

/** A case in use whose one recording is the first of the fake session. */
function usedCase(more: readonly CaseCommand[] = []): CaseFile {
  return after(authorisedCase(), [
    { kind: 'add-recording', id: ID, name: 'a.mp4', sizeBytes: 1 },
    { kind: 'set-provenance', recordingId: ID, provenance: PROVENANCE },
    { kind: 'note-hash', recordingId: ID, sha256: HASH },
    { kind: 'start-session', clockGapMs: 0 },
    { kind: 'start-analysis', recordingId: ID },
    ...more,
  ]);
}

async function openUsed(options: Parameters<typeof openDossier>[1] = {}): Promise<OpenedDossier> {
  const opened = await openDossier(usedCase(), { recordingOf: () => aFakeRecording({ tracks }), ...options });
  opened.session.addFiles([new File(['x'], 'a.mp4')]);
  finish(opened.session);
  return opened;
}

const stateOf = (index: number): Promise<string | null> =>
  Promise.resolve(
    page.getByTestId('track').nth(index).getByTestId('review-state').element().getAttribute('data-state'),
  );

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START + HOUR });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the screen of a dossier', () => {
  it('L07 does not go on paper by the browser past its journal: a sentence does', async () => {
    await openUsed();
    const shown = (): string[] =>
      [...document.querySelectorAll<HTMLElement>('body *')]
        .filter((element) => element.checkVisibility() && element.childElementCount === 0)
        .map(({ dataset, textContent }) => dataset['testid'] ?? textContent);
    expect(shown()).not.toContain('unprinted');
    await cdp().send('Emulation.setEmulatedMedia', { media: 'print' });
    expect(shown()).toEqual(['unprinted']);
    await cdp().send('Emulation.setEmulatedMedia', { media: '' });
  });
});

describe('the bar of a dossier', () => {
  it('says number, framework, state, earliest deadline and role, and bears no band of an exercise', async () => {
    await openUsed();
    await expect.element(page.getByTestId('dossier-number')).toHaveTextContent('2026/000123');
    const bar = page.getByTestId('dossier-bar');
    await expect.element(bar).toHaveAttribute('data-state', 'IN_USE');
    await expect.element(bar).toHaveTextContent(/Flagrance.*En exploitation/);
    // Three years after 10 March 2026: gone before that day begins.
    await expect.element(page.getByTestId('dossier-deadline')).toHaveTextContent('09/03/2029');
    await expect.element(page.getByTestId('dossier-role')).toHaveTextContent('Directeur d’enquête');
    expect(page.getByTestId('exercise-band').elements()).toHaveLength(0);
  });

  it('says what keeps anything from being imported', async () => {
    await openDossier(newDraft());
    await expect
      .poll(() => page.getByTestId('refusal').first().element().getAttribute('data-codes'))
      .toContain('AUTHORISATION');
  });

  it('says where the journal breaks', async () => {
    const { session } = await openDossier(usedCase());
    session.journalFault = { code: 'ALTERED', seq: 7, part: 'content' };
    session.change({});
    await expect.element(page.getByTestId('journal-fault')).toHaveTextContent(/entrée 7 : entrée modifiée/);
  });
});

describe('a recording of a dossier', () => {
  it('asks for its provenance before anything is read', async () => {
    const file = after(authorisedCase(), [{ kind: 'add-recording', id: ID, name: 'a.mp4', sizeBytes: 1 }]);
    const { session } = await openDossier(file);
    session.addFiles([new File(['x'], 'a.mp4')]);
    await expect.element(page.getByTestId('recording-law')).toHaveAttribute('data-provenance', 'missing');
    await page.getByTestId('complete-provenance').click();
    await expect.element(page.getByRole('dialog')).toBeVisible();
  });

  it('is given its file again, and another file is refused where it was given', async () => {
    const { session } = await openUsed();
    session.detached = new Set([recordingId(ID)]);
    session.change({});
    const input = page.getByTestId('give-again-input');
    await expect.element(page.getByTestId('give-again')).toBeVisible();
    await userEvent.upload(input.element(), [new File(['y'], 'other.mp4')]);
    const card = page.getByTestId('recording').first();
    await expect.element(card.getByTestId('alert')).toHaveAttribute('data-code', 'FILE_MISMATCH');
    await userEvent.upload(input.element(), [new File(['x'], 'a.mp4')]);
    await expect.poll(() => session.calls).toContain('attach a.mp4');
    await expect.poll(() => card.getByTestId('alert').elements().length).toBe(0);
    await expect.poll(() => page.getByTestId('give-again').elements().length).toBe(0);
  });
});

describe('a decision', () => {
  it('is taken by keyboard alone: Enter retains, X and a motive dismiss, U undoes', async () => {
    const { session } = await openUsed();
    await page.getByTestId('track').first().click();
    await expect.element(page.getByTestId('review')).toHaveAttribute('data-state', 'PROPOSED');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => stateOf(0)).toBe('RETAINED');
    await userEvent.keyboard('u');
    await expect.poll(() => stateOf(0)).toBe('PROPOSED');
    await userEvent.keyboard(']x');
    await expect.element(page.getByTestId('motives')).toBeVisible();
    await userEvent.keyboard('3');
    await expect.poll(() => stateOf(1)).toBe('DISMISSED');
    expect([...session.decisions.values()].map(({ motive }) => motive)).toEqual(['FAUSSE_DETECTION']);
    await expect.element(page.getByTestId('dossier-counts')).toHaveTextContent('0 retenu · 1 écarté');
  });

  it('says its state in words and by a shape', async () => {
    await openUsed();
    const mark = page.getByTestId('track').first().getByTestId('review-state');
    await expect.element(mark).toHaveTextContent('proposé');
    const before = mark.element().querySelector('svg')?.innerHTML;
    await page.getByTestId('track').first().click();
    await page.getByTestId('retain').click();
    await expect.element(mark).toHaveTextContent('retenu');
    expect(mark.element().querySelector('svg')?.innerHTML).not.toBe(before);
  });

  it('keeps what was seen apart from what is made of it', async () => {
    const { session } = await openUsed();
    await page.getByTestId('track').first().click();
    await page.getByTestId('finding').click();
    await userEvent.keyboard('Haut rouge');
    await page.getByTestId('appreciation').click();
    await userEvent.keyboard('Semble attendre{Enter}');
    await expect
      .poll(() => [...session.decisions.values()][0])
      .toMatchObject({
        state: 'RETAINED',
        finding: 'Haut rouge',
        appreciation: 'Semble attendre',
      });
  });

  it('refuses a dismissal for another reason without finding, and says so', async () => {
    await openUsed();
    await page.getByTestId('track').first().click();
    await page.getByTestId('dismiss').click();
    await page.getByTestId('motive-AUTRE').click();
    await expect
      .element(page.getByTestId('act-refused').getByTestId('refusal'))
      .toHaveAttribute('data-codes', 'FINDING');
    await expect.poll(() => stateOf(0)).toBe('PROPOSED');
  });
});

describe('the control', () => {
  it('sees everything, can do nothing, and is told why', async () => {
    const { session } = await openUsed({ actor: MAGISTRATE });
    await expect
      .element(page.getByTestId('dossier-role'))
      .toHaveTextContent(/Contrôle · magistrat saisi.*Lecture seule/);
    await page.getByTestId('track').first().click();
    const review = page.getByTestId('review');
    await expect.element(review.getByTestId('refusal')).toHaveAttribute('data-codes', 'RIGHT');
    expect(review.getByTestId('retain').elements()).toHaveLength(0);
    await userEvent.keyboard('{Enter}');
    expect(session.calls.filter((call) => call.startsWith('review'))).toEqual([]);
    for (const testid of ['settings-next', 'export-results', 'settings-of']) {
      expect(page.getByTestId(testid).elements(), testid).toHaveLength(0);
    }
  });
});

describe('an export', () => {
  it('L18 asks why, by keyboard alone, and offers the same reason for the next one', async () => {
    const { session } = await openUsed();
    await expect.element(page.getByTestId('export-still')).toBeEnabled();
    await userEvent.keyboard('s');
    await expect.element(page.getByTestId('motive-text')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByTestId('motive-export')).toBeDisabled();
    expect(session.calls.filter((call) => call.startsWith('export'))).toEqual([]);
    await userEvent.keyboard('joint au PV 12{Enter}');
    await expect.poll(() => session.calls).toContain('export-still fake-1 1 joint au PV 12');
    await userEvent.keyboard('{Shift>}s{/Shift}');
    await expect.element(page.getByTestId('motive-text')).toHaveTextContent('joint au PV 12');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => session.calls).toContain('export-results fake-1 joint au PV 12');
  });

  it('of figures goes on paper once the journal says why, and not by the way of the browser', async () => {
    const { session } = await openUsed();
    const print = vi.spyOn(window, 'print').mockImplementation(() => {
      window.dispatchEvent(new Event('beforeprint'));
      expect(page.getByTestId('figure-paper').element().textContent).toContain('3 objets proposés');
      window.dispatchEvent(new Event('afterprint'));
    });
    await page.getByTestId('tab-figures').click();
    window.dispatchEvent(new Event('beforeprint'));
    await expect.element(page.getByTestId('figure-paper-refused')).toHaveTextContent(/demande un motif/);
    expect(page.getByTestId('figure-paper').elements()).toHaveLength(0);
    window.dispatchEvent(new Event('afterprint'));
    await page.getByTestId('figures-print').click();
    await expect.element(page.getByTestId('motive-text')).toHaveFocus();
    expect(print).not.toHaveBeenCalled();
    await userEvent.keyboard('réunion du 12{Enter}');
    await expect.poll(() => print.mock.calls.length).toBe(1);
    expect(session.calls).toContain('print-figures 3 réunion du 12');
    window.dispatchEvent(new Event('beforeprint'));
    await expect.element(page.getByTestId('figure-paper-refused')).toBeVisible();
    window.dispatchEvent(new Event('afterprint'));
    print.mockRestore();
  });

  it('tells a magistrate why nothing leaves, and asks nothing', async () => {
    await openUsed({ actor: MAGISTRATE });
    await userEvent.keyboard('s');
    await expect.element(page.getByTestId('motive').getByTestId('refusal')).toHaveAttribute('data-codes', 'RIGHT');
    expect(page.getByTestId('motive-text').elements()).toHaveLength(0);
  });
});

describe('a dossier opened again', () => {
  it('asks for the file where a picture is wanted, and refuses no analysis that is done', async () => {
    const recordingOf = () => aFakeRecording({ tracks });
    const { session } = await openDossier(usedCase([{ kind: 'end-session' }]), { recordingOf });
    vi.spyOn(session, 'openReader').mockRejectedValue(new AppError('FILE_ABSENT'));
    session.addFiles([new File(['x'], 'a.mp4')]);
    finish(session);
    await page.getByTestId('track').nth(1).click();
    const problem = page.getByTestId('picture-problem');
    await expect.element(problem).toHaveTextContent(/Fichier à redonner/);
    expect(problem.element().textContent).not.toContain('décodée');
    await expect.element(page.getByTestId('recording-law')).toBeVisible();
    expect(page.getByTestId('recording-law').getByTestId('refusal').elements()).toHaveLength(0);
  });
});

describe('the lock', () => {
  it('shows the number and how far the analysis is, and nothing else', async () => {
    const { session } = await openUsed();
    await userEvent.keyboard('v');
    await expect.element(page.getByTestId('locked-number')).toHaveTextContent('2026/000123');
    session.work = { left: 2, share: 0.41 };
    session.change({});
    await expect.element(page.getByTestId('locked-work')).toHaveTextContent(/2 enregistrements restants, 41/);
    expect(document.body.textContent).not.toContain('a.mp4');
    expect(document.body.textContent).not.toContain('P-0001');
    expect(page.getByTestId('track').elements()).toHaveLength(0);
  });

  it('opens with the passphrase only, and forgets what was typed', async () => {
    await openUsed();
    await page.getByTestId('lock').click();
    await page.getByTestId('locked-registration').click();
    await userEvent.keyboard('123456');
    await page.getByTestId('locked-passphrase').click();
    await userEvent.keyboard('wrong{Enter}');
    await expect.element(page.getByTestId('alert')).toHaveAttribute('data-code', 'PASSPHRASE_WRONG');
    await expect.element(page.getByTestId('locked-passphrase')).toHaveTextContent('');
    await page.getByTestId('locked-passphrase').click();
    await userEvent.keyboard(`${PASSPHRASE}{Enter}`);
    await expect.element(page.getByTestId('track').first()).toBeVisible();
  });
});

describe('the keys of a dossier', () => {
  it('take none that the workbench has', async () => {
    await openUsed();
    await userEvent.keyboard('?');
    const keys = page.getByTestId('help').element().querySelectorAll('kbd');
    const shown = [...keys].map((key) => key.textContent.trim());
    expect(shown).toContain('Entrée');
    expect(shown.filter((key, index) => shown.indexOf(key) !== index)).toEqual([]);
  });
});
