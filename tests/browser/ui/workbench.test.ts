import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aFakeRecording, aFakeTrack } from '../../builders/fake-recording.ts';
import { finish, openWorkbench } from './open-app.ts';

const person = aFakeTrack({ firstOrdinal: 1, lastOrdinal: 30, confidence: 0.6 });
const car = aFakeTrack({ objectClass: 'car', firstOrdinal: 50, lastOrdinal: 90, confidence: 0.9 });
const pseudonyms = (): (string | null)[] =>
  page
    .getByTestId('track')
    .elements()
    .map((tile) => tile.getAttribute('data-pseudonym'));

describe('recordings', () => {
  it('shows where each stands, with a pause and a stop while it runs', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [person] }) });
    const card = page.getByTestId('recording');
    await expect.element(card).toHaveAttribute('data-phase', 'waiting');
    session.advance(0);
    session.advance(40);
    await expect.element(card).toHaveAttribute('data-phase', 'analysing');
    await expect.element(card).toHaveTextContent(/40.% · 6,2.× · reste/);
    await page.getByTestId('pause').click();
    await expect.element(card).toHaveAttribute('data-phase', 'paused');
    await page.getByTestId('cancel').click();
    expect(session.calls).toEqual(['pause fake-1', 'cancel fake-1']);
  });

  it('puts a refusal on its recording, with advice, and goes on with the others', async () => {
    const session = await openWorkbench({
      'a.avi': aFakeRecording({ refusal: 'UNSUPPORTED_CODEC' }),
      'b.mp4': aFakeRecording(),
    });
    finish(session);
    const alert = page.getByTestId('alert').first();
    await expect.element(alert).toHaveAttribute('data-code', 'UNSUPPORTED_CODEC');
    await expect.element(alert).toHaveTextContent(/mpeg4.*H\.264/);
    await expect.element(page.getByTestId('recording').nth(1)).toHaveAttribute('data-phase', 'done');
  });

  it('opens the list behind a coverage figure, and the frame behind a row of it', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ failed: [[85, 100]], still: [[1, 40]] }) });
    finish(session);
    await expect.element(page.getByTestId('coverage-failed')).toHaveTextContent(/16.% illisible/);
    await page.getByTestId('coverage-still').click();
    const row = page.getByTestId('coverage-span');
    await expect.element(row).toHaveTextContent(/00:00:00,000 → 00:00:03,900/);
    await userEvent.keyboard('{End}');
    await row.click();
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
  });

  it('lists the objects of a class when its count is clicked', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [person, car] }) });
    finish(session);
    await page.getByTestId('class-count').nth(1).click();
    await expect.poll(pseudonyms).toEqual(['V-0002']);
  });

  it('exports results and the frame shown through the journal', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording() });
    finish(session);
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
    await page.getByTestId('export-results').click();
    await userEvent.keyboard('s');
    await expect.poll(() => session.calls).toEqual(['export-results fake-1', 'export-still fake-1 1']);
    await page.getByTestId('open-journal').click();
    await expect
      .poll(() =>
        page
          .getByTestId('journal-entry')
          .elements()
          .map((row) => row.getAttribute('data-kind')),
      )
      .toEqual([
        'case-opened',
        'recording-hashed',
        'analysis-started',
        'analysis-ended',
        'results-exported',
        'still-exported',
      ]);
  });
});

describe('criteria', () => {
  it('keeps a class, a confidence, and gives everything back', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [person, car] }) });
    finish(session);
    await expect.poll(pseudonyms).toEqual(['P-0001', 'V-0002']);
    await page.getByTestId('sort-confidence').click();
    await expect.poll(pseudonyms).toEqual(['V-0002', 'P-0001']);
    await page.getByTestId('class-chip').first().click();
    await expect.poll(pseudonyms).toEqual(['P-0001']);
    await page.getByTestId('min-confidence').fill('0.95');
    await expect.element(page.getByTestId('empty-results')).toHaveAttribute('data-reason', 'filtered');
    await page.getByTestId('reset-criteria').click();
    await expect.poll(pseudonyms).toEqual(['V-0002', 'P-0001']);
  });

  it('keeps only what is present in an interval', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [person, car] }) });
    finish(session);
    await page.getByTestId('interval-from').fill('4000000');
    await expect.poll(pseudonyms).toEqual(['V-0002']);
  });

  it('walks through the objects with [ and ]', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [person, car] }) });
    finish(session);
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
    await userEvent.keyboard('{PageDown}');
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '16');
    await userEvent.keyboard('{PageDown}');
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '70');
    await userEvent.keyboard('{PageUp}');
    await expect.element(page.getByTestId('selected-track')).toHaveTextContent(/P-0001/);
  });

  it('holds thousands of objects without a tile for each', async () => {
    const tracks = Array.from({ length: 2000 }, (_, index) =>
      aFakeTrack({ firstOrdinal: 1 + (index % 60), lastOrdinal: 90 }),
    );
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks }) });
    finish(session);
    await expect.element(page.getByTestId('result-count')).toHaveTextContent(/2.000/);
    expect(page.getByTestId('track').elements().length).toBeLessThan(60);
  });
});

