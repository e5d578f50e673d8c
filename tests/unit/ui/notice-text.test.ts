import { describe, expect, it } from 'vitest';

import { userId } from '../../../src/domain/case/case-file.ts';
import type { TrayItem } from '../../../src/domain/case/tray.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { fr } from '../../../src/i18n/fr.ts';
import { noticeText } from '../../../src/ui/tray/notice-text.ts';

const recording = recordingId('r-1');
const frame = { ordinal: 3, us: 120_000 };

function item(kind: 'still' | 'object'): TrayItem {
  return {
    ...{
      id: 't-1',
      kind,
      recording,
      first: frame,
      last: frame,
      track: kind === 'object' ? trackId(recording, 1) : undefined,
    },
    ...{ finding: '', appreciation: '', inReport: false, by: userId('e-1'), at: instant(0) },
  };
}

const said = (notice: Parameters<typeof noticeText>[0]): string => noticeText(notice, fr.tray, () => 'P-0001');

describe('the notice of the tray', () => {
  it('says that it speaks of the selected object, which need not be the row that has the focus', () => {
    expect(said({ kind: 'twice', item: item('object') })).toMatch(/^L’objet sélectionné est déjà au panier.*P-0001$/);
  });

  it('says of anything else what it is', () => {
    expect(said({ kind: 'twice', item: item('still') })).toMatch(/^Image déjà au panier.*P-0001$/);
    expect(said({ kind: 'added', item: item('object') })).toMatch(/^Objet au panier.*P-0001$/);
    expect(said({ kind: 'noObject' })).toBe(fr.tray.notices.noObject);
    expect(said(undefined)).toBe('');
  });
});
