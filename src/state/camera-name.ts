// A name for a camera, guessed from the name of its file: only ever shown as a proposal that somebody takes or leaves.

/** Words that say what a file is, not what it shows. */
const NOISE = new Set(['export', 'video', 'clip', 'record', 'recording', 'enregistrement', 'copie', 'copy', 'backup']);
const MOST_WORDS = 4;
const LEAST_LETTERS = 2;

/** `CAM03_20260310_140000.mp4` → `CAM03`; `undefined` where nothing but dates and numbers stands there. */
export function proposeCamera(fileName: string): string | undefined {
  const words = fileName
    .normalize('NFC')
    .replace(/\.[^.]+$/, '')
    .split(/[\s_\-.,()[\]]+/u)
    .filter((word) => isName(word));
  const proposal = words.slice(0, MOST_WORDS).join(' ');
  return proposal.length < LEAST_LETTERS ? undefined : proposal;
}

/** Not a date, an hour (`14h00`, `T140000Z`) or a running number, and not one of the words of recorders. */
function isName(word: string): boolean {
  const isTime = /^t?\d+(?:[h:t]\d*)*[a-z]?$/i.test(word);
  return /\p{L}/u.test(word) && !isTime && !NOISE.has(word.toLowerCase());
}
