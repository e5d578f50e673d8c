import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aFakeRecording, aFakeTrack } from '../../builders/fake-recording.ts';
import { finish, openWorkbench } from './open-app.ts';

const person = aFakeTrack({ firstOrdinal: 1, lastOrdinal: 30, confidence: 0.6 });
const names = (): (string | null)[] =>
  page
    .getByTestId('recording')
    .elements()
    .map((card) => card.getAttribute('data-name'));

describe('settings of an analysis', () => {
  it('draws a zone by clicks, closes it on its first corner, and keeps it for the following too', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording(), 'b.mp4': aFakeRecording() });
    await page.getByTestId('settings-of').first().click();
    const canvas = page.getByTestId('zone-canvas');
    await expect.element(canvas).toBeVisible();
    const { width, height } = canvas.element().getBoundingClientRect();
    for (const [x, y] of [
      [0.1, 0.1],
      [0.6, 0.1],
      [0.6, 0.6],
      [0.1, 0.1],
    ] as const) {
      await canvas.click({ position: { x: x * width, y: y * height } });
    }
    await expect.element(page.getByTestId('zone-share')).toHaveTextContent(/1 zone, 1[23].%/);
    await page.getByTestId('settings-following').click();
    await page.getByTestId('settings-save').click();
    expect(session.recordings.map(({ settings }) => settings.masks.length)).toEqual([1, 1]);
    expect(session.usualSettings.masks[0]?.[1]?.x).toBeCloseTo(0.6, 1);
  });

  it('moves, adds and removes corners by keyboard alone', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording() });
    await page.getByTestId('settings-of').click();
    await page.getByTestId('add-zone').click();
    const corner = page.getByTestId('zone-corner').first();
    corner.element().focus();
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}{ArrowLeft}+{Delete}{Delete}');
    await expect.poll(() => page.getByTestId('zone-corner').elements().length).toBe(3);
    await page.getByTestId('settings-save').click();
    const zone = session.recordings[0]?.settings.masks[0];
    expect(zone).toHaveLength(3);
  });

  it('leaves a zone that is being drawn by Escape, and the dialog by the next one', async () => {
    await openWorkbench({ 'a.mp4': aFakeRecording() });
    await page.getByTestId('settings-of').click();
    await page.getByTestId('zone-canvas').click({ position: { x: 30, y: 30 } });
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByTestId('settings')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => page.getByTestId('settings').elements().length).toBe(0);
  });

  it('asks before an analysis is run again', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [person] }) });
    finish(session);
    await page.getByTestId('settings-of').click();
    await page.getByText('Fine', { exact: true }).click();
    await page.getByTestId('analyse-again').click();
    expect(session.calls.filter((call) => call.startsWith('again'))).toEqual([]);
    await expect.element(page.getByTestId('settings').getByRole('alert')).toHaveTextContent(/L’objet proposé.*effacé/);
    await page.getByTestId('settings-save').click();
    expect(session.calls).toContain('again fake-1 fine 0');
  });

  it('chooses the sensitivity of what will be added', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording() });
    await page.getByTestId('settings-next').click();
    await page.getByText('Prudente', { exact: true }).click();
    await page.getByTestId('settings-save').click();
    expect(session.usualSettings.sensitivity).toBe('careful');
    expect(session.recordings[0]?.settings.sensitivity).toBe('normal');
  });
});

describe('the queue', () => {
  it('is reordered by its buttons, which keep the focus', async () => {
    const recordings = { 'a.mp4': aFakeRecording(), 'b.mp4': aFakeRecording(), 'c.mp4': aFakeRecording() };
    await openWorkbench(recordings);
    const last = page.getByTestId('queue-first').nth(2);
    last.element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(names).toEqual(['c.mp4', 'a.mp4', 'b.mp4']);
    await expect.element(page.getByTestId('queue-first').first()).toHaveFocus();
    await page.getByTestId('queue-later').first().click();
    await expect.poll(names).toEqual(['a.mp4', 'c.mp4', 'b.mp4']);
  });
});

describe('all motion, and why', () => {
  it('says what moved on the frame, and that it is not known where nothing was analysed', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [person] }) });
    session.advance(0);
    session.advance(40);
    await userEvent.keyboard('c');
    const words = page.getByTestId('motion-words');
    await expect.element(words).toHaveAttribute('data-regions', '2');
    await expect.element(words).toHaveTextContent(/2 régions en mouvement, relevées à l’image 1/);
    await userEvent.keyboard('{End}');
    await expect.element(words).toHaveTextContent(/pas encore analysée/);
  });

  it('tells why an object was proposed, and leads to where it was first seen', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [person] }) });
    finish(session);
    await page.getByTestId('track').click();
    await page.getByTestId('why').getByText('Pourquoi').click();
    const facts = page.getByTestId('why-facts');
    await expect.element(facts).toHaveTextContent(/15 du détecteur, 0 du mouvement seul, 15 images interpolées/);
    await facts.getByRole('button').click();
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '2');
  });
});
