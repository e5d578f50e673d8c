// What stands in the way of a command, so that the palette can say it.

import type { Workbench } from '../../state/workbench.ts';
import type { Command, CommandGroup, CommandId, CommandObstacle } from './commands.ts';

/** What must be there: a recording, a picture of it, an object in the list, one that is selected, room to draw. */
type Need = 'recording' | 'picture' | 'objects' | 'object' | 'drawing' | 'criteria' | 'camera';

const OF_GROUP: Readonly<Partial<Record<CommandGroup, Need>>> = { playback: 'picture', picture: 'picture' };

const OF_COMMAND: Readonly<Partial<Record<CommandId, Need>>> = {
  nextObject: 'objects',
  previousObject: 'objects',
  drawZone: 'drawing',
  drawLine: 'drawing',
  drawArrow: 'drawing',
  saveSearch: 'criteria',
  keptZones: 'camera',
  boxes: 'picture',
  trails: 'picture',
  motion: 'picture',
  zoomIn: 'picture',
  zoomOut: 'picture',
  zoomAll: 'picture',
  zoomOne: 'picture',
  panEarlier: 'picture',
  panLater: 'picture',
  place: 'recording',
  cameras: 'recording',
  still: 'picture',
  markFrame: 'picture',
  trayClip: 'picture',
  motionSearch: 'picture',
  heatLayer: 'picture',
  results: 'recording',
  settings: 'recording',
  provenance: 'recording',
  retain: 'object',
  dismiss: 'object',
  undoDecision: 'object',
  seen: 'object',
  mark: 'object',
  trayObject: 'object',
  nextUnseen: 'objects',
};

/** `undefined`: it can be run now. */
export function obstacleTo({ id, group }: Command, workbench: Workbench): CommandObstacle | undefined {
  const need = OF_COMMAND[id] ?? OF_GROUP[group];
  return need === undefined ? undefined : missing(need, workbench);
}

function missing(need: Need, workbench: Workbench): CommandObstacle | undefined {
  switch (need) {
    case 'recording':
      return workbench.viewing.current === undefined ? 'noRecording' : undefined;
    case 'picture':
      return workbench.player.total === 0 ? 'noPicture' : undefined;
    case 'objects':
      return workbench.finding.hits.length === 0 ? 'noObjects' : undefined;
    case 'object':
      return workbench.selection.track === undefined ? 'noObject' : undefined;
    case 'criteria':
      return workbench.criteria.isActive ? undefined : 'noCriteria';
    case 'camera':
      return workbench.shelf.camera === '' ? 'noCamera' : undefined;
    case 'drawing':
      return workbench.viewing.current?.table === undefined
        ? 'noPicture'
        : workbench.criteria.drawn.isFull
          ? 'drawingsFull'
          : undefined;
  }
}
