// Playing, stepping and jumping by keyboard.

import type { Workbench } from '../../state/workbench.svelte.ts';
import type { Command } from '../commands/commands.ts';
import type { Shell } from '../workbench/shell.svelte.ts';

export function playbackCommands(workbench: Workbench, shell: Shell): readonly Command[] {
  const { player } = workbench;
  const command = (id: Command['id'], keys: readonly string[], run: Command['run']): Command => ({
    id,
    group: 'playback',
    keys,
    run,
  });
  const once = (...given: Parameters<typeof command>): Command => ({ ...command(...given), isOnce: true });
  return [
    once('toggle', ['Space'], () => {
      workbench.deck.toggle();
    }),
    once('stop', ['k'], () => {
      workbench.deck.stop();
    }),
    once('forward', ['l'], () => {
      workbench.deck.shuttle(1);
    }),
    once('reverse', ['j'], () => {
      workbench.deck.shuttle(-1);
    }),
    once('slowForward', ['Shift+l'], () => {
      workbench.deck.shuttleSlow(1);
    }),
    once('slowReverse', ['Shift+j'], () => {
      workbench.deck.shuttleSlow(-1);
    }),
    {
      ...command('stepForward', ['ArrowRight', '.'], (isKept) => {
        player.step(1, isKept);
      }),
      chords: [['stop', 'forward']],
    },
    {
      ...command('stepBack', ['ArrowLeft', ','], (isKept) => {
        player.step(-1, isKept);
      }),
      chords: [['stop', 'reverse']],
    },
    command('secondForward', ['Shift+ArrowRight'], () => {
      player.skip(1_000_000);
    }),
    command('secondBack', ['Shift+ArrowLeft'], () => {
      player.skip(-1_000_000);
    }),
    command('tenForward', ['Ctrl+ArrowRight'], () => {
      player.skip(10_000_000);
    }),
    command('tenBack', ['Ctrl+ArrowLeft'], () => {
      player.skip(-10_000_000);
    }),
    command('first', ['Home'], () => {
      workbench.deck.stop();
      player.seek(1);
    }),
    command('last', ['End'], () => {
      workbench.deck.stop();
      player.seek(player.total);
    }),
    command('jump', ['g'], () => {
      shell.askJump();
    }),
  ];
}
