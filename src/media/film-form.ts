// What this machine encodes a film as, best first: what every player opens, then what a browser always has.

import type { FilmForm, FilmSize } from '../contracts/film.ts';

/** Pictures per second of every film. */
export const FILM_RATE = 25;
/**
 * Bits per pixel and picture. A film of a scene at rest needs a tenth of it; what moves is where it looks, and inside objects
 * its pictures are to be those of the recording.
 */
const BITS_PER_PIXEL = 0.25;
const LEAST_BITRATE = 2_000_000;
/** Levels of H.264 by the pictures that they take: most macroblocks of a picture at 25 pictures a second. */
const H264_LEVELS: readonly (readonly [number, string])[] = [
  [1_620, '1e'],
  [3_600, '1f'],
  [8_192, '28'],
  [22_080, '32'],
  [36_864, '33'],
];

export interface FilmChoice extends FilmForm {
  readonly config: VideoEncoderConfig;
}

/** `undefined`: nothing can be encoded at that size. */
export async function chooseForm(size: FilmSize): Promise<FilmChoice | undefined> {
  for (const { codecString, ...form } of candidates(size)) {
    const config = configOf(codecString, form.codec, size);
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
    if (supported === true) {
      return { ...form, config };
    }
  }
  return undefined;
}

interface Candidate extends FilmForm {
  readonly codecString: string;
}

function candidates(size: FilmSize): readonly Candidate[] {
  const level = h264Level(size);
  const avc = { container: 'mp4', codec: 'avc', mimeType: 'video/mp4' } as const;
  // High, main, constrained baseline.
  const profiles = level === undefined ? [] : ['6400', '4d00', '42e0'];
  return [
    ...profiles.map((profile) => ({ ...avc, codecString: `avc1.${profile}${level ?? ''}` })),
    { container: 'webm', codec: 'vp9', mimeType: 'video/webm', codecString: `vp09.00.${vp9Level(size)}.08` },
    { container: 'webm', codec: 'vp8', mimeType: 'video/webm', codecString: 'vp8' },
  ];
}

function h264Level({ width, height }: FilmSize): string | undefined {
  const blocks = Math.ceil(width / 16) * Math.ceil(height / 16);
  return H264_LEVELS.find(([most]) => blocks <= most)?.[1];
}

/** Up to 2,228,224 luma samples a picture level 4.1, up to 8,912,896 level 5.1, else 6.1. */
function vp9Level({ width, height }: FilmSize): string {
  const samples = width * height;
  return samples <= 2_228_224 ? '41' : samples <= 8_912_896 ? '51' : '61';
}

function configOf(codec: string, kind: FilmForm['codec'], { width, height }: FilmSize): VideoEncoderConfig {
  return {
    codec,
    width,
    height,
    framerate: FILM_RATE,
    bitrate: Math.max(LEAST_BITRATE, Math.round(width * height * FILM_RATE * BITS_PER_PIXEL)),
    latencyMode: 'quality',
    // Parameter sets in the sample description, where MP4 wants them.
    ...(kind === 'avc' ? { avc: { format: 'avc' } } : {}),
  };
}
