// Playing, stepping and jumping by keyboard.

import type { SynopsisDeck } from '../../state/synopsis-deck.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { Command } from '../commands/commands.ts';
import type { Shell } from '../workbench/shell.svelte.ts';

export function playbackCommands(workbench: Workbench, shell: Shell): readonly Command[] {
  const { player } = workbench;
  /** The synopsis has pictures of its own, and those of the player are not to be seen then. */
  const either = (inSynopsis: (deck: SynopsisDeck) => void, elsewhere: () => void): void => {
    if (workbench.viewing.tab === 'synopsis') {
      inSynopsis(workbench.synopsisDeck);
    } else {
      elsewhere();
    }
  };
  const move = (pictures: number, isKept: boolean | undefined): void => {
    either(
      (deck) => {
        deck.step(pictures);
      },
      () => {
        player.step(pictures, isKept);
      },
    );
  };
  const skip = (us: number): void => {
    either(
      (deck) => {
        deck.skip(us);
      },
      () => {
        player.skip(us);
      },
    );
  };
  const command = (id: Command['id'], keys: readonly string[], run: Command['run']): Command => ({
    id,
    group: 'playback',
    keys,
    run,
  });
  const once = (...given: Parameters<typeof command>): Command => ({ ...command(...given), isOnce: true });
  return [
    once('toggle', ['Space'], () => {
      workbench.viewing.deck.toggle();
    }),
    once('stop', ['k'], () => {
      workbench.viewing.deck.stop();
    }),
    once('forward', ['l'], () => {
      workbench.viewing.deck.shuttle(1);
    }),
    once('reverse', ['j'], () => {
      workbench.viewing.deck.shuttle(-1);
    }),
    once('slowForward', ['Shift+l'], () => {
      workbench.viewing.deck.shuttleSlow(1);
    }),
    once('slowReverse', ['Shift+j'], () => {
      workbench.viewing.deck.shuttleSlow(-1);
    }),
    {
      ...command('stepForward', ['ArrowRight', '.'], (isKept) => {
        move(1, isKept);
      }),
      chords: [['stop', 'forward']],
    },
    {
      ...command('stepBack', ['ArrowLeft', ','], (isKept) => {
        move(-1, isKept);
      }),
      chords: [['stop', 'reverse']],
    },
    command('secondForward', ['Shift+ArrowRight'], () => {
      skip(1_000_000);
    }),
    command('secondBack', ['Shift+ArrowLeft'], () => {
      skip(-1_000_000);
    }),
    command('tenForward', ['Ctrl+ArrowRight'], () => {
      skip(10_000_000);
    }),
    command('tenBack', ['Ctrl+ArrowLeft'], () => {
      skip(-10_000_000);
    }),
    command('first', ['Home'], () => {
      either(
        (deck) => {
          deck.toStart();
        },
        () => {
          workbench.viewing.deck.stop();
          player.seek(1);
        },
      );
    }),
    command('last', ['End'], () => {
      either(
        (deck) => {
          deck.toEnd();
        },
        () => {
          workbench.viewing.deck.stop();
          player.seek(player.total);
        },
      );
    }),
    command('jump', ['g'], () => {
      shell.askJump();
    }),
  ];
}
