// Every action of the workbench, once: the keyboard, the help sheet and the palette read this list.

import type { Preferences } from '../../state/preferences.svelte.ts';
import type { DossierState } from '../../state/dossier.svelte.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { Dictionary } from '../../i18n/fr.ts';
import { condensedCommands } from '../condensed/condensed-commands.ts';
import { drawingCommands } from '../criteria/drawing-commands.ts';
import { reviewCommands } from '../criteria/review-commands.ts';
import { shelfCommands } from '../criteria/shelf-commands.ts';
import { dossierCommands } from '../dossier/dossier-commands.ts';
import { layerCommands } from '../layers/layer-commands.ts';
import { intervalCommands } from '../player/interval-commands.ts';
import { pictureCommands } from '../player/picture-commands.ts';
import { playbackCommands } from '../player/playback-commands.ts';
import { synopsisCommands } from '../synopsis/synopsis-commands.ts';
import { trayCommands } from '../tray/tray-commands.ts';
import { timelineCommands } from '../timeline/timeline-commands.ts';
import type { Shell } from '../workbench/shell.svelte.ts';

export type CommandId = keyof Dictionary['commands']['names'];
export type CommandGroup = keyof Dictionary['commands']['groups'];
export type CommandObstacle = keyof Dictionary['palette']['obstacles'];

export interface Command {
  readonly id: CommandId;
  readonly group: CommandGroup;
  /** Those it comes with, any of them; a person may change them (`Keymap`). */
  readonly keys: readonly string[];
  /** While the key of the first command is down, that of the second runs this one instead. */
  readonly chords?: readonly (readonly [held: CommandId, pressed: CommandId])[];
  /** `isKept`: again, by a key that is kept down. */
  readonly run: (isKept?: boolean) => void;
  /** A key that is kept down runs it once only. */
  readonly isOnce?: boolean;
}

export const COMMAND_GROUPS = [
  'playback',
  'picture',
  'objects',
  'dossier',
  'view',
  'tools',
] as const satisfies readonly CommandGroup[];

/** The commands, bound to the open case. */
export function commandsOf(
  workbench: Workbench,
  shell: Shell,
  preferences: Preferences,
  dossier?: DossierState,
): readonly Command[] {
  return [
    ...playbackCommands(workbench, shell),
    ...condensedCommands(workbench),
    ...intervalCommands(workbench),
    ...pictureCommands(workbench.player, shell),
    ...objectCommands(workbench, shell),
    ...reviewCommands(workbench, dossier),
    ...trayCommands(workbench),
    ...drawingCommands(workbench),
    ...shelfCommands(workbench),
    ...(dossier === undefined ? [] : dossierCommands(workbench, shell, dossier)),
    ...layerCommands(workbench),
    ...synopsisCommands(workbench),
    ...viewCommands(workbench, shell, preferences),
    ...timelineCommands(workbench),
    ...toolCommands(workbench, shell),
  ];
}

function objectCommands(workbench: Workbench, shell: Shell): readonly Command[] {
  return [
    {
      id: 'previousObject',
      group: 'objects',
      keys: ['[', 'PageUp'],
      run: () => {
        workbench.acts.step(-1);
      },
    },
    {
      id: 'nextObject',
      group: 'objects',
      keys: [']', 'PageDown'],
      run: () => {
        workbench.acts.step(1);
      },
    },
    {
      id: 'unselect',
      group: 'objects',
      keys: ['Escape'],
      run: () => {
        // What was done last is undone first: one looks closer at what is selected.
        if (shell.view.isWhole) {
          workbench.selection.unselect();
        } else {
          shell.view.showWhole();
        }
      },
    },
  ];
}

function viewCommands(workbench: Workbench, shell: Shell, preferences: Preferences): readonly Command[] {
  const { overlay, sync } = workbench;
  const command = (id: CommandId, keys: readonly string[], run: () => void): Command => ({
    id,
    group: 'view',
    keys,
    run,
  });
  return [
    command('boxes', ['b'], () => {
      overlay.toggleBoxes();
    }),
    command('trails', ['t'], () => {
      overlay.toggleTrails();
    }),
    command('motion', ['c'], () => {
      overlay.toggleMotion();
    }),
    command('cameras', ['y'], () => {
      // From another tab, what is on is shown before it is taken away.
      if (workbench.viewing.isOnPicture || !sync.isOn) {
        sync.toggle();
      }
      workbench.viewing.showPicture();
    }),
    command('objects', ['Shift+o'], () => {
      workbench.viewing.tab = 'objects';
    }),
    command('original', ['Shift+v'], () => {
      workbench.viewing.tab = 'original';
    }),
    command('fullscreen', ['f'], () => {
      shell.askFullscreen();
    }),
    command('theme', [], () => {
      preferences.theme = preferences.theme === 'dark' ? 'light' : 'dark';
    }),
    command('language', [], () => {
      preferences.locale = preferences.locale === 'fr' ? 'en' : 'fr';
    }),
  ];
}

function toolCommands(workbench: Workbench, shell: Shell): readonly Command[] {
  return [
    { id: 'still', group: 'tools', keys: ['s'], run: () => void shell.exportStill() },
    { id: 'synopsisExport', group: 'tools', keys: ['Ctrl+s'], run: () => void shell.exportSynopsis() },
    {
      id: 'results',
      group: 'tools',
      keys: ['Shift+s'],
      run: () => void shell.exportResults(workbench.viewing.current),
    },
    {
      id: 'diagnostic',
      group: 'tools',
      keys: ['d'],
      run: () => {
        shell.open('diagnostic');
      },
    },
    {
      id: 'journal',
      group: 'tools',
      keys: ['h'],
      run: () => {
        shell.open('journal');
      },
    },
    {
      id: 'place',
      group: 'tools',
      keys: [],
      run: () => {
        if (workbench.viewing.current !== undefined) {
          shell.openPlace(workbench.viewing.current.id);
        }
      },
    },
    {
      id: 'settings',
      group: 'tools',
      keys: ['Shift+r'],
      run: () => {
        if (workbench.viewing.current !== undefined) {
          shell.openSettings(workbench.viewing.current.id);
        }
      },
    },
    {
      id: 'nextSettings',
      group: 'tools',
      keys: [],
      run: () => {
        shell.openSettings(undefined);
      },
    },
    {
      id: 'palette',
      group: 'tools',
      keys: ['Ctrl+k'],
      run: () => {
        shell.open('palette');
      },
    },
    {
      id: 'help',
      group: 'tools',
      keys: ['?'],
      run: () => {
        shell.open('help');
      },
    },
    {
      id: 'paneHelp',
      group: 'tools',
      keys: ['F1'],
      run: () => {
        shell.open('pane-help');
      },
    },
  ];
}
