// A worker that holds one side of a sealer's port, as the analysis does, until it is killed.

import { PortSealer } from '../../src/storage/sealer-port.ts';

addEventListener('message', ({ data }: MessageEvent<{ readonly port: MessagePort; readonly caseId: string }>) => {
  const sealer = new PortSealer(data.port);
  const place = { caseId: data.caseId, store: 'checkpoints', recordId: 'r' };
  void sealer.seal(place, new Uint8Array(4)).then(
    () => {
      postMessage('sealed');
    },
    (error: unknown) => {
      postMessage(String(error));
    },
  );
});
