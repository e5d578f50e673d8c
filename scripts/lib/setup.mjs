// What a fresh machine lacks: packages of npm, programs of Debian, the sample footage.
// Plain JavaScript without dependencies: it runs before anything is installed.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attempt, hasProgram, run } from './process.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const FOOTAGE = join(ROOT, '.cache', 'footage');

const SAMPLE_SHA256 = '45cddc9490be69345cbdab64ca583be65987e864ca408038e648db99e10516cf';
const SAMPLE_MEMBER = './usr/share/doc/opencv-doc/examples/data/vtest.avi';
const SAMPLE_INSTALLED = '/usr/share/doc/opencv-doc/examples/data/vtest.avi';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Whether `node_modules` holds what the lockfile says (optional packages of other systems aside). */
function modulesMatchLock() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) {
    return false;
  }
  const present = readJson(installed).packages;
  return Object.entries(readJson(join(ROOT, 'package-lock.json')).packages).every(
    ([path, wanted]) => path === '' || wanted.optional === true || present[path]?.integrity === wanted.integrity,
  );
}

/** `npm ci` when `node_modules` is missing or stale. */
export function ensureModules() {
  if (modulesMatchLock()) {
    return;
  }
  console.error('setup: npm ci');
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

const isDebianRoot = () => process.getuid?.() === 0 && hasProgram('apt-get');

/** Refreshes the package lists once per run; a failure shows where they are used. */
const aptUpdate = (() => {
  let done = false;
  return (timeout) => {
    if (!done) {
      done = true;
      attempt('apt-get', ['update', '-qq'], { timeout });
    }
  };
})();

/** Installs Debian packages whose programs are missing; returns the packages that are still missing. */
export function installPackages(packages, timeout = 600_000) {
  const lacks = () => packages.filter(([, isPresent]) => !isPresent()).map(([name]) => name);
  const missing = lacks();
  if (missing.length > 0 && isDebianRoot()) {
    console.error(`setup: apt-get install ${missing.join(' ')}`);
    aptUpdate(timeout);
    attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      timeout,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  return lacks();
}

export const FFMPEG = ['ffmpeg', () => hasProgram('ffmpeg') && hasProgram('ffprobe')];
export const CHROMIUM = ['chromium', () => hasProgram(process.env.DERUSH_CHROMIUM ?? 'chromium')];
export const FONTS = ['fonts-liberation', () => existsSync('/usr/share/fonts/truetype/liberation')];

const isSample = (bytes) => createHash('sha256').update(bytes).digest('hex') === SAMPLE_SHA256;

/** Takes the sample out of Debian's package, in a temporary folder; needs no root, only package lists. */
function downloadSample(timeout) {
  const scratch = mkdtempSync(join(tmpdir(), 'derush-sample-'));
  const download = () =>
    attempt('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', 'opencv-doc'], { cwd: scratch, timeout });
  try {
    if (!download()) {
      aptUpdate(timeout);
      if (!download()) {
        throw new Error('apt-get download opencv-doc failed');
      }
    }
    const archive = readdirSync(scratch).find((name) => name.endsWith('.deb'));
    const tar = run('dpkg-deb', ['--fsys-tarfile', join(scratch, archive)], { maxBuffer: 2 ** 30, timeout });
    return run('tar', ['-xO', SAMPLE_MEMBER], { input: tar, stdio: 'pipe', maxBuffer: 2 ** 28, timeout });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** `.cache/footage/vtest.avi`, verified. Throws when it cannot be had. */
export function ensureSample(timeout = 300_000) {
  const path = join(FOOTAGE, 'vtest.avi');
  if (existsSync(path) && isSample(readFileSync(path))) {
    return path;
  }
  const bytes = existsSync(SAMPLE_INSTALLED) ? readFileSync(SAMPLE_INSTALLED) : downloadSample(timeout);
  if (!isSample(bytes)) {
    throw new Error('vtest.avi of opencv-doc is not the expected file');
  }
  mkdirSync(FOOTAGE, { recursive: true });
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
  return path;
}
