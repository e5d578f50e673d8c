// Errors keep their code when they cross a worker border: comlink alone would keep the message only.

import * as Comlink from 'comlink';

import { AppError, toAppError, type AlertCode, type AlertFacts } from './errors.ts';

interface Thrown {
  readonly code: AlertCode;
  readonly facts: AlertFacts;
}

/** To be called once on each side of every border. */
export function keepErrorCodes(): void {
  const plain = Comlink.transferHandlers.get('throw');
  if (plain === undefined) {
    throw new Error('comlink has no handler for thrown values');
  }
  Comlink.transferHandlers.set('throw', {
    canHandle: (value: unknown): value is unknown => plain.canHandle(value),
    serialize: (thrown: unknown): [Thrown, Transferable[]] => {
      const value = typeof thrown === 'object' && thrown !== null && 'value' in thrown ? thrown.value : thrown;
      const { code, facts } = toAppError(value);
      return [{ code, facts }, []];
    },
    deserialize: ({ code, facts }: Thrown): never => {
      throw new AppError(code, facts);
    },
  });
}
