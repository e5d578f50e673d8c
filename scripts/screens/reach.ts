// What cannot be reached or read on a screen as it stands: controls that no scrolling brings into sight, words cut off.

import type { Page } from '@playwright/test';

/** One line a problem: what, and where it stands in CSS pixels. Leaves the scroll positions as they were. */
export function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    // Methods: the names of functions held in constants would be kept by a helper that the page does not have.
    const read = {
      isShown(element: Element): boolean {
        const isVisible = element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
        return isVisible && element.closest('.visually-hidden') === null;
      },
      nameOf(element: Element): string {
        const name = element.getAttribute('aria-label') ?? element.textContent;
        return `${element.tagName.toLowerCase()} “${name.trim().replaceAll(/\s+/g, ' ').slice(0, 50)}”`;
      },
    };
    const root = document.querySelector('dialog[open]') ?? document.body;
    const scrolled = new Map([...document.querySelectorAll('*')].map((element) => [element, element.scrollTop]));

    for (const control of root.querySelectorAll(
      'button, select, a[href], input:not([type="range"]), [contenteditable], [role="slider"]',
    )) {
      // What lets the pointer through is for the keyboard: what lies over it answers the pointer.
      if (!read.isShown(control) || getComputedStyle(control).pointerEvents === 'none') {
        continue;
      }
      control.scrollIntoView({ block: 'center', inline: 'center' });
      const { left, top, width, height } = control.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const hit = document.elementFromPoint(x, y);
      const label = control.closest('label');
      if (width > 0 && (hit === null || !(control.contains(hit) || hit === label))) {
        const over = hit === null ? 'outside the window' : `under ${read.nameOf(hit)}`;
        problems.push(`${read.nameOf(control)} ${over} at ${Math.round(x)}, ${Math.round(y)}`);
      }
    }
    for (const [element, top] of scrolled) {
      element.scrollTop = top;
    }

    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(element);
      const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
      const excess = element.scrollWidth - element.clientWidth;
      if (hides && !element.isContentEditable && excess > 1 && element.clientWidth > 1 && read.isShown(element)) {
        problems.push(`${read.nameOf(element)} cut by ${excess} px`);
      } else if (style.overflowX === 'auto' && element.id !== 'app' && excess > 1 && read.isShown(element)) {
        problems.push(`${read.nameOf(element)} scrolls sideways by ${excess} px`);
      }
    }
    const page = document.documentElement;
    const isFixed = getComputedStyle(document.body).overflow === 'hidden';
    if (isFixed && (page.scrollWidth > page.clientWidth || page.scrollHeight > page.clientHeight)) {
      problems.push(`the page itself scrolls: ${page.scrollWidth} × ${page.scrollHeight}`);
    }
    return problems;
  });
}
