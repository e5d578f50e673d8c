// The keyboard keeps its place: when what had the focus goes away, what is left around it takes the focus, not the page.

import type { Attachment } from 'svelte/attachments';

/** Watches a part of the page. Another part, a dialog above all, gives the focus back itself. */
export const keepFocus: Attachment<HTMLElement> = (root) => {
  /** What has the focus, or had it last, and all that is around it, the nearest first. */
  let path: readonly HTMLElement[] = [];
  let frame: number | undefined;

  /** A container takes it, never another control: a key that is kept down must not press what comes after. */
  function look(): void {
    frame = undefined;
    const [last, ...around] = path;
    const { activeElement } = document;
    const isLost = last !== undefined && !canHold(last) && (activeElement === document.body || activeElement === last);
    const place = around.find((element) => element.isConnected && element.checkVisibility());
    if (isLost && place !== undefined) {
      focusPlace(place);
    }
  }

  const observer = new MutationObserver(() => {
    // A browser takes the focus from what was disabled only once it has laid out the page.
    frame ??= requestAnimationFrame(() => {
      frame = requestAnimationFrame(look);
    });
  });
  const note = ({ target }: FocusEvent): void => {
    path = target instanceof HTMLElement ? [...upTo(target, root)] : [];
  };
  root.addEventListener('focusin', note);
  // What was there before, the first screen above all, took the focus with it.
  const first = root.querySelector<HTMLElement>('[role="tabpanel"]');
  if (document.activeElement === document.body && first !== null) {
    focusPlace(first);
  }
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  return () => {
    root.removeEventListener('focusin', note);
    observer.disconnect();
    if (frame !== undefined) {
      cancelAnimationFrame(frame);
    }
  };
};

/** Gives the focus to what is no stop of the Tab key; it can be given back to it, by a dialog that closes above all. */
function focusPlace(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) {
    element.tabIndex = -1;
  }
  element.focus({ preventScroll: true });
}

function canHold(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled');
}

function* upTo(element: HTMLElement, root: HTMLElement): Generator<HTMLElement> {
  for (let one: HTMLElement | null = element; one !== null; one = one === root ? null : one.parentElement) {
    yield one;
  }
}
