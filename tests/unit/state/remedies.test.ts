// What is missing leads to where it is filled in.

import { describe, expect, it } from 'vitest';
import { missing } from '../../../src/domain/case/gates.ts';
import type { TrackDecision } from '../../../src/domain/case/review.ts';
import type { TrayItem } from '../../../src/domain/case/tray.ts';
import { recordingId, trackId, type RecordingId, type TrackId } from '../../../src/domain/ids.ts';
import { isRefusalCode } from '../../../src/domain/law/codes.ts';
import { remedyOf } from '../../../src/state/remedies.ts';
import { after, authorisedCase, contextOf, HASH, PROVENANCE, readyCase } from '../../builders/cases.ts';

const NONE = { decisions: new Map<TrackId, TrackDecision>(), detached: new Set<RecordingId>(), tray: [] };
const twoRecordings = after(authorisedCase(), [
  { kind: 'add-recording', id: 'r1', name: 'a.mp4', sizeBytes: 1 },
  { kind: 'add-recording', id: 'r2', name: 'b.mp4', sizeBytes: 2 },
]);

describe('a remedy', () => {
  it('is there for everything that closing waits for', () => {
    const file = readyCase();
    const codes = missing(file, 'close', contextOf());
    expect(codes.length).toBeGreaterThan(3);
    expect(codes.map((code) => remedyOf(code, file, NONE)?.kind)).toEqual([
      'end-use',
      'document',
      'document',
      'document',
      'document',
    ]);
    const reported = after(file, [{ kind: 'end-session' }, { kind: 'note-report', sha256: HASH }]);
    expect(remedyOf('REPORT_JOINED', reported, NONE)).toEqual({ kind: 'cote' });
    expect(remedyOf('SESSION_END', reported, NONE)).toBe(undefined);
  });

  it('leads to the provenance of those recordings that lack it, and of no other', () => {
    const all = { kind: 'provenance', recordings: [recordingId('r1'), recordingId('r2')] };
    expect(remedyOf('RECORDING_PROVENANCE', twoRecordings, NONE)).toMatchObject(all);
    const half = after(twoRecordings, [{ kind: 'set-provenance', recordingId: 'r1', provenance: PROVENANCE }]);
    expect(remedyOf('RECORDING_PROVENANCE', half, NONE)).toMatchObject({ recordings: [recordingId('r2')] });
    const holderless = {
      ...half,
      recordings: half.recordings.map((one) => ({ ...one, provenance: { ...PROVENANCE, holder: ' ' } })),
    };
    expect(remedyOf('RECORDING_HOLDER', holderless, NONE)).toMatchObject({ ...all, field: 'holder' });
    expect(remedyOf('RECORDING_CAMERA', holderless, NONE)).toBe(undefined);
  });

  it('leads to the first retained object without finding', () => {
    const decided = (number: number, state: TrackDecision['state'], finding: string): [TrackId, TrackDecision] => {
      const track = trackId(recordingId('r1'), number);
      const { actor, now } = contextOf();
      return [track, { track, state, finding, appreciation: '', motive: undefined, by: actor.userId, at: now }];
    };
    const decisions = new Map([
      decided(1, 'DISMISSED', ''),
      decided(2, 'RETAINED', 'sort'),
      decided(3, 'RETAINED', ' '),
    ]);
    expect(remedyOf('FINDING', readyCase(), { ...NONE, decisions })).toEqual({
      kind: 'finding',
      track: trackId(recordingId('r1'), 3),
    });
  });

  it('leads to the first ticked item of the tray of which nobody said what is seen there', () => {
    const frame = { ordinal: 4, us: 120_000 };
    const { actor, now } = contextOf();
    const item = (id: string, change: Partial<TrayItem>): TrayItem => ({
      ...{ id, kind: 'still', recording: recordingId('r1'), first: frame, last: frame, track: undefined },
      ...{ finding: '', appreciation: '', inReport: true, by: actor.userId, at: now },
      ...change,
    });
    const kept = trackId(recordingId('r1'), 2);
    const decision = { track: kept, state: 'RETAINED', finding: 'sort', appreciation: '', motive: undefined } as const;
    const decisions = new Map([[kept, { ...decision, by: actor.userId, at: now }]]);
    const said = [
      item('unticked', { inReport: false }),
      item('said', { finding: 'Un sac.' }),
      item('retained', { kind: 'object', track: kept }),
    ];
    const tray = [...said, item('bare', {}), item('later', {})];
    expect(remedyOf('FINDING', readyCase(), { ...NONE, decisions, tray })).toEqual({ kind: 'tray', item: 'bare' });
    expect(remedyOf('FINDING', readyCase(), { ...NONE, decisions, tray: said })).toBe(undefined);
  });

  it('leads to a file that has to be given again', () => {
    const detached = new Set([recordingId('r1')]);
    expect(remedyOf('RECORDING_HASH_AFTER', readyCase(), { ...NONE, detached })).toEqual({
      kind: 'file',
      recording: 'r1',
    });
    expect(remedyOf('RECORDING_HASH_AFTER', readyCase(), NONE)).toBe(undefined);
  });

  it('is none for what only the référent or the law gives', () => {
    for (const code of ['ENGAGEMENT', 'AIPD', 'RIGHT', 'DEADLINE_PASSED', 'NEW_AUTHORISATION']) {
      expect(isRefusalCode(code) ? remedyOf(code, readyCase(), NONE) : 'no code').toBe(undefined);
    }
  });
});
