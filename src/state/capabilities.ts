// What this machine and browser can do, asked before anything is promised.

/** A codec whose decoding is asked for, by its usual name. */
export type ProbedCodec = 'H.264' | 'HEVC' | 'VP9' | 'AV1';

/** Functions without which nothing works, by the name that developers give them. */
export type NeededFeature =
  'WebCodecs' | 'IndexedDB' | 'Web Crypto' | 'Web Workers' | 'OffscreenCanvas' | 'WebAssembly';

export interface Capabilities {
  readonly missing: readonly NeededFeature[];
  readonly decodes: Readonly<Record<ProbedCodec, boolean>>;
  readonly gpu: { readonly kind: 'real'; readonly name: string } | { readonly kind: 'software' | 'none' };
  readonly cores: number;
}

const CODECS: Readonly<Record<ProbedCodec, string>> = {
  'H.264': 'avc1.64001f',
  HEVC: 'hvc1.1.6.L93.B0',
  VP9: 'vp09.00.31.08',
  AV1: 'av01.0.05M.08',
};

/** Asks the browser; never rejects: what cannot be asked is absent. */
export async function probeCapabilities(): Promise<Capabilities> {
  const [h264, hevc, vp9, av1, gpu] = await Promise.all([
    canDecode(CODECS['H.264']),
    canDecode(CODECS.HEVC),
    canDecode(CODECS.VP9),
    canDecode(CODECS.AV1),
    probeGpu(),
  ]);
  return {
    missing: missingFeatures(),
    decodes: { 'H.264': h264, HEVC: hevc, VP9: vp9, AV1: av1 },
    gpu,
    cores: navigator.hardwareConcurrency,
  };
}

function missingFeatures(): NeededFeature[] {
  const present: Readonly<Record<NeededFeature, boolean>> = {
    WebCodecs: 'VideoDecoder' in globalThis,
    IndexedDB: 'indexedDB' in globalThis,
    'Web Crypto': 'crypto' in globalThis && 'subtle' in crypto,
    'Web Workers': 'Worker' in globalThis,
    OffscreenCanvas: 'OffscreenCanvas' in globalThis,
    WebAssembly: 'WebAssembly' in globalThis,
  };
  const names: readonly NeededFeature[] = [
    'WebCodecs',
    'IndexedDB',
    'Web Crypto',
    'Web Workers',
    'OffscreenCanvas',
    'WebAssembly',
  ];
  return names.filter((name) => !present[name]);
}

async function canDecode(codec: string): Promise<boolean> {
  if (!('VideoDecoder' in globalThis)) {
    return false;
  }
  try {
    const support = await VideoDecoder.isConfigSupported({ codec, codedWidth: 1280, codedHeight: 720 });
    return support.supported === true;
  } catch {
    // The browser does not even know the codec string.
    return false;
  }
}

async function probeGpu(): Promise<Capabilities['gpu']> {
  if (!('gpu' in navigator)) {
    return { kind: 'none' };
  }
  try {
    const adapter = await navigator.gpu.requestAdapter();
    if (adapter === null) {
      return { kind: 'none' };
    }
    const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
    if (isFallbackAdapter || /swiftshader|llvmpipe|software/i.test(`${architecture} ${description}`)) {
      return { kind: 'software' };
    }
    const name = [vendor, architecture].filter((word) => word !== '').join(' ');
    return { kind: 'real', name: name === '' ? description : name };
  } catch {
    // A broken driver is the same as none: analysis goes on with WebAssembly.
    return { kind: 'none' };
  }
}
