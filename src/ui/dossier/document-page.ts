// A document of this tool taken apart for showing: its page is text until it is parsed, and nothing in it ever runs.

/** What a page shows, and how. */
export interface ShownPage {
  readonly content: DocumentFragment;
  readonly style: string;
}

const STYLE = /<style>([\s\S]*?)<\/style>/;
const ACTIVE = 'script, iframe, frame, object, embed, link, meta, base, form, style';

/** Style and content of a page. The style is taken out first: the policy of the application refuses inline ones. */
export function takeApart(html: string): ShownPage {
  const style = STYLE.exec(html)?.[1] ?? '';
  const page = new DOMParser().parseFromString(html.replace(STYLE, ''), 'text/html');
  for (const active of page.querySelectorAll(ACTIVE)) {
    active.remove();
  }
  // Pictures of a document travel inside it; any other address is none.
  for (const picture of page.querySelectorAll('[src]:not(img[src^="data:image/"])')) {
    picture.removeAttribute('src');
  }
  const content = document.createDocumentFragment();
  content.append(...[...page.body.childNodes].map((node) => document.importNode(node, true)));
  // A shadow tree has neither root nor body of its own.
  const rooted = style.replace(/^html \{/m, ':host {').replace(/^body \{/m, '.page {');
  return { content, style: `:host { display: block; }${rooted}` };
}
