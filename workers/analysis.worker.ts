// Entry of the analysis worker: everything it does is in src/analysis.

import * as Comlink from 'comlink';

import { AnalysisCore } from '../src/analysis/analysis-core.ts';
import { keepErrorCodes } from '../src/contracts/worker-border.ts';

keepErrorCodes();
Comlink.expose(new AnalysisCore());
