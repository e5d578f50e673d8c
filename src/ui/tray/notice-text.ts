// What the notice of the tray says, in words.

import type { TrayItem } from '../../domain/case/tray.ts';
import type { Dictionary } from '../../i18n/fr.ts';
import type { TrayNotice } from '../../state/tray.svelte.ts';

/** `nameOf`: how an item is called now. */
export function noticeText(
  notice: TrayNotice | undefined,
  words: Dictionary['tray'],
  nameOf: (item: TrayItem) => string,
): string {
  if (notice === undefined) {
    return '';
  }
  if (!('item' in notice)) {
    return words.notices[notice.kind];
  }
  const { kind, item } = notice;
  // The key speaks of the object that is selected, wherever the focus is: on the row of another item, too.
  return kind === 'twice' && item.kind === 'object'
    ? words.notices.selectedTwice(nameOf(item))
    : words.notices[kind](words.kinds[item.kind], nameOf(item));
}
