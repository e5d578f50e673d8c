// Entry of the vault worker: the only thread that ever holds a key. Everything it does is in src/vault.

import * as Comlink from 'comlink';

import { keepErrorCodes } from '../src/contracts/worker-border.ts';
import { createVault } from '../src/vault/create-vault.ts';

keepErrorCodes();
Comlink.expose(createVault());
