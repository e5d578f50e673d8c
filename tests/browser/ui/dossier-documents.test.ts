// Documents, journal, acts of the procedure, closing and erasing, as a person meets them.

import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  closableCase,
  after,
  authorisedCase,
  HOUR,
  INVESTIGATOR,
  MAGISTRATE,
  readyCase,
  START,
} from '../../builders/cases.ts';
import { aFakeRecording, aFakeTrack } from '../../builders/fake-recording.ts';
import { finish } from './open-app.ts';
import { takeApart } from '../../../src/ui/dossier/document-page.ts';
import report from '../../fixtures/documents/report.html?raw';
import { openDossier } from './open-dossier.ts';

const tracks = [aFakeTrack({ firstOrdinal: 1, lastOrdinal: 30 })];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START + HOUR });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Types into a field that is not an <input>. */
async function type(testid: string, words: string): Promise<void> {
  await page.getByTestId(testid).click();
  await userEvent.keyboard(words);
}

const gone = (testid: string): Promise<void> => expect.poll(() => page.getByTestId(testid).elements().length).toBe(0);

describe('documents', () => {
  it('refuses a report with the list of what is missing, and gives no draft', async () => {
    const file = after(authorisedCase(), [{ kind: 'add-recording', id: 'r1', name: 'a.mp4', sizeBytes: 1 }]);
    await openDossier(file);
    await userEvent.keyboard('{Shift>}d{/Shift}');
    await page.getByTestId('document-REPORT').click();
    const refusal = page.getByTestId('documents').getByTestId('refusal');
    await expect.poll(() => refusal.element().getAttribute('data-codes')).toContain('RECORDING_PROVENANCE');
    await expect.element(page.getByTestId('document-issue')).toBeDisabled();
    await gone('document-text');
  });

  it('shows a document as page and as text, without a frame, and saves its PDF', async () => {
    const { session } = await openDossier(readyCase());
    await userEvent.keyboard('{Shift>}d{/Shift}');
    await page.getByTestId('document-issue').click();
    await expect.element(page.getByTestId('document-preview')).toBeVisible();
    expect(document.querySelectorAll('iframe, object, embed')).toHaveLength(0);
    await page.getByTestId('view-text').click();
    await expect.element(page.getByTestId('document-text')).toHaveTextContent('M1 en texte');
    await page.getByTestId('document-pdf').click();
    await expect.poll(() => session.calls).toContain('pdf M1');
  });

  it('tells an investigator without the nature why no document is drawn up', async () => {
    await openDossier(readyCase(), { actor: MAGISTRATE });
    await userEvent.keyboard('{Shift>}d{/Shift}');
    await expect.element(page.getByTestId('documents').getByTestId('refusal')).toHaveAttribute('data-codes', 'RIGHT');
    await gone('document-issue');
  });
});

describe('the preview of a document', () => {
  it('shows the page in its own style, pictures included, and lets nothing in it run', () => {
    const { content, style } = takeApart(report);
    const picture = content.querySelector('img');
    expect(picture?.getAttribute('src')).toMatch(/^data:image/);
    expect(content.querySelectorAll('h2').length).toBeGreaterThanOrEqual(16);
    expect(content.querySelector('style, meta, script')).toBe(null);
    expect(style).toContain(':host { color: #111');
    const hostile =
      '<body><script>x</script><iframe src="https://x.example"></iframe><img src="https://x.example/a.png">';
    const { content: safe } = takeApart(hostile);
    expect(safe.querySelectorAll('script, iframe, [src]')).toHaveLength(0);
  });
});

describe('the journal of a dossier', () => {
  it('gives its verdict first, then its entries', async () => {
    const { session } = await openDossier(readyCase());
    session.entries = [
      {
        ...{ seq: 1, at: '2026-03-10T08:00:00.000Z', chain: 'case-1', actor: 'u1', role: 'DIRECTEUR_ENQUETE' },
        ...{ event: { kind: 'case-created', share: false }, motive: undefined },
        ...{ previous: '0'.repeat(64), hash: 'a'.repeat(64), signature: '' },
      },
    ];
    await userEvent.keyboard('h');
    await expect.element(page.getByTestId('journal-verdict')).toHaveTextContent(/intègre/);
    await expect.element(page.getByTestId('journal-entry')).toHaveTextContent(/Capitaine X.*Dossier créé/);
  });
});

