// The page: files in, verdict out. Nothing is kept, nothing is asked of any network.

import { examine, type PickedFile } from './examine.ts';
import { render, verdictOf } from './render.ts';
import { words } from './words.ts';

function find<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) {
    throw new TypeError(`The page has no #${id}`);
  }
  return element;
}

const form = find('pick', HTMLFormElement);
const input = find('files', HTMLInputElement);
const drop = find('drop', HTMLLabelElement);
const chosen = find('chosen', HTMLElement);
const paper = find('paper', HTMLElement);
const verify = find('verify', HTMLButtonElement);
const print = find('print', HTMLButtonElement);
const status = find('status', HTMLElement);
const result = find('result', HTMLElement);

let files: readonly File[] = [];
/** Number of the last examination asked for: an earlier one that ends later is not shown. */
let asked = 0;

async function picked(file: File): Promise<PickedFile> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function say(text: string, kind: 'good' | 'bad' | 'plain'): void {
  status.className = kind;
  status.textContent = text;
}

async function run(): Promise<void> {
  asked += 1;
  const number = asked;
  say(words.waiting, 'plain');
  result.replaceChildren();
  print.disabled = true;
  try {
    const found = await examine(await Promise.all(files.map(picked)), paper.innerText);
    if (number === asked) {
      const { text, isGood } = verdictOf(found);
      result.replaceChildren(...render(found));
      say(text, found.journals.length === 0 && isGood ? 'plain' : isGood ? 'good' : 'bad');
      print.disabled = false;
    }
  } catch (error) {
    // A file that was moved or removed between the choice and the reading.
    console.error(error);
    if (number === asked) {
      say(words.refused.other, 'bad');
    }
  }
}

function choose(next: readonly File[]): void {
  if (next.length === 0) {
    return;
  }
  files = next;
  chosen.textContent = next.map(({ name }) => name).join(', ');
  verify.disabled = false;
  void run();
}

input.addEventListener('change', () => {
  choose([...(input.files ?? [])]);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});
print.addEventListener('click', () => {
  globalThis.print();
});
// A file dropped anywhere is examined: the browser would open it in place of the page.
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('over');
});
document.addEventListener('dragleave', () => {
  drop.classList.remove('over');
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  choose([...(event.dataTransfer?.files ?? [])]);
});
say(words.idle, 'plain');
