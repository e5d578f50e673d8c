// Property tests draw the same samples on every machine and every day; a failure can be run again.

import fc from 'fast-check';

fc.configureGlobal({ seed: 20261121 });