describe('acts of the procedure', () => {
  it('suspends at once on a contrary decision', async () => {
    const { session } = await openDossier(readyCase());
    await userEvent.keyboard('{Shift>}p{/Shift}');
    await type('act-day', '10/03/2026');
    await type('act-reference', 'PV 12');
    await page.getByTestId('act-note').click();
    await expect.element(page.getByTestId('dossier-bar')).toHaveAttribute('data-state', 'SUSPENDED');
    expect(session.file.contraryDecision).toEqual({ on: '2026-03-10', reference: 'PV 12' });
    await expect.element(page.getByTestId('acts-noted')).toHaveTextContent(/10\/03\/2026 · PV 12/);
  });

  it('asks for a day that can be read before anything is noted', async () => {
    const { session } = await openDossier(readyCase());
    await userEvent.keyboard('{Shift>}p{/Shift}');
    await type('act-day', '31/02/2026');
    await page.getByTestId('act-note').click();
    await expect.element(page.getByTestId('act-day')).toHaveAttribute('aria-invalid', 'true');
    expect(session.file.contraryDecision).toBe(undefined);
  });

  it('extends a flagrance once, converts it, notes an order and a request', async () => {
    const { session } = await openDossier(readyCase());
    await userEvent.keyboard('{Shift>}p{/Shift}');
    await page.getByTestId('act-extend-flagrance').click();
    await page.getByTestId('act-note').click();
    await expect.poll(() => session.file.flagranceExtended).toBe(true);
    await page.getByTestId('act-note').click();
    await expect
      .element(page.getByTestId('act-refused').getByTestId('refusal'))
      .toHaveAttribute('data-codes', 'FLAGRANCE_EXTENDED_TWICE');

    await page.getByTestId('act-convert-to-preliminary').click();
    await type('act-magistrate', 'Mme Y');
    await type('act-court', 'TJ de Lyon');
    await type('act-day', '10/03/2026');
    await type('act-reference', 'cote 12');
    await page.getByTestId('act-note').click();
    await expect.poll(() => session.file.framework).toBe('PRELIMINAIRE');

    await page.getByTestId('act-request-copy').click();
    await type('act-magistrate', 'Mme Y');
    await type('act-day', '10/03/2026');
    await type('act-reference', 'cote 13');
    await page.getByTestId('act-note').click();
    await expect.poll(() => session.file.copyRequests.length).toBe(1);

    await page.getByTestId('act-order').click();
    await page.getByTestId('act-target').selectOptions('recording/r1');
    await type('act-day', '10/03/2026');
    await type('act-reference', 'cote 14');
    await expect.element(page.getByTestId('act-note')).toBeDisabled();
    await page.getByTestId('act-confirm').click();
    await page.getByTestId('act-note').click();
    await expect.poll(() => session.file.recordings.length).toBe(0);
  });

  it('lets an investigator stop, and nothing else', async () => {
    await openDossier(readyCase(), { actor: INVESTIGATOR });
    await userEvent.keyboard('{Shift>}p{/Shift}');
    await expect.element(page.getByTestId('act-note')).toBeEnabled();
    await page.getByTestId('act-order').click();
    await expect.element(page.getByTestId('procedure').getByTestId('refusal')).toHaveAttribute('data-codes', 'RIGHT');
    await gone('act-note');
  });
});

