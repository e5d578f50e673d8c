// The vault on a real machine.

import { Registry } from '../storage/registry.ts';
import { KDF_COST } from './kdf.ts';
import type { VaultTools } from './memory.ts';
import { Vault } from './vault.ts';

/** `tools` are only changed by tests. */
export function createVault(tools: Partial<VaultTools> = {}): Vault {
  return new Vault({
    registry: tools.registry ?? new Registry(),
    clock: () => Date.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    locks: navigator.locks,
    kdfCost: KDF_COST,
    ...tools,
  });
}
