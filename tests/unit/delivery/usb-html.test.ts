import { expect, it } from 'vitest';
import { USB_CSP } from '../../../scripts/policies.ts';
import { toUsbHtml } from '../../../scripts/vite/usb-html.ts';

const page = (head: string): string => `<!doctype html>\n<html>\n  <head>\n    ${head}\n  </head>\n</html>`;

it('puts the policy first, and makes scripts classic, deferred and relative', () => {
  const html = toUsbHtml(
    page('<link rel="manifest" href="/m.webmanifest"><script type="module" crossorigin src="./assets/a.js"></script>'),
  );
  expect(html.indexOf(USB_CSP)).toBeLessThan(html.indexOf('<script'));
  expect(html).toMatch(/<head>\s*<meta http-equiv="Content-Security-Policy"/);
  expect(html).toMatch(/app-files\.js"><\/script>\s*<script defer src="\.\/assets\/a\.js">/);
  expect(html).not.toMatch(/crossorigin|module|manifest/);
});

it('makes addresses from the root relative', () => {
  expect(toUsbHtml(page('<link rel="icon" href="/icons/a.svg">'))).toContain('href="./icons/a.svg"');
});

it('refuses a page that would reach beyond its folder', () => {
  expect(() => toUsbHtml(page('<link rel="stylesheet" href="https://cdn.example/a.css">'))).toThrow(/cannot carry/);
});
