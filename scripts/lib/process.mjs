// Small helpers of the bootstrap scripts. No dependency: they run before anything is installed.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Output of a command as a Buffer; its own messages go to stderr. Throws when it fails. */
export function run(command, args, options = {}) {
  return execFileSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
}

/** Runs a command with our terminal; whether it succeeded. */
export function attempt(command, args, options = {}) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options }).status === 0;
}

/** {@link attempt}, while this program goes on with other things. */
export function attemptMeanwhile(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', () => {
      resolve(false);
    });
    child.on('close', (status) => {
      resolve(status === 0);
    });
  });
}

/** Runs a command behind others, on what they leave of the cores, its output kept together until it ends; whether it succeeded. */
export function attemptAside(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn('nice', ['-n', '19', command, ...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => output.push(data));
    }
    const end = (ok) => {
      process.stderr.write(Buffer.concat(output));
      resolve(ok);
    };
    child.on('error', () => {
      end(false);
    });
    child.on('close', (status) => {
      end(status === 0);
    });
  });
}

/** Whether a program is on the path. */
export function hasProgram(name) {
  return spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
}

/** Runs `main` when the module is the program itself; a failure is one line and exit status 1. */
export function runAsScript(moduleUrl, main) {
  if (process.argv[1] === undefined || realpathSync(process.argv[1]) !== fileURLToPath(moduleUrl)) {
    return;
  }
  Promise.resolve()
    .then(main)
    .catch((error) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    });
}
