// Objects of a fake recording as coloured rectangles, before a plain scene.

import type { SpritePicture, TubeReader, TubeSpan } from '../../src/contracts/synopsis.ts';
import { isWithin, type FakeRecording, type FakeTrack } from './fake-recording.ts';

/** One plate of a plain grey at the beginning. Every object has a colour of its own number. */
export function fakeTubes(spec: FakeRecording, onDispose: () => void): TubeReader {
  return {
    plateTimes: [spec.usAt(1)],
    plate: () => Promise.resolve(filled(160, 120, '#4a5a4a')),
    async *read(span: TubeSpan, signal: AbortSignal): AsyncGenerator<SpritePicture, void, unknown> {
      const last = Math.min(span.toOrdinal, spec.frames);
      for (let ordinal = span.fromOrdinal; ordinal <= last && !signal.aborted; ordinal += span.stride) {
        const tracks = spec.tracks
          .map((track, index) => ({ track, number: index + 1 }))
          .filter(({ track, number }) => span.tracks.includes(number) && isOn(track, ordinal));
        if (tracks.length > 0 && !isWithin(spec.failed, ordinal)) {
          yield Promise.resolve({ ordinal, sprites: tracks.map((one) => rectangleOf(one, ordinal)) });
        }
      }
    },
    [Symbol.dispose]: onDispose,
  };
}

function isOn({ firstOrdinal, lastOrdinal }: FakeTrack, ordinal: number): boolean {
  return firstOrdinal <= ordinal && ordinal <= lastOrdinal;
}

function rectangleOf(
  { track, number }: { readonly track: FakeTrack; readonly number: number },
  ordinal: number,
): SpritePicture['sprites'][number] {
  const box = track.boxAt(ordinal);
  const [x, y] = [Math.floor(box.x), Math.floor(box.y)];
  const [width, height] = [Math.max(1, Math.ceil(box.w)), Math.max(1, Math.ceil(box.h))];
  return { track: number, x, y, width, height, image: filled(width, height, `hsl(${(number * 67) % 360} 70% 50%)`) };
}

function filled(width: number, height: number, colour: string): ImageBitmap {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
  }
  return canvas.transferToImageBitmap();
}
