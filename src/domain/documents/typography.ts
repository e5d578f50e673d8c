// French spaces of printed documents. Text to paste keeps plain ones: not every program of a procedure takes others.

const NO_BREAK = '\u00a0';

/** Spaces that may not break: before `; : ? ! % ×` and inside « ». */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ ([;:?!%×])/g, `${NO_BREAK}$1`)
    .replace(/« /g, `«${NO_BREAK}`)
    .replace(/ »/g, `${NO_BREAK}»`);
}
