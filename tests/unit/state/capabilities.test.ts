import { afterEach, expect, it, vi } from 'vitest';
import { probeCapabilities } from '../../../src/state/capabilities.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const adapterOf = (architecture: string, isFallbackAdapter = false): unknown => ({
  gpu: {
    requestAdapter: () =>
      Promise.resolve({ info: { vendor: 'google', architecture, description: '', isFallbackAdapter } }),
  },
  hardwareConcurrency: 8,
});

it('names what is missing', async () => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 4 });
  const { missing, decodes, gpu, cores } = await probeCapabilities();
  expect(missing).toEqual(expect.arrayContaining(['WebCodecs', 'IndexedDB', 'OffscreenCanvas']));
  expect(decodes).toEqual({ 'H.264': false, HEVC: false, VP9: false, AV1: false });
  expect(gpu).toEqual({ kind: 'none' });
  expect(cores).toBe(4);
});

it('asks the decoder codec by codec, and takes a refusal to answer for a no', async () => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 4 });
  vi.stubGlobal('VideoDecoder', {
    isConfigSupported: ({ codec }: { codec: string }) =>
      codec.startsWith('hvc1')
        ? Promise.reject(new TypeError('codec'))
        : Promise.resolve({ supported: codec.startsWith('avc1') }),
  });
  const { decodes } = await probeCapabilities();
  expect(decodes).toEqual({ 'H.264': true, HEVC: false, VP9: false, AV1: false });
});

it('never takes a software adapter for a graphics card', async () => {
  vi.stubGlobal('navigator', adapterOf('swiftshader'));
  expect((await probeCapabilities()).gpu).toEqual({ kind: 'software' });
  vi.stubGlobal('navigator', adapterOf('', true));
  expect((await probeCapabilities()).gpu).toEqual({ kind: 'software' });
  vi.stubGlobal('navigator', adapterOf('gen-12lp'));
  expect((await probeCapabilities()).gpu).toEqual({ kind: 'real', name: 'google gen-12lp' });
});
