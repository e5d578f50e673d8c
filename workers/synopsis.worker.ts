// Entry of the synopsis worker: arranges. Everything it does is in src/analysis.

import * as Comlink from 'comlink';

import { SynopsisCore } from '../src/analysis/synopsis-core.ts';
import { keepErrorCodes } from '../src/contracts/worker-border.ts';

keepErrorCodes();
Comlink.expose(new SynopsisCore());
