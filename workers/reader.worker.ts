// Entry of the reader worker: hashes, opens, gives frames. Everything it does is in src/media.

import * as Comlink from 'comlink';

import { keepErrorCodes } from '../src/contracts/worker-border.ts';
import { FrameReaderCore } from '../src/media/frame-reader.ts';

keepErrorCodes();
Comlink.expose(new FrameReaderCore());
