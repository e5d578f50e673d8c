// Which commands the help of each pane shows. A pane says who it is by `data-help`.

import type { Dictionary } from '../../i18n/fr.ts';
import type { CommandId } from './commands.ts';

export type PaneName = keyof Dictionary['paneHelp']['panes'];

export const COMMANDS_OF_PANE: Readonly<Record<PaneName, readonly CommandId[]>> = {
  recordings: ['settings', 'nextSettings', 'provenance', 'results', 'journal', 'diagnostic'],
  player: [
    ...(['toggle', 'stop', 'forward', 'reverse', 'stepForward', 'stepBack', 'jump'] as const),
    ...(['pictureIn', 'pictureOut', 'pictureWhole', 'adjust', 'drawZone', 'drawLine', 'drawArrow'] as const),
    ...(['boxes', 'trails', 'motion', 'heatLayer', 'motionSearch', 'cameras', 'still', 'fullscreen'] as const),
  ],
  condensed: [
    ...(['condensed', 'toggle', 'stop', 'forward', 'reverse', 'nextStretch', 'previousStretch'] as const),
    ...(['condensedShorter', 'condensedLonger', 'deadTime', 'original'] as const),
  ],
  timeline: [
    ...(['zoomIn', 'zoomOut', 'zoomAll', 'zoomOne', 'panEarlier', 'panLater', 'place'] as const),
    ...(['intervalFrom', 'intervalTo', 'intervalAll', 'first', 'last'] as const),
  ],
  criteria: [
    ...(['drawZone', 'drawLine', 'drawArrow', 'intervalFrom', 'intervalTo', 'intervalAll'] as const),
    ...(['searches', 'saveSearch', 'keptZones', 'figures'] as const),
  ],
  results: [
    ...(['nextObject', 'previousObject', 'nextUnseen', 'seen', 'mark', 'unselect', 'objects', 'sheet'] as const),
    ...(['retain', 'dismiss', 'undoDecision', 'undo', 'redo', 'sameObject', 'merge', 'split'] as const),
  ],
  synopsis: [
    ...(['toggle', 'stop', 'forward', 'reverse', 'synopsis', 'synopsisFewer', 'synopsisMore'] as const),
    ...(['synopsisOverlap', 'synopsisColours', 'synopsisList', 'synopsisRenew', 'synopsisExport'] as const),
  ],
  tray: ['tray', 'markFrame', 'trayClip', 'trayObject'],
};

const PANES: readonly string[] = Object.keys(COMMANDS_OF_PANE);

/** The pane that an element is in; `undefined` outside all of them. */
export function paneAt(target: EventTarget | null): PaneName | undefined {
  const said = target instanceof Element ? target.closest<HTMLElement>('[data-help]')?.dataset['help'] : undefined;
  return said !== undefined && isPane(said) ? said : undefined;
}

function isPane(name: string): name is PaneName {
  return PANES.includes(name);
}
