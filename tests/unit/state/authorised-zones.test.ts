import { describe, expect, it } from 'vitest';

import { areFixed, authorisedZones, scopeWithZones } from '../../../src/state/authorised-zones.ts';
import { after, authorisedCase, DEEMED, newDraft, PROVENANCE, WRITTEN } from '../../builders/cases.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import type { CaseFile } from '../../../src/domain/case/case-file.ts';
import type { Polygon } from '../../../src/domain/settings/polygon.ts';
import { refusalOf } from '../../../src/domain/law/codes.ts';

const LEFT: Polygon = [
  { x: 0, y: 0 },
  { x: 0.5, y: 0 },
  { x: 0.5, y: 1 },
];
const RIGHT: Polygon = LEFT.map(({ x, y }) => ({ x: 1 - x, y }));

const drawnIn = (file: CaseFile, camera: string, zones: readonly Polygon[]): CaseFile =>
  after(file, [{ kind: 'set-scope', scope: scopeWithZones(file, camera, zones) ?? expect.fail() }]);
const written = (): CaseFile =>
  after(newDraft({ framework: 'PRELIMINAIRE', flagranceFrom: undefined }), [
    { kind: 'authorise', authorisation: WRITTEN },
  ]);

describe('L29 authorised zones', () => {
  it('of one camera are drawn and redrawn where the authorisation is deemed given, those of others left as they are', () => {
    const file = drawnIn(drawnIn(authorisedCase(), 'Hall', [LEFT]), 'Cour', [LEFT, RIGHT]);
    expect(authorisedZones(file, 'Hall')).toEqual([LEFT]);
    expect(authorisedZones(file, 'Cour')).toEqual([LEFT, RIGHT]);
    expect(areFixed(file, 'Hall')).toBe(false);
    const redrawn = drawnIn(file, 'Hall', [RIGHT]);
    expect(authorisedZones(redrawn, 'Hall')).toEqual([RIGHT]);
    expect(authorisedZones(redrawn, 'Cour')).toEqual([LEFT, RIGHT]);
    expect(authorisedZones(drawnIn(file, 'Hall', []), 'Hall')).toEqual([]);
  });

  it('that a magistrate has drawn can be left out but for the last one, and not redrawn', () => {
    const file = written();
    expect(areFixed(file, 'Hall')).toBe(false);
    const drawn = drawnIn(file, 'Hall', [LEFT, RIGHT]);
    expect(areFixed(drawn, 'Hall')).toBe(true);
    expect(areFixed(drawn, 'Cour')).toBe(false);
    expect(authorisedZones(drawnIn(drawn, 'Hall', [RIGHT]), 'Hall')).toEqual([RIGHT]);
    for (const zones of [[], [LEFT, RIGHT.toReversed()]]) {
      expect(refusalOf(() => drawnIn(drawn, 'Hall', zones))).toEqual(['SCOPE_WIDENED']);
    }
  });

  it('are not left by calling the camera something else, unless it is bound under that name too', () => {
    const recordingId = 'r1';
    const known = after(written(), [
      { kind: 'add-recording', id: recordingId, name: 'a.mp4', sizeBytes: 1 },
      { kind: 'set-provenance', recordingId, provenance: PROVENANCE },
    ]);
    const renamed: CaseCommand = {
      kind: 'set-provenance',
      recordingId,
      provenance: { ...PROVENANCE, camera: 'Autre' },
    };
    expect(refusalOf(() => after(known, [renamed]))).toEqual([]);
    const drawn = drawnIn(known, PROVENANCE.camera, [LEFT]);
    expect(refusalOf(() => after(drawn, [renamed]))).toEqual(['SCOPE_WIDENED']);
    expect(refusalOf(() => after(drawnIn(drawn, 'Autre', [RIGHT]), [renamed]))).toEqual([]);
  });

  it('are none before anything is authorised', () => {
    expect(scopeWithZones(newDraft(), 'Hall', [LEFT])).toBeUndefined();
    expect(authorisedZones(newDraft(), 'Hall')).toEqual([]);
    expect(DEEMED.scope.zones).toEqual([]);
  });
});
