import { beforeEach, describe, expect, it, vi } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import type { ModelBytes } from '../../../src/contracts/model.ts';
import { Detectors, modelRefused } from '../../../src/services/own-detector.ts';
import { pickedFiles, tinyModel } from '../../builders/tiny-model.ts';

const machine = vi.hoisted(() => ({ files: new Map<string, ArrayBuffer>() }));

vi.mock('#shape', () => ({
  shape: {
    readAppFile: (path: string) => {
      const bytes = machine.files.get(path);
      return bytes === undefined ? Promise.reject(new Error(path)) : Promise.resolve(bytes);
    },
  },
}));

const accept = (): Promise<void> => Promise.resolve();
let app: ModelBytes;
let own: ModelBytes;
let detectors: Detectors;

beforeEach(async () => {
  app = await tinyModel({ id: 'app-model' });
  own = await tinyModel({ id: 'service-model' });
  const list = JSON.stringify({ schema: 2, default: 'app-model', models: [app.entry] });
  machine.files = new Map([
    ['models/models.json', new TextEncoder().encode(list).buffer],
    ...[...app.files].map(([path, bytes]) => [`models/${path}`, bytes] as const),
  ]);
  detectors = new Detectors();
  await detectors.load();
});

const refused = async (files: readonly File[], tryModel = accept): Promise<unknown> => {
  const error: unknown = await detectors.add(files, tryModel).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AppError);
  // Whatever was refused is not offered, and what looked before goes on looking.
  expect(detectors.options).toEqual([{ id: 'app-model', isOwn: false }]);
  expect(detectors.choice).toBe('app-model');
  return error instanceof AppError ? modelRefused(error) : undefined;
};

/** Picked files whose entry says something else. */
function entryOf(parts: Record<string, unknown>): File[] {
  const entry = { ...own.entry, ...parts };
  const list = JSON.stringify({ schema: 2, default: entry.id, models: [entry] });
  return [new File([list], 'models.json'), ...pickedFiles(own).filter(({ name }) => name !== 'models.json')];
}

describe('the detectors of a session', () => {
  it('are those of the app, until the service brings one, which is then chosen and read', async () => {
    expect((await detectors.read()).entry.id).toBe('app-model');
    const tried: string[] = [];
    await detectors.add(pickedFiles(own), ({ entry }) => {
      tried.push(entry.id);
      return Promise.resolve();
    });
    expect(tried).toEqual(['service-model']);
    expect(detectors.options).toEqual([
      { id: 'app-model', isOwn: false },
      { id: 'service-model', isOwn: true },
    ]);
    expect(await detectors.read()).toEqual(own);
    detectors.choose('app-model');
    expect((await detectors.read()).entry.id).toBe('app-model');
    expect(() => {
      detectors.choose('nobody');
    }).toThrow('not-listed');
  });

  it('do not take in a model without its list, or with a list that is none', async () => {
    const files = pickedFiles(own);
    expect(await refused(files.filter(({ name }) => name !== 'models.json'))).toMatchObject({ reason: 'no-entry' });
    expect(await refused([new File(['{'], 'models.json')])).toMatchObject({ reason: 'schema' });
  });

  it.each([
    ['forbidden-class', { classes: { '0': 'face' } }],
    ['forbidden-class', { labels: { '0': 'person', '1': 'plate', '2': 'car' } }],
    ['unknown-class', { classes: { '0': 'dog' } }],
    ['unknown-outputs', { outputs: { kind: 'masks' } }],
    ['schema', { labels: undefined }],
    ['schema', { labels: { '0': 'person' } }],
    ['reserved-id', { id: 'app-model' }],
  ])('refuse with reason %s: %o', async (reason, parts) => {
    const model = 'id' in parts ? parts.id : 'service-model';
    expect(await refused(entryOf(parts))).toEqual({ kind: 'model-refused', model, code: 'MODEL_REFUSED', reason });
  });

  it('refuse a model whose file is missing or has another size', async () => {
    const files = pickedFiles(own);
    const isBin = ({ name }: File): boolean => name.endsWith('.bin');
    expect(await refused(files.filter((file) => !isBin(file)))).toMatchObject({ reason: 'file-missing' });
    const longer = files.map((file) => (isBin(file) ? new File([file, 'x'], file.name) : file));
    expect(await refused(longer)).toMatchObject({ reason: 'hash' });
  });

  it('refuse a model that does not run as it says', async () => {
    const fail = (): Promise<void> =>
      Promise.reject(new AppError('MODEL_REFUSED', { model: 'service-model', reason: 'output-shape' }));
    expect(await refused(pickedFiles(own), fail)).toMatchObject({ model: 'service-model', reason: 'output-shape' });
  });

  it('say which file of the app is missing', async () => {
    machine.files.delete('models/tiny.bin');
    await expect(detectors.read()).rejects.toMatchObject({ facts: { reason: 'file-missing', file: 'tiny.bin' } });
  });
});
