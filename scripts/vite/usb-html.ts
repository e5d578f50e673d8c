// Turns Vite's page into one that runs from `file://`: a policy in the page, classic deferred scripts, relative addresses.

import type { Plugin } from 'vite';
import { USB_CSP } from '../policies.ts';
import { APP_FILES_SCRIPT } from './app-files.ts';

/** Rewrites the built page; throws when a pattern that `file://` refuses is left. */
export function toUsbHtml(html: string): string {
  const page = html
    .replace(/<link[^>]*rel="(?:manifest|modulepreload)"[^>]*>\s*/g, '')
    .replace(/(src|href)="\/(?!\/)/g, '$1="./')
    .replace(/\s+crossorigin(?:="[^"]*")?/g, '')
    .replace(/<script type="module"/g, `<script defer src="./${APP_FILES_SCRIPT}"></script>\n    <script defer`)
    .replace(/<head>/, `<head>\n    <meta http-equiv="Content-Security-Policy" content="${USB_CSP}" />`);
  const bad = /type="module"|crossorigin|(?:src|href)="(?!\.\/|#)[^"]*"/.exec(page);
  if (bad !== null) {
    throw new Error(`the USB page cannot carry ${bad[0]}`);
  }
  return page;
}

export function usbHtml(): Plugin {
  return {
    name: 'derush:usb-html',
    enforce: 'post',
    transformIndexHtml: { order: 'post', handler: toUsbHtml },
  };
}
