// The synopsis by keyboard: its tab, how it is composed, its list.

import { TINTS } from '../../state/synopsis.svelte.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { Command } from '../commands/commands.ts';

export function synopsisCommands(workbench: Workbench): readonly Command[] {
  const { synopsis } = workbench;
  /** Where it can be seen what it does. */
  const command = (id: Command['id'], keys: readonly string[], run: () => void): Command => ({
    id,
    group: 'view',
    keys,
    run: () => {
      workbench.viewing.tab = 'synopsis';
      run();
    },
  });
  return [
    command('synopsis', ['F9'], () => undefined),
    command('synopsisFewer', ['Shift+F9'], () => {
      synopsis.setMost(synopsis.demand.most - 1);
    }),
    command('synopsisMore', ['Ctrl+F9'], () => {
      synopsis.setMost(synopsis.demand.most + 1);
    }),
    command('synopsisOverlap', [], () => {
      synopsis.setOverlap(!synopsis.demand.mayOverlap);
    }),
    command('synopsisColours', ['Shift+F8'], () => {
      synopsis.tint = TINTS[(TINTS.indexOf(synopsis.tint) + 1) % TINTS.length] ?? 'none';
    }),
    command('synopsisList', ['F8'], () => {
      synopsis.isListed = !synopsis.isListed;
    }),
    command('synopsisRenew', [], () => {
      synopsis.renew();
    }),
  ];
}
