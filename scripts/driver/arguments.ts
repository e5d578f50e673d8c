// The command line of the driver.

import { parseArgs } from 'node:util';

const BACKENDS = ['auto', 'webgpu', 'wasm'] as const;
const SHAPES = ['pwa', 'usb'] as const;

export const USAGE =
  'usage: npm run -s analyse -- FILE [--mot OUT] [--json OUT] [--backend auto|webgpu|wasm] [--shape pwa|usb]';

export interface DriverArguments {
  readonly file: string;
  readonly mot: string | undefined;
  readonly json: string | undefined;
  readonly backend: (typeof BACKENDS)[number];
  readonly shape: (typeof SHAPES)[number];
}

function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) {
    throw new Error(`--${name} must be one of ${choices.join(', ')}; ${USAGE}`);
  }
  return choice;
}

/** Reads the arguments; throws with the usage when they make no sense. */
export function readArguments(args: readonly string[]): DriverArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      mot: { type: 'string' },
      json: { type: 'string' },
      backend: { type: 'string', default: 'auto' },
      shape: { type: 'string', default: 'pwa' },
    },
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) {
    throw new Error(USAGE);
  }
  return {
    file,
    mot: values.mot,
    json: values.json,
    backend: oneOf('backend', values.backend, BACKENDS),
    shape: oneOf('shape', values.shape, SHAPES),
  };
}
