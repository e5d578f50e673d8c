// The entry: the real services behind the real screens.

import { shape } from '#shape';
import { AppError } from '../contracts/errors.ts';
import { openDossierDoor } from '../services/dossier-door.ts';
import { openExercise } from '../services/exercise.ts';
import { probeCapabilities } from '../state/capabilities.ts';
import { boot } from './boot.ts';
import { harden } from './harden.ts';
import { findSample } from './sample.ts';

harden();

const target = document.getElementById('app');
if (target === null) {
  throw new AppError('INTERNAL', { message: 'The page has no #app element' });
}

boot(target, {
  shape: shape.name,
  openExercise,
  openDoor: () => Promise.resolve(openDossierDoor()),
  probe: probeCapabilities,
  findSample: () => findSample(shape.name),
});

// A browser that refuses the offline copy (private window) still runs the application from its server.
shape.start().catch((error: unknown) => {
  console.warn('No offline copy', error);
});
