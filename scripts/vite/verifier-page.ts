// `verifier.html`: one file that needs no other, opened by double click or served, under a policy of hashes.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { verifierCsp } from '../policies.ts';

/** Name of the page in both builds. */
export const VERIFIER_PAGE = 'verifier.html';

const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** Puts style and script into the page, and before them the policy that allows these two and nothing else. */
export function composePage(html: string, style: string, script: string): string {
  if (/<\/(?:style|script)/i.test(`${style}${script}`)) {
    throw new Error(`${VERIFIER_PAGE} cannot carry the end of its own script or style inside it`);
  }
  const policy = verifierCsp(sourceHash(script), sourceHash(style));
  // Functions, because `$&` in a script would otherwise mean something.
  const page = html
    .replace(/<head>/, (head) => `${head}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
    .replace(/<\/head>/, (end) => `<style>${style}</style>\n  ${end}`)
    .replace(/<\/body>/, (end) => `<script>${script}</script>\n  ${end}`);
  const foreign = /(?:src|href)="(?!data:)[^"]*"/.exec(page.replace(script, ''));
  if (foreign !== null) {
    throw new Error(`${VERIFIER_PAGE} must need no other file, and asks for ${foreign[0]}`);
  }
  return page;
}

/** The script and the style of the page, bundled apart from the application. */
async function bundle(root: string): Promise<{ readonly script: string; readonly style: string }> {
  const built = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'src/verifier/entry.ts'),
        output: { format: 'iife', codeSplitting: false, comments: { legal: false } },
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const scripts = outputs.flatMap((one) => (one.type === 'chunk' ? [one.code] : []));
  const styles = outputs.flatMap((one) => (one.type === 'asset' && one.fileName.endsWith('.css') ? [one.source] : []));
  const [script] = scripts;
  const [style] = styles;
  if (script === undefined || style === undefined || outputs.length !== 2) {
    throw new Error(`${VERIFIER_PAGE} wants one script and one style, not ${outputs.length} files`);
  }
  return { script: script.trim(), style: (typeof style === 'string' ? style : new TextDecoder().decode(style)).trim() };
}

/** Writes the page beside the application: before the list of files to keep offline is made. */
export function verifierPage(root: string): Plugin {
  return {
    name: 'derush:verifier-page',
    apply: 'build',
    async generateBundle() {
      const { script, style } = await bundle(root);
      const html = readFileSync(join(root, 'src/verifier/page.html'), 'utf8');
      this.emitFile({ type: 'asset', fileName: VERIFIER_PAGE, source: composePage(html, style, script) });
    },
  };
}
