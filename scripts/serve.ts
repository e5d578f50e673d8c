// `npm run serve`: serves dist/ at the one fixed address until Ctrl+C.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PORT, startServer } from './lib/server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist');

function portTaken(): string {
  return [
    `Le port ${PORT} de 127.0.0.1 est déjà pris : Dérush tourne peut-être déjà, sinon fermez le programme qui l'occupe.`,
    `Port ${PORT} of 127.0.0.1 is taken: Dérush may be running already, else close the program that holds it.`,
  ].join('\n');
}

async function main(): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error('dist/ is missing: run "npm run build" first');
  }
  const { url } = await startServer({ folder, sample: join(root, '.cache/footage/vtest.mp4'), port: PORT });
  console.log(`Dérush : ${url}  (Ctrl+C pour arrêter / to stop)`);
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(taken ? portTaken() : error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