describe('an empty list', () => {
  const reason = () => page.getByTestId('empty-results');

  it('tells not analysed, nothing so far, nothing found, and not readable apart', async () => {
    const session = await openWorkbench({
      'empty.mp4': aFakeRecording(),
      'refused.mp4': aFakeRecording({ refusal: 'NOT_A_VIDEO' }),
    });
    await expect.element(reason()).toHaveAttribute('data-reason', 'not-yet');
    session.advance(0);
    session.advance(40);
    await expect.element(reason()).toHaveTextContent(/Rien pour l’instant\. 40 images analysées sur 100/);
    finish(session);
    await expect.element(reason()).toHaveTextContent(/100 images analysées, aucun objet mobile trouvé/);
    await page.getByTestId('recording-choose').nth(1).click();
    await expect.element(reason()).toHaveAttribute('data-reason', 'unread');
  });

  it('does not pass unread frames over in silence', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ failed: [[31, 100]] }) });
    finish(session);
    await expect.element(reason()).toHaveTextContent(/30 images analysées.*70 illisibles/);
  });
});

describe('around the workbench', () => {
  it('says in the journal in words why a file was refused, no code', async () => {
    const session = await openWorkbench({ 'refused.mp4': aFakeRecording({ refusal: 'NOT_A_VIDEO' }) });
    finish(session);
    await page.getByTestId('open-journal').click();
    await expect.element(page.getByTestId('journal')).toHaveTextContent('Pas une vidéo reconnue');
    expect(page.getByTestId('journal').element().textContent).not.toContain('NOT_A_VIDEO');
  });

  it('measures decoding alone from the diagnostic', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording() });
    finish(session);
    await page.getByTestId('open-diagnostic').click();
    await page.getByTestId('backend-select').selectOptions('wasm');
    expect(session.backendChoice).toBe('wasm');
    await page.getByTestId('measure-decode').click();
    const result = page.getByTestId('decode-only-result');
    await expect.element(result).toHaveAttribute('data-wall-s', '2.5');
    await expect.element(result).toHaveAttribute('data-frames', '100');
  });

  it('offers the detectors, takes in one of the service, and says why one is refused', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording() });
    await page.getByTestId('open-diagnostic').click();
    await page.getByTestId('detector-select').selectOptions('nanodet');
    expect(session.detectorChoice).toBe('nanodet');
    const files = page.getByTestId('detector-files');
    await userEvent.upload(files, new File(['{}'], 'refused.json'));
    const note = page.getByTestId('diagnostic').getByTestId('alert');
    await expect.element(note).toHaveTextContent(/refused n’a pas été chargé.*SHA-256 \(refused\.bin\)/);
    expect(session.detectorChoice).toBe('nanodet');
    await userEvent.upload(files, new File(['{}'], 'service-a.json'));
    await expect.element(page.getByTestId('detector-select')).toHaveValue('service-a');
    await expect.element(note).not.toBeInTheDocument();
    expect(session.journal.map(({ event }) => event.kind).slice(-2)).toEqual(['model-refused', 'model-added']);
  });

  it('speaks English, and remembers the theme on the page', async () => {
    await openWorkbench({ 'a.mp4': aFakeRecording() });
    await page.getByTestId('locale-en').click();
    await expect.element(page.getByText('EXERCISE – no procedural value')).toBeVisible();
    expect(document.documentElement.lang).toBe('en');
    await page.getByTestId('theme').click();
    expect(document.documentElement.dataset['theme']).toBe('light');
  });

  it('runs a command by its name, and gives the keyboard back', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording() });
    finish(session);
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
    await userEvent.keyboard('{Control>}k{/Control}');
    await page.getByTestId('palette-field').fill('derniere');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '100');
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '99');
  });

  it('goes where the timeline is clicked', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording() });
    finish(session);
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
    const lane = page.getByTestId('lane');
    const { width } = lane.element().getBoundingClientRect();
    await lane.click({ position: { x: width / 2, y: 40 } });
    await expect
      .poll(() => Number(page.getByTestId('picture').element().getAttribute('data-ordinal')))
      .toBeGreaterThan(45);
    expect(Number(page.getByTestId('picture').element().getAttribute('data-ordinal'))).toBeLessThan(55);
  });

  it('has no control smaller than 28 × 28', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [person, car] }) });
    finish(session);
    await expect.poll(pseudonyms).toHaveLength(2);
    const small = [...document.querySelectorAll('button, select, summary')].filter((control) => {
      const { width, height } = control.getBoundingClientRect();
      return width > 0 && (width < 27.5 || height < 27.5);
    });
    expect(small.map((control) => control.outerHTML.slice(0, 120))).toEqual([]);
  });
});
