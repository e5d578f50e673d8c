// How an item of the tray is called: nobody has to type a name.

import type { RecordingState, TrackState } from '../../contracts/session.ts';
import type { TrayItem } from '../../domain/case/tray.ts';
import type { Formatters } from '../../i18n/format.ts';

type Frames = Pick<TrayItem, 'first' | 'last'>;

/** An object by its pseudonym, anything else by its file; then the time. */
export function itemName(
  frames: Frames,
  recording: Pick<RecordingState, 'name'> | undefined,
  track: Pick<TrackState, 'pseudonym'> | undefined,
  format: Formatters,
): string {
  return [track?.pseudonym ?? recording?.name, spanText(frames, (us) => format.time(us))]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** One time of one frame, from when to when of a clip. */
export function spanText({ first, last }: Frames, said: (us: number) => string): string {
  return first.ordinal === last.ordinal ? said(first.us) : `${said(first.us)} → ${said(last.us)}`;
}
