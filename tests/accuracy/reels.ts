// The reels of these tests, made before the first of them: two that look for the same reel would make it at the same time.

import { makeQuietReel, type QuietOptions } from '../reels/quiet.ts';

const MINUTE = { minutes: 1, gop: 50 } as const;
export const SMALL: QuietOptions = { ...MINUTE, width: 960, height: 540 };
export const STANDING: QuietOptions = { ...SMALL, isStanding: true };
export const LARGE: QuietOptions = { ...MINUTE, width: 1920, height: 1080 };

export default async function makeReels(): Promise<void> {
  for (const options of [SMALL, STANDING, LARGE]) {
    await makeQuietReel(options);
  }
}
