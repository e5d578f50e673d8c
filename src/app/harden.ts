// What a content policy leaves open — peer connections, windows, navigation — is closed before anything else runs.
// This stops accidents and careless dependencies, not somebody who rewrites the build; the machine's own policy
// (no network) stays the guarantee.

/** Interfaces that could speak to the outside, or see it. Nothing here uses them. */
const CLOSED_GLOBALS = [
  'RTCPeerConnection',
  'webkitRTCPeerConnection',
  'RTCDataChannel',
  'WebTransport',
  'WebSocket',
  'EventSource',
  'XMLHttpRequest',
  'open',
] as const;
const CLOSED_ON_NAVIGATOR = ['mediaDevices', 'sendBeacon', 'share', 'serial', 'usb', 'bluetooth', 'hid'] as const;

/** Elements whose content is a page of its own, with all of the above again. */
const CLOSED_ELEMENTS = new Set(['iframe', 'frame', 'object', 'embed', 'portal', 'fencedframe']);

function close(target: object, names: readonly string[]): void {
  for (const name of names) {
    Object.defineProperty(target, name, { value: undefined, configurable: false, writable: false });
  }
}

/** Only what stays on this page, or is a download made by it. */
function isLawful(url: string, isDownload: boolean): boolean {
  const target = new URL(url, document.baseURI);
  const here = new URL(document.baseURI);
  target.hash = '';
  here.hash = '';
  return target.href === here.href || (isDownload && target.protocol === 'blob:');
}

function guardLinks(event: Event): void {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (link !== undefined && !isLawful(link.href, link.hasAttribute('download'))) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

function refuseElements(): void {
  const create = (name: string, options?: ElementCreationOptions): HTMLElement =>
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- an overload of it is; this one is not.
    Document.prototype.createElement.call(document, name, options);
  const guarded = (name: string, options?: ElementCreationOptions): HTMLElement => {
    if (CLOSED_ELEMENTS.has(name.toLowerCase())) {
      throw new TypeError(`<${name}> is closed on this page`);
    }
    return create(name, options);
  };
  Object.defineProperty(document, 'createElement', { value: guarded, configurable: false, writable: false });
}

/** Closes the page; to be called once, first. */
export function harden(): void {
  close(globalThis, CLOSED_GLOBALS);
  close(navigator, CLOSED_ON_NAVIGATOR);
  refuseElements();
  document.addEventListener('click', guardLinks, { capture: true });
  document.addEventListener('auxclick', guardLinks, { capture: true });
  // Absent from older browsers although the types promise it.
  const navigation = (globalThis as Partial<Pick<Window, 'navigation'>>).navigation;
  navigation?.addEventListener('navigate', (event) => {
    const { destination, downloadRequest, navigationType } = event;
    const isSame = navigationType === 'reload' || isLawful(destination.url, downloadRequest !== null);
    if (!isSame && event.cancelable) {
      event.preventDefault();
    }
  });
}
