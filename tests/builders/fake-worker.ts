// A worker without a thread: what it serves lives on the other end of a channel, and it can be made to die.

import * as Comlink from 'comlink';

/** Serves `api` as a worker would; `terminate` is counted. */
export class FakeWorker extends EventTarget implements Worker {
  onmessage = null;
  onmessageerror = null;
  onerror = null;
  terminated = 0;
  readonly #port: MessagePort;

  constructor(api: object) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      this.dispatchEvent(new MessageEvent('message', { data }));
    });
    port1.start();
    Comlink.expose(api, port2);
  }

  postMessage(message: unknown, options?: Transferable[] | StructuredSerializeOptions): void {
    this.#port.postMessage(message, Array.isArray(options) ? options : (options?.transfer ?? []));
  }

  terminate(): void {
    this.terminated += 1;
    this.#port.close();
  }

  /** An uncaught error in the worker, as the browser tells it; whether it is also an error of the page. */
  die(message: string): boolean {
    return this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  }
}