describe('the end', () => {
  it('warns with the count of what is purged before a session ends', async () => {
    const { session } = await openDossier(readyCase(), { recordingOf: () => aFakeRecording({ tracks }) });
    session.addFiles([new File(['x'], 'a.mp4')]);
    finish(session);
    await page.getByTestId('track').first().click();
    await userEvent.keyboard('x1');
    await expect.poll(() => session.dismissedCount).toBe(1);
    await userEvent.keyboard('{Shift>}q{/Shift}');
    await expect.element(page.getByTestId('purge-warning')).toHaveTextContent(/1 objet écarté va être effacé/);
    await page.getByTestId('end-session').click();
    await expect.element(page.getByTestId('ending')).toBeVisible();
    expect(session.calls).toContain('close');
  });

  it('closes, erases after a confirmation, and says what the administrator still has to do', async () => {
    const { session, app } = await openDossier(closableCase());
    await userEvent.keyboard('{Shift>}q{/Shift}');
    await page.getByTestId('closing-event').selectOptions('CLASSEMENT');
    await page.getByTestId('close-case').click();
    await expect.poll(() => session.file.state).toBe('CLOSED');
    await expect.element(page.getByTestId('erase')).toBeDisabled();
    await page.getByTestId('closing-confirm').click();
    await page.getByTestId('erase').click();
    await expect.element(page.getByTestId('certificate').getByText('CERTIFICATE en page')).toBeVisible();
    await expect.element(page.getByTestId('left-to-do')).toHaveTextContent(/téléchargements.*profil navigateur/);
    await page.getByTestId('leave-dossier').click();
    await expect.poll(() => app.dossier).toBe(undefined);
  });

  it('shows the certificate of an event that erases at once, and prints nothing but it', async () => {
    const print = vi.spyOn(window, 'print').mockReturnValue(undefined);
    const { session } = await openDossier(readyCase());
    await userEvent.keyboard('{Shift>}q{/Shift}');
    await page.getByTestId('closing-event').selectOptions('RETRAIT_OU_REFUS_AUTORISATION');
    await page.getByTestId('closing-confirm').click();
    await page.getByTestId('close-case').click();
    await expect.element(page.getByTestId('certificate').getByText('CERTIFICATE en page')).toBeVisible();
    await expect.element(page.getByTestId('left-to-do')).toBeVisible();
    expect(session.isClosed).toBe(true);
    await page.getByTestId('print-certificate').click();
    expect(print).toHaveBeenCalledOnce();
  });

  it('says what closing still waits for', async () => {
    await openDossier(readyCase());
    await userEvent.keyboard('{Shift>}q{/Shift}');
    const refusal = page.getByTestId('closing').getByTestId('refusal');
    await expect.element(refusal).toHaveAttribute('data-codes', 'SESSION_END M1 M2 REPORT REPORT_JOINED');
    await page.getByTestId('closing-event').selectOptions('CLASSEMENT');
    await expect.element(page.getByTestId('close-case')).toBeDisabled();
    await page.getByTestId('end-use').click();
    await expect.element(page.getByTestId('step-session')).toHaveAttribute('data-done', 'true');
  });
});

describe('accessibility', () => {
  const check = async (): Promise<void> => {
    // A dialog that still rises has colours of its own.
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
    const { violations } = await axe.run(document.body, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  };

  it('finds nothing to mend on the workbench, in the dialogs and behind the lock', async () => {
    const { session } = await openDossier(readyCase(), { recordingOf: () => aFakeRecording({ tracks }) });
    session.addFiles([new File(['x'], 'a.mp4')]);
    finish(session);
    await page.getByTestId('track').first().click();
    await userEvent.keyboard('x');
    await check();
    for (const key of ['d', 'p', 'q']) {
      await userEvent.keyboard(`{Shift>}${key}{/Shift}`);
      await expect.element(page.getByRole('dialog')).toBeVisible();
      if (key === 'd') {
        await page.getByTestId('document-issue').click();
        await expect.element(page.getByTestId('document-preview')).toBeVisible();
      }
      await check();
      await userEvent.keyboard('{Escape}');
      await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
    }
    await page.getByTestId('lock').click();
    await expect.element(page.getByTestId('locked')).toBeVisible();
    await check();
  });
});
