// The version printed on everything that leaves the workbench, and the fingerprint of what runs.

import { version } from '../../package.json';

/** Put in place by the build (scripts/vite/build-hash.ts); nothing else has one. */
declare const __BUILD_SHA256__: string | undefined;

export const APP_VERSION: string = version;

/** SHA-256 of the build, hexadecimal; empty where nothing was built (tests, development): documents are refused there. */
export const APP_BUILD: string = typeof __BUILD_SHA256__ === 'undefined' ? '' : __BUILD_SHA256__;
