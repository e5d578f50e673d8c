import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

import { areLawful, type Point } from '../../../src/domain/settings/polygon.ts';
import { ZoneEditor } from '../../../src/state/zone-editor.svelte.ts';

const TRIANGLE: readonly Point[] = [
  { x: 0.1, y: 0.1 },
  { x: 0.5, y: 0.1 },
  { x: 0.1, y: 0.5 },
];

describe('zones while they are drawn', () => {
  let editor: ZoneEditor;
  beforeEach(() => {
    editor = new ZoneEditor([]);
  });

  it('close on their first corner', () => {
    TRIANGLE.forEach((corner) => {
      editor.place(corner);
    });
    expect(editor.zones).toEqual([]);
    editor.place({ x: 0.11, y: 0.1 });
    expect(editor.zones).toEqual([TRIANGLE]);
    expect(editor.draft).toEqual([]);
  });

  it('are none with less than three corners', () => {
    editor.place({ x: 0.1, y: 0.1 });
    editor.place({ x: 0.5, y: 0.1 });
    editor.close();
    expect(editor.zones).toEqual([]);
  });

  it('get and lose corners, and go with their third one', () => {
    editor = new ZoneEditor([TRIANGLE]);
    expect(editor.addCorner(0, 2)).toBe(3);
    expect(editor.zones[0]?.[3]).toEqual({ x: 0.1, y: 0.3 });
    editor.removeCorner(0, 3);
    expect(editor.zones).toEqual([TRIANGLE]);
    editor.removeCorner(0, 0);
    expect(editor.zones).toEqual([]);
  });

  it('stay lawful whatever is done', () => {
    const wild = fc.record({
      x: fc.double({ min: -2, max: 3, noNaN: true }),
      y: fc.double({ min: -2, max: 3, noNaN: true }),
    });
    const step = fc.oneof(
      wild.map((point) => (to: ZoneEditor) => {
        to.place(point);
      }),
      wild.map((point) => (to: ZoneEditor) => {
        to.moveCorner(0, 1, point);
      }),
      fc.constantFrom<(to: ZoneEditor) => void>(
        (to) => {
          to.close();
        },
        (to) => {
          to.addInTheMiddle();
        },
        (to) => {
          to.addCorner(0, 0);
        },
        (to) => {
          to.removeCorner(0, 0);
        },
      ),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const drawn = new ZoneEditor([]);
        steps.forEach((act) => {
          act(drawn);
        });
        expect(areLawful(drawn.zones)).toBe(true);
      }),
    );
  });
});
