// Before the end-to-end tests: the generated footage that they open. Made once, then found again.

import { makeLampReel } from '../../reels/lamp.ts';

export default async function makeReels(): Promise<void> {
  await makeLampReel();
}
