import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import { checkManifest, checkModelEntry, isForbiddenLabel } from '../../../src/contracts/model-entry.ts';
import type { ModelEntry } from '../../../src/contracts/model.ts';
import { tinyModel } from '../../builders/tiny-model.ts';

let good: ModelEntry;
beforeAll(async () => {
  good = (await tinyModel()).entry;
});

/** The `reason` and `detail` with which a value is refused. */
function refusal(value: unknown): unknown {
  try {
    checkModelEntry(value);
  } catch (error) {
    expect(error).toMatchObject({ code: 'MODEL_REFUSED' });
    return error instanceof Error && 'facts' in error ? error.facts : undefined;
  }
  return 'accepted';
}

describe('an entry', () => {
  it('passes when it says all and asks for nothing forbidden, and comes out as it went in', () => {
    expect(checkModelEntry(structuredClone(good))).toEqual(good);
  });

  it.each(['face', 'LicensePlate', 'plaque_immatriculation', 'Tête', 'gender', 'woman', 'age-group', 're-id', 'child'])(
    'is refused for the class %s, mapped or not, and for the label',
    (word) => {
      expect(refusal({ ...good, classes: { '0': word } })).toMatchObject({ reason: 'forbidden-class', detail: word });
      const labels = { ...good.labels, '1': word };
      expect(refusal({ ...good, labels })).toMatchObject({ model: 'tiny', reason: 'forbidden-class', detail: word });
    },
  );

  it('is refused for a name that says what it looks for', () => {
    expect(refusal({ ...good, id: 'face-finder' })).toMatchObject({ reason: 'forbidden-class' });
  });

  it('is refused for a class outside the closed list, or when none is mapped', () => {
    for (const classes of [{ '0': 'dog' }, { '0': 'unclassified' }, { '0': 'ignored' }, {}, { first: 'person' }]) {
      expect(refusal({ ...good, classes })).toMatchObject({ reason: 'unknown-class' });
    }
  });

  it('is refused for outputs that are of no known kind', () => {
    for (const outputs of [{ kind: 'masks' }, { kind: 'boxes', boxes: 'a' }, { kind: 'centernet', heat: 'a' }, 3]) {
      expect(refusal({ ...good, outputs })).toMatchObject({ model: 'tiny', reason: 'unknown-outputs' });
    }
  });

  it('is refused whatever else is missing, too much or not what it should be', () => {
    const [file] = good.files;
    for (const wrong of [
      { ...good, address: 'elsewhere' },
      { ...good, input: { ...good.input, sides: [33] } },
      { ...good, input: { ...good.input, sides: [64, 32] } },
      { ...good, input: { ...good.input, scale: [0, 1, 1] } },
      { ...good, files: [file] },
      { ...good, files: good.files.map((each) => ({ ...each, sha256: 'abc' })) },
      { ...good, files: good.files.map((each) => ({ ...each, path: `../${each.path}` })) },
      { ...good, licence: undefined },
    ]) {
      expect(refusal(wrong)).toMatchObject({ reason: 'schema' });
    }
    expect(refusal(undefined)).toMatchObject({ model: 'models.json', reason: 'schema' });
  });
});

describe('the words of classes', () => {
  it('let the 80 classes of COCO pass', () => {
    const coco =
      'person bicycle car motorcycle airplane bus train truck boat,traffic light,fire hydrant,stop sign,parking meter,' +
      'bench bird cat dog horse sheep cow elephant bear zebra giraffe backpack umbrella handbag tie suitcase frisbee ' +
      'skis snowboard,sports ball,kite,baseball bat,baseball glove,skateboard surfboard,tennis racket,bottle,wine glass,' +
      'cup fork knife spoon bowl banana apple sandwich orange broccoli carrot,hot dog,pizza donut cake chair couch,' +
      'potted plant,bed,dining table,toilet tv laptop mouse remote keyboard,cell phone,microwave oven toaster sink ' +
      'refrigerator book clock vase scissors,teddy bear,hair drier,toothbrush,road surface,headlight,manhole';
    expect(coco.split(/[ ,]/).filter(isForbiddenLabel)).toEqual([]);
    expect(coco.split(',').filter(isForbiddenLabel)).toEqual([]);
  });
});

describe('the allow-list of the app', () => {
  const list: unknown = JSON.parse(
    readFileSync(new URL('../../../public/models/models.json', import.meta.url), 'utf8'),
  );

  it('passes its own check, and every model says where it comes from', () => {
    const { default: wanted, models } = checkManifest(list);
    expect(models.map(({ id }) => id)).toContain(wanted);
    expect(models.filter(({ source }) => source === undefined)).toEqual([]);
  });

  it('names no package of it as a dependency', () => {
    const names = checkManifest(list).models.map(({ source }) => source?.package ?? '');
    for (const file of ['package.json', 'package-lock.json']) {
      const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
      expect(names.filter((name) => text.includes(`"${name}"`) || text.includes(`/${name}"`))).toEqual([]);
    }
  });

  it('is refused as a whole for one bad entry, or a default that is not there', () => {
    expect(() => checkManifest({ schema: 2, default: 'tiny', models: [{ ...good, classes: {} }] })).toThrow('tiny');
    expect(() => checkManifest({ schema: 2, default: 'other', models: [good] })).toThrow('not-listed');
    expect(() => checkManifest({ schema: 1, models: [] })).toThrow('schema');
  });
});
