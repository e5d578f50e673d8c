import { describe, expect, it } from 'vitest';

import { Drawing } from '../../../src/state/drawing.svelte.ts';

/** A zone of which some corners are placed. */
function begun(corners: number): Drawing {
  const drawing = new Drawing(() => {
    throw new Error('nothing was ended');
  });
  drawing.start('zone');
  for (let corner = 0; corner < corners; corner += 1) {
    drawing.moveCursor({ x: 0.2 + corner * 0.3, y: 0.2 });
    drawing.place();
  }
  return drawing;
}

describe('a half-drawn zone whose picture goes', () => {
  it('is given up, which is said until another drawing begins', () => {
    const drawing = begun(2);
    drawing.lose();
    expect([drawing.kind, drawing.points.length, drawing.isLost]).toEqual([undefined, 0, true]);
    // Another recording is left, with nothing begun: what was said is still true.
    drawing.lose();
    expect(drawing.isLost).toBe(true);
    drawing.start('line');
    expect(drawing.isLost).toBe(false);
  });

  it('of which no point was placed is nothing lost', () => {
    const drawing = begun(0);
    drawing.lose();
    expect([drawing.kind, drawing.isLost]).toEqual([undefined, false]);
  });

  it('that the person drops is not spoken of', () => {
    const drawing = begun(2);
    drawing.drop();
    expect(drawing.isLost).toBe(false);
  });
});
