// A worker of its own, as the analysis has one: reads the luma of a frame that it is sent.

import { defined } from '../../src/base/assert.ts';
import { GpuLuma } from '../../src/vision/ops/luma-gpu.ts';
import { lumaGrid } from '../../src/vision/planes.ts';

/** What the worker answers. */
export type LumaAnswer = { readonly luma: Uint8Array } | { readonly problem: string };

async function lumaOf(frame: VideoFrame): Promise<Uint8Array> {
  const adapter = defined(await navigator.gpu.requestAdapter(), 'adapter');
  using luma = new GpuLuma(await adapter.requestDevice());
  const { width, height } = defined(frame.visibleRect ?? undefined, 'visible part');
  const grid = lumaGrid(width, height);
  const out = new Uint8Array(grid.width * grid.height);
  await luma.read(frame, { width, height, rotation: 0 }, grid, out);
  return out;
}

globalThis.onmessage = ({ data: frame }: MessageEvent<VideoFrame>) => {
  const answer = (message: LumaAnswer): void => {
    frame.close();
    globalThis.postMessage(message);
  };
  lumaOf(frame).then(
    (luma) => {
      answer({ luma });
    },
    (error: unknown) => {
      answer({ problem: String(error) });
    },
  );
};
