import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FilmParts } from '../../../src/media/film-parts.ts';

/** Writes of one byte value each, at places of a small file. */
const writes = fc.array(
  fc.record({
    position: fc.nat({ max: 90 }),
    length: fc.integer({ min: 1, max: 40 }),
    value: fc.integer({ min: 1, max: 255 }),
  }),
  { maxLength: 12 },
);

it('holds what was written last at every place, whatever the order of the writes and the size of the parts', async () => {
  await fc.assert(
    fc.asyncProperty(writes, fc.integer({ min: 1, max: 33 }), async (all, partBytes) => {
      const parts = new FilmParts(partBytes);
      const wanted = new Uint8Array(200);
      let size = 0;
      for (const { position, length, value } of all) {
        const data = new Uint8Array(length).fill(value);
        await parts.write(position, data);
        wanted.set(data, position);
        size = Math.max(size, position + length);
      }
      const blob = parts.toBlob('video/mp4');
      expect(parts.size).toBe(size);
      expect(new Uint8Array(await blob.arrayBuffer())).toEqual(wanted.slice(0, size));
    }),
    { numRuns: 100 },
  );
});
