// How a dossier is sealed from the page: through the screen's port, which a lock silences; and while there is work,
// through one port for it, which goes on under a locked screen, and which the workers share.

import { toAppError } from '../contracts/errors.ts';
import type { Envelope, RecordPlace, Sealer, SealerGrant } from '../contracts/sealer.ts';
import { PortSealer, serveSealer } from '../storage/sealer-port.ts';
import type { AskVault } from './vault-link.ts';

/** Opens what the screen may see; seals also what the work of a locked screen leaves. */
export class DossierSealer implements Sealer, Disposable {
  readonly #ask: AskVault;
  #screen: PortSealer;
  #work: Promise<PortSealer> | undefined;

  private constructor(ask: AskVault, screen: PortSealer) {
    this.#ask = ask;
    this.#screen = screen;
  }

  static async open(ask: AskVault): Promise<DossierSealer> {
    return new DossierSealer(ask, new PortSealer(await ask((vault) => vault.sealer('screen'))));
  }

  /** After unlocking again. */
  async renew(): Promise<void> {
    const before = this.#screen;
    this.#screen = new PortSealer(await this.#ask((vault) => vault.sealer('screen')));
    before[Symbol.dispose]();
  }

  async seal(place: RecordPlace, plain: Uint8Array<ArrayBuffer>): Promise<Envelope> {
    try {
      return await this.#screen.seal(place, plain);
    } catch (error) {
      if (this.#work === undefined || toAppError(error).code !== 'VAULT_LOCKED') {
        throw error;
      }
      return (await this.#work).seal(place, plain);
    }
  }

  open(place: RecordPlace, envelope: Envelope): Promise<Uint8Array<ArrayBuffer>> {
    return this.#screen.open(place, envelope);
  }

  /** Whether something works on, whatever the screen does. */
  get isWorking(): boolean {
    return this.#work !== undefined;
  }

  /** What one call of a worker seals with. The first one opens the port of the work: not under a locked screen. */
  async grant(): Promise<SealerGrant> {
    this.#work ??= this.#ask((vault) => vault.sealer('analysis')).then((port) => new PortSealer(port));
    try {
      const work = await this.#work;
      const { port1, port2 } = new MessageChannel();
      serveSealer(port1, work);
      return { kind: 'port', port: port2 };
    } catch (error) {
      this.#work = undefined;
      throw error;
    }
  }

  /** There is no work left: the vault may forget what it kept for it. */
  rest(): void {
    const work = this.#work;
    this.#work = undefined;
    void work?.then((sealer) => {
      sealer[Symbol.dispose]();
    });
  }

  [Symbol.dispose](): void {
    this.rest();
    this.#screen[Symbol.dispose]();
  }
}
