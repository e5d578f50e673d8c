import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History, type Act } from '../../../src/state/history.svelte.ts';

/** An act on a number that everybody can see. */
function counting(): { readonly value: () => number; readonly add: (by: number) => Act; failing: boolean } {
  let value = 0;
  const world = {
    failing: false,
    value: () => value,
    add: (by: number): Act => {
      value += by;
      const move = (step: number) => async (): Promise<boolean> => {
        await Promise.resolve();
        value += world.failing ? 0 : step;
        return !world.failing;
      };
      return { name: 'retain', what: String(by), undo: move(-by), redo: move(by) };
    },
  };
  return world;
}

describe('the history', () => {
  it('takes back the last act first, and does it again', async () => {
    const [history, world] = [new History(), counting()];
    history.push(world.add(1));
    history.push(world.add(10));
    await history.undo();
    expect([world.value(), history.notice?.act.what, history.notice?.way]).toEqual([1, '10', 'undo']);
    await history.redo();
    expect([world.value(), history.notice?.way, history.canRedo]).toEqual([11, 'redo', false]);
  });

  it('forgets what was taken back once something else is done', async () => {
    const [history, world] = [new History(), counting()];
    history.push(world.add(1));
    await history.undo();
    history.push(world.add(5));
    expect(await history.redo()).toBe(false);
    expect(world.value()).toBe(5);
  });

  it('keeps an act that could not be taken back', async () => {
    const [history, world] = [new History(), counting()];
    history.push(world.add(1));
    world.failing = true;
    expect(await history.undo()).toBe(false);
    expect([history.canUndo, history.canRedo, history.notice]).toEqual([true, false, undefined]);
  });

  it('runs one at a time', async () => {
    const [history, world] = [new History(), counting()];
    history.push(world.add(1));
    history.push(world.add(2));
    expect(await Promise.all([history.undo(), history.undo()])).toEqual([true, false]);
    expect(world.value()).toBe(1);
  });

  it('does not bring back what was cleared meanwhile', async () => {
    const [history, world] = [new History(), counting()];
    history.push(world.add(1));
    const undoing = history.undo();
    history.clear();
    await undoing;
    expect([history.canUndo, history.canRedo, history.notice]).toEqual([false, false, undefined]);
  });

  it('comes back to where it was, however one goes back and forth', async () => {
    const step = fc.constantFrom('add', 'undo', 'redo');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const [history, world] = [new History(), counting()];
        let [done, undone]: [number[], number[]] = [[], []];
        for (const [index, one] of steps.entries()) {
          if (one === 'add') {
            history.push(world.add(index + 1));
            [done, undone] = [[...done, index + 1], []];
          } else {
            const moved = one === 'undo' ? done.at(-1) : undone.at(-1);
            expect(await history[one]()).toBe(moved !== undefined);
            if (moved !== undefined) {
              [done, undone] =
                one === 'undo' ? [done.slice(0, -1), [...undone, moved]] : [[...done, moved], undone.slice(0, -1)];
            }
          }
          expect(world.value()).toBe(done.reduce((sum, by) => sum + by, 0));
        }
      }),
    );
  });
});
