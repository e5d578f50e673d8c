import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';

import { sha256 } from '../../../src/domain/ids.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import {
  aCase,
  CONTROL_PASSPHRASE,
  DIRECTEUR,
  ENQUETEUR,
  installed,
  RECORD,
  REFERENT,
  rowsOf,
  type Machine,
} from '../../builders/vault.ts';

let machine: Machine;
let vault: Vault;

beforeEach(async () => {
  machine = await installed();
  ({ vault } = machine);
});

describe('what lies on disk', () => {
  it('L32 holds no key, and nothing of what was typed', async () => {
    const { id } = await aCase(vault, true);
    await vault.append('case', { kind: 'consulted', target: 'track/MARKER-TARGET' }, 'MARKER-MOTIVE');
    await vault.keepCertificate({ id, text: 'MARKER-CERTIFICATE', sha256: sha256('ab'.repeat(32)), model: undefined });
    const stored = [...(await rowsOf(machine.name)).values()].flat();
    const seen = dump(stored);
    expect(stored.length).toBeGreaterThan(10);
    expect(seen.keys).toBe(0);
    const markers = [DIRECTEUR, ENQUETEUR, REFERENT]
      .flatMap(({ registrationNumber, passphrase, label }) => [registrationNumber, passphrase, label])
      .concat('PV 2026/000417', 'MARKER', CONTROL_PASSPHRASE, RECORD.service, 'R-2026-17', 'case-created', 'consulted');
    expect(markers.filter((marker) => seen.text.includes(marker))).toEqual([]);
    // The dump does see what is in clear.
    expect(seen.text).toContain(id);
  });
});

/** Every string, and every byte array as Latin-1 and UTF-8; how many CryptoKeys. */
function dump(value: unknown): { readonly text: string; readonly keys: number } {
  let all = '';
  let keys = 0;
  const walk = (part: unknown): void => {
    if (part instanceof CryptoKey) {
      keys += 1;
    } else if (typeof part === 'string') {
      all += `${part}\n`;
    } else if (ArrayBuffer.isView(part) || Object.prototype.toString.call(part) === '[object ArrayBuffer]') {
      const view = new Uint8Array(part as ArrayBuffer);
      all += `${new TextDecoder().decode(view)}\n${new TextDecoder('utf-16le').decode(view)}\n`;
    } else if (typeof part === 'object' && part !== null) {
      Object.entries(part).forEach(([key, child]) => {
        all += `${key}\n`;
        walk(child);
      });
    }
  };
  walk(value);
  return { text: all, keys };
}
