// The version printed on everything that leaves the workbench.

import { version } from '../../package.json';

export const APP_VERSION: string = version;
