// The two content security policies, one per shape. Tighten from here, never loosen.

/** Policy of the served shape, sent as a header. */
export const SERVED_CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self' blob:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Policy of the folder opened by double click, first element of `<head>`. `'self'` matches nothing on `file://`. */
export const USB_CSP = [
  "default-src 'none'",
  "script-src file: blob: 'wasm-unsafe-eval'",
  'style-src file:',
  'img-src file: blob: data:',
  'media-src blob:',
  'font-src file:',
  'connect-src blob: data:',
  'worker-src blob:',
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Policy of `verifier.html`, in the page and in the header that serves it: its own script and style, by their hashes,
 * and nothing else. The icon is an empty `data:` address, so that no browser asks for one.
 */
export function verifierCsp(scriptHash: string, styleHash: string): string {
  return [
    "default-src 'none'",
    `script-src ${scriptHash}`,
    `style-src ${styleHash}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** Every header of every answer of the local server. */
export const SERVED_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': SERVED_CSP,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), display-capture=(), geolocation=()',
  'X-Content-Type-Options': 'nosniff',
};
