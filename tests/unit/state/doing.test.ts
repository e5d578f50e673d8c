// Acts under way on a screen: which is shown, and which reason stays.

import { describe, expect, it } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import { Doing } from '../../../src/state/doing.svelte.ts';

/** An act that ends when the test says so. */
function pending(): { readonly done: Promise<void>; readonly end: () => void } {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    done,
    end: () => {
      end();
    },
  };
}

describe('acts under way', () => {
  it('shows the one begun last, until each has ended', async () => {
    const doing = new Doing<'read' | 'save'>();
    const [read, save] = [pending(), pending()];
    const reading = doing.attempt('read', () => read.done);
    const saving = doing.attempt('save', () => save.done);
    expect(doing.busy).toBe('save');
    save.end();
    await saving;
    expect(doing.busy).toBe('read');
    read.end();
    expect(await reading).toBe(true);
    expect(doing.busy).toBeUndefined();
  });

  it('tells two of one kind apart', async () => {
    const doing = new Doing<'read'>();
    const [first, second] = [pending(), pending()];
    const begun = [doing.attempt('read', () => first.done), doing.attempt('read', () => second.done)];
    first.end();
    await begun[0];
    expect(doing.busy).toBe('read');
    second.end();
    await begun[1];
    expect(doing.busy).toBeUndefined();
  });

  it('rejects into nobody: it keeps the reason until the next act, and whatever it was it has a code', async () => {
    const doing = new Doing<'read'>();
    const refused = (): Promise<number> => Promise.reject(new AppError('RIGHT_REFUSED'));
    expect(await doing.result('read', refused)).toBeUndefined();
    expect(doing.problem?.code).toBe('RIGHT_REFUSED');
    expect(doing.busy).toBeUndefined();
    expect(await doing.result('read', () => Promise.resolve(7))).toBe(7);
    expect(doing.problem).toBeUndefined();
    expect(await doing.attempt('read', () => Promise.reject(new Error('unforeseen')))).toBe(false);
    expect(doing.problem?.code).toBeDefined();
  });
});
