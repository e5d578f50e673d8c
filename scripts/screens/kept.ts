// The pictures that docs/screens shows; all others are made to be looked at and left.

export const KEPT: ReadonlySet<string> = new Set([
  ...['first', 'analysing', 'review', 'settings', 'damaged'].flatMap((screen) => [
    `${screen}-fr-1440`,
    `${screen}-en-1280`,
  ]),
  ...['search', 'search-or', 'cameras', 'timeline-clock', 'figures', 'heat', 'condensed', 'synopsis'].map(
    (screen) => `${screen}-fr-1440`,
  ),
  ...['motion-fr-1280', 'sheet-fr-1280', 'synopsis-en-1280', 'tray-fr-1280', 'keys-en-1280'],
  'reference-fr-1440',
  'install-filled-fr-1280',
  'desk-fr-1280',
  'case-form-missing-fr-1280',
  'provenance-fr-1280',
  'dossier-retained-fr-1440',
  'dossier-retained-fr-1280-light',
  'dossier-retained-en-1280',
  'documents-fr-1280',
  'document-refused-fr-1280',
  'closing-fr-1280',
  'dossier-journal-fr-1280',
  'locked-fr-1280',
  'verifier-broken-fr-1280',
]);
