// Words of a synopsis that is exported as a film, in English.

import type { frFilm } from './fr-film.ts';

const objects = (count: string, isOne: boolean): string => (isOne ? '1 object' : `${count} objects`);

export const enFilm: typeof frFilm = {
  film: {
    title: 'Synopsis exported as a film',
    open: 'Export',
    openHelp: 'Writes the synopsis as a film, with the file that says what each picture is made of, and their hashes',
    writing: (share: string) => `Export ${share}`,
    ready: 'Film ready to save',
    readyShort: 'ready',
    progress: 'Writing the film',
    pictures: (count: string, of: string) => `${count} pictures of ${of}`,
    left: (duration: string) => `about ${duration} left`,
    background: 'You can close this window: writing goes on.',
    cancel: 'Cancel the export',
    cancelled: 'A cancelled export leaves nothing.',
    done: (count: string, isOne: boolean) => `${objects(count, isOne)} in the film.`,
    masked: (count: string, isOne: boolean) =>
      isOne
        ? '1 object that was not retained is masked in it.'
        : `${count} objects that were not retained are masked in it.`,
    unmasked: 'No object is masked in it.',
    unread: (count: string, isOne: boolean) =>
      isOne
        ? '1 object has no readable picture: it is in the mapping only.'
        : `${count} objects have no readable picture: they are in the mapping only.`,
    files: 'Files',
    kinds: { film: 'Film', map: 'Mapping', sums: 'SHA-256 hashes' },
    save: (name: string) => `Save ${name}`,
    saveAll: 'Save the three files',
    drop: 'Do not save',
    journal: 'The export and its hashes are in the journal.',
    again: 'Start again',
    hash: 'SHA-256',
  },
};
