import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { composePage } from '../../../scripts/vite/verifier-page.ts';

const PAGE = '<!doctype html>\n<html>\n  <head>\n    <title>t</title>\n  </head>\n  <body>\n  </body>\n</html>';
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

it('L19 allows the script and the style of the page by their hashes, before anything else', () => {
  const [style, script] = ['b{color:red}', 'const a="$&";'];
  const page = composePage(PAGE, style, script);
  expect(page).toMatch(
    /<head>\s*<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-/,
  );
  expect(page).toContain(`script-src ${hashOf(script)}; style-src ${hashOf(style)};`);
  expect(page).toContain(`<style>${style}</style>`);
  expect(page).toContain(`<script>${script}</script>`);
});

it('L19 lets the page ask for no other file', () => {
  expect(() => composePage(PAGE.replace('<title>', '<script src="./a.js"></script><title>'), '', '')).toThrow(/a\.js/);
  expect(() => composePage(PAGE, '', 'a="</script>"')).toThrow(/cannot carry/);
});
