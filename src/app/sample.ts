// The sample footage that the local server may offer beside the application.

const SAMPLE_PATH = 'sample/vtest.mp4';

/** A function that fetches the sample, or `undefined` when this server has none. */
export async function findSample(shape: 'pwa' | 'usb'): Promise<(() => Promise<File>) | undefined> {
  if (shape === 'usb') {
    return undefined;
  }
  try {
    const response = await fetch(SAMPLE_PATH, { method: 'HEAD' });
    // A server that answers every path with the page itself has no sample.
    const isVideo = response.headers.get('content-type')?.startsWith('video/') ?? false;
    return response.ok && isVideo ? fetchSample : undefined;
  } catch {
    // Offline, or no such file: the link is simply not offered.
    return undefined;
  }
}

async function fetchSample(): Promise<File> {
  const response = await fetch(SAMPLE_PATH);
  if (!response.ok) {
    throw new Error(`Sample footage: HTTP ${response.status}`);
  }
  const modified = Date.parse(response.headers.get('last-modified') ?? '');
  return new File([await response.blob()], 'vtest.mp4', {
    type: 'video/mp4',
    lastModified: Number.isNaN(modified) ? 0 : modified,
  });
}
