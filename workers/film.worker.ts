// Entry of the film worker: writes one film. Everything it does is in src/media.

import * as Comlink from 'comlink';

import { keepErrorCodes } from '../src/contracts/worker-border.ts';
import { FilmWriter } from '../src/media/film-writer.ts';

keepErrorCodes();
Comlink.expose(new FilmWriter());
