// Listens, TCP and UDP, where the browser under test is told to send everything that is not the app itself.

import { createSocket, type Socket } from 'node:dgram';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** What arrived: the protocol, its first bytes, and the names in them (a TLS greeting names its server in clear). */
export interface Hit {
  readonly protocol: 'tcp' | 'udp';
  readonly head: string;
  readonly names: readonly string[];
}

/** A port on which nothing may ever arrive. */
export class NetworkTrap {
  readonly hits: Hit[] = [];
  readonly #tcp: Server;
  readonly #udp: Socket;

  constructor() {
    this.#tcp = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data) => {
        this.#record('tcp', data);
        socket.destroy();
      });
    });
    this.#udp = createSocket('udp4').on('message', (data) => {
      this.#record('udp', data);
    });
  }

  /** Takes a free port for both protocols. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#tcp.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    await new Promise<void>((resolve, reject) => {
      this.#udp.once('error', reject).bind(this.port, '127.0.0.1', resolve);
    });
  }

  get port(): number {
    return (this.#tcp.address() as AddressInfo).port;
  }

  /** Resolves once a whole second brought nothing: late repeats of a control are not the next test's traffic. */
  async settle(): Promise<void> {
    let seen = -1;
    while (seen !== this.hits.length) {
      seen = this.hits.length;
      await setTimeout(1000);
    }
  }

  close(): void {
    this.#tcp.close();
    this.#udp.close();
  }

  #record(protocol: Hit['protocol'], data: Buffer): void {
    const text = data.toString('latin1');
    const head = text.slice(0, 40).replaceAll(/[^\x20-\x7e]/g, '.');
    this.hits.push({ protocol, head, names: text.match(/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/g) ?? [] });
  }
}
