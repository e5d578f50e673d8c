// Elements in one line each.

/** An element with attributes and children; a text is a text, whatever stands in it. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function list(items: readonly HTMLElement[]): HTMLElement {
  return el('ul', {}, ...items);
}
