// The tray as it is filled from what is on screen, and what can be taken back.

import { describe, expect, it } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import type { TrackState } from '../../../src/contracts/session.ts';
import { userId } from '../../../src/domain/case/case-file.ts';
import { changedTray, type Tray, type TrayCommand } from '../../../src/domain/case/tray.ts';
import { stampOf } from '../../../src/domain/footage/frame.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { History } from '../../../src/state/history.svelte.ts';
import { TrayState } from '../../../src/state/tray.svelte.ts';
import { evenFrames } from '../../builders/frame-table.ts';

const R1 = recordingId('r1');
const table = evenFrames(100, 40);
const at = (ordinal: number): number => table.us[ordinal - 1] ?? NaN;
const track = { id: trackId(R1, 3), recordingId: R1, bestOrdinal: 9, bestUs: at(9) } as TrackState;

class Screen {
  tray: Tray = [];
  given: TrayCommand[] = [];
  problem: AppError | undefined;
  selected: TrackState | undefined;
  shown = 12;
  interval: { readonly fromUs: number; readonly toUs: number } | undefined;
  readonly history = new History();
  readonly state: TrayState;

  readonly recordingId = R1;
  readonly table = table;

  constructor() {
    this.state = new TrayState({
      session: this,
      player: this,
      criteria: { interval: () => this.interval },
      selected: () => this.selected,
      nameOf: ({ kind }) => kind,
      history: this.history,
    });
  }

  get stamp(): ReturnType<typeof stampOf> {
    return stampOf(table, this.shown);
  }

  trayCommand(command: TrayCommand): Promise<string> {
    if (this.problem !== undefined) {
      return Promise.reject(this.problem);
    }
    this.given.push(command);
    const newId = `i${this.given.length}`;
    const known = { timeOf: (_: string, ordinal: number) => table.us[ordinal - 1], isTrack: () => true };
    this.tray = changedTray(this.tray, command, { ...known, newId, by: userId('u'), at: instant(0) });
    return Promise.resolve(command.kind === 'add' ? newId : command.id);
  }
}

describe('what goes into the tray', () => {
  it('is the frame on screen, once', async () => {
    const screen = new Screen();
    await screen.state.markFrame();
    expect(screen.state.items).toMatchObject([{ kind: 'still', first: { ordinal: 12, us: at(12) } }]);
    expect(screen.state.marks).toMatchObject([{ recordingId: R1, ordinal: 12, fromUs: at(12), toUs: at(12) }]);
    expect(screen.state.notice?.kind).toBe('added');
    await screen.state.markFrame();
    expect(screen.state.notice?.kind).toBe('twice');
    expect(screen.state.items).toHaveLength(1);
  });

  it('is the frames inside of the interval, exactly', async () => {
    const screen = new Screen();
    await screen.state.addClip();
    expect(screen.state.notice?.kind).toBe('noInterval');
    screen.interval = { fromUs: at(20) + 1, toUs: at(40) };
    await screen.state.addClip();
    expect(screen.state.items).toMatchObject([
      { kind: 'clip', first: { ordinal: 21, us: at(21) }, last: { ordinal: 40, us: at(40) } },
    ]);
    screen.interval = { fromUs: at(20), toUs: at(40) + 5 };
    await screen.state.addClip();
    expect(screen.state.items.at(-1)).toMatchObject({ first: { ordinal: 20 }, last: { ordinal: 40 } });
  });

  it('is the selected object by its best picture, and nothing where none is', async () => {
    const screen = new Screen();
    await screen.state.addObject();
    expect(screen.state.notice?.kind).toBe('noObject');
    screen.selected = track;
    await screen.state.addObject();
    expect(screen.state.items).toMatchObject([{ kind: 'object', track: track.id, first: { ordinal: 9, us: at(9) } }]);
  });

  it('is told of when it is refused, and nothing changes', async () => {
    const screen = new Screen();
    screen.problem = new AppError('RIGHT_REFUSED', { missing: 'RIGHT' });
    await screen.state.markFrame();
    expect(screen.state.problem?.code).toBe('RIGHT_REFUSED');
    expect(screen.state.notice).toBeUndefined();
    expect(screen.history.canUndo).toBe(false);
  });
});

describe('what is done with it', () => {
  async function three(): Promise<Screen> {
    const screen = new Screen();
    for (screen.shown = 1; screen.shown <= 3; screen.shown += 1) {
      await screen.state.markFrame();
    }
    return screen;
  }
  const ordinals = ({ state }: Screen): readonly number[] => state.items.map(({ first }) => first.ordinal);
  const item = ({ state }: Screen, place: number): Tray[number] => {
    const found = state.items[place];
    if (found === undefined) {
      throw new RangeError(String(place));
    }
    return found;
  };

  it('is taken back in order, also through what has another id since it came back', async () => {
    const screen = await three();
    await screen.state.move(item(screen, 0), 2);
    expect(ordinals(screen)).toEqual([2, 3, 1]);
    await screen.state.comment(item(screen, 2), { finding: ' Vu. ', appreciation: '' });
    await screen.state.remove(item(screen, 2));
    expect(ordinals(screen)).toEqual([2, 3]);
    await screen.history.undo();
    expect(ordinals(screen)).toEqual([2, 3, 1]);
    expect(item(screen, 2).finding).toBe('Vu.');
    await screen.history.undo();
    expect(ordinals(screen)).toEqual([1, 2, 3]);
    await screen.history.redo();
    await screen.history.redo();
    expect(ordinals(screen)).toEqual([2, 3]);
    for (let back = 0; back < 5; back += 1) {
      await screen.history.undo();
    }
    expect(ordinals(screen)).toEqual([]);
    expect(screen.state.problem).toBeUndefined();
  });

  it('is taken back from the notice only as long as nothing else was done', async () => {
    const screen = await three();
    expect(screen.state.canUndo).toBe(true);
    const other = {
      name: 'seen',
      what: 'P-0001',
      undo: () => Promise.resolve(true),
      redo: () => Promise.resolve(true),
    };
    screen.history.push({ ...other, name: 'seen' });
    expect(screen.state.canUndo).toBe(false);
    await screen.state.undoLast();
    expect(ordinals(screen)).toEqual([1, 2, 3]);
  });

  it('writes nothing where nothing changes', async () => {
    const screen = await three();
    const { length } = screen.given;
    await screen.state.comment(item(screen, 0), { finding: ' ', appreciation: '' });
    await screen.state.move(item(screen, 0), -4);
    expect(screen.given).toHaveLength(length);
  });
});
