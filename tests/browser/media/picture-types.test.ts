// I, P or B as the reader tells it, against ffprobe, for every frame.

import { describe, expect, inject, it } from 'vitest';

import { FrameReaderCore } from '../../../src/media/frame-reader.ts';
import { openFootage } from '../../builders/footage.ts';

const CLIPS = Object.entries(inject('frames'));

async function typesOf(name: string): Promise<(string | undefined)[]> {
  const core = new FrameReaderCore();
  const { table } = await core.open(await openFootage(name));
  return Promise.all(Array.from(table.us, (_, row) => core.pictureType(row + 1)));
}

describe.each(CLIPS.filter(([name]) => !name.endsWith('.webm')))('%s', (name, { types }) => {
  it('has the types that ffprobe tells', async () => {
    const told = await typesOf(name);
    expect(told.map((type) => (type === 'IDR' ? 'I' : type)).join('')).toBe(types);
    expect(told[0]).toBe('IDR');
  });
});

it('tells the one IDR of a recording of open groups from the other I', async () => {
  const told = await typesOf('open-gop.mp4');
  expect(told.filter((type) => type === 'IDR')).toHaveLength(1);
  expect(told.filter((type) => type === 'I')).toHaveLength(6);
});

it('says nothing of another codec, and of an ordinal that does not exist', async () => {
  expect(new Set(await typesOf('vp9.webm'))).toEqual(new Set([undefined]));
  const core = new FrameReaderCore();
  await core.open(await openFootage('vfr.mp4'));
  for (const ordinal of [0, -1, 1.5, 1000]) {
    expect(await core.pictureType(ordinal)).toBeUndefined();
  }
});
