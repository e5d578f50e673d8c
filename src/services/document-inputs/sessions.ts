// What happened during each use of the tool, from the journal.

import type { JournalEvent, SignedEntry } from '../../contracts/journal.ts';
import type { CaseFile, UseSession } from '../../domain/case/case-file.ts';
import type { ExportedPiece, ReportInput, SessionAccount } from '../../domain/documents/inputs.ts';
import { count } from '../../domain/documents/format.ts';
import { stampOf } from '../../domain/footage/frame.ts';
import { recordingId, type RecordingId } from '../../domain/ids.ts';
import type { AnalysisRunRecord } from '../../storage/case-repository.ts';
import type { Recording } from '../recording.ts';
import { decidedIn, entriesOf, eventsOf, ofKind } from './journal-facts.ts';
import { modelsOf } from './models.ts';
import { searchText } from './search-words.ts';
import { alertTitle, settingsText } from './words.ts';

export interface Uses {
  readonly file: CaseFile;
  readonly entries: readonly SignedEntry[];
  /** The last analysis of each recording. */
  readonly runs: ReadonlyMap<string, AnalysisRunRecord>;
}

export async function sessionAccount({ file, entries, runs }: Uses, use: UseSession): Promise<SessionAccount> {
  const events = eventsOf(entriesOf(entries, use));
  const recordings = recordingsIn(events, file);
  const started = ofKind(events, 'analysis-started');
  const ran = new Set(started.map(({ model }) => model));
  const used = [...runs].filter(([id, { model }]) => ran.has(model) && started.some((one) => one.recordingId === id));
  const { retained, dismissed } = decidedIn(events);
  return {
    number: use.number,
    recordings,
    models: await modelsOf(used.map(([, run]) => run)),
    criteria: [
      ...new Set([...started.map(({ settings }) => settingsText(settings)), ...searchesIn(events, file).keys()]),
    ],
    counts: {
      proposed: ofKind(events, 'analysis-ended').reduce((sum, { tracks }) => sum + tracks, 0),
      consulted: consultedIn(events).filter((target) => target.includes('/')).length,
      retained,
      dismissed,
    },
    incidents: incidentsIn(events),
  };
}

/** Every search of a case, each set of criteria once, with the hits of its last run. */
export function searchesOf(entries: readonly SignedEntry[], file: CaseFile): ReportInput['searches'] {
  return [...searchesIn(eventsOf(entries), file)].map(([criteria, hits]) => ({ criteria, hits }));
}

function searchesIn(events: readonly JournalEvent[], file: CaseFile): ReadonlyMap<string, number> {
  const names = new Map(file.recordings.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? 'enregistrement retiré';
  return new Map(
    ofKind(events, 'searched')
      .filter(({ criteria }) => criteria.length > 0)
      .map(({ criteria, hits }) => [searchText(criteria, nameOf), hits]),
  );
}

/** Given again, analysed, played, or looked at through one of their objects. */
function recordingsIn(events: readonly JournalEvent[], file: CaseFile): readonly RecordingId[] {
  const named = new Set([
    ...ofKind(events, 'recording-attached').map((event) => event.recordingId),
    ...ofKind(events, 'analysis-started').map((event) => event.recordingId),
    ...ofKind(events, 'analysis-resumed').map((event) => event.recordingId),
    ...ofKind(events, 'still-exported').map((event) => event.recordingId),
    ...ofKind(events, 'synopsis-exported').flatMap((event) => event.recordings),
    ...consultedIn(events).map((target) => target.split('/')[0]),
  ]);
  return file.recordings.filter(({ id }) => named.has(id)).map(({ id }) => recordingId(id));
}

const consultedIn = (events: readonly JournalEvent[]): readonly string[] => [
  ...new Set(ofKind(events, 'consulted').map(({ target }) => target)),
];

function incidentsIn(events: readonly JournalEvent[]): readonly string[] {
  return events.flatMap((event) => {
    switch (event.kind) {
      case 'analysis-failed':
      case 'recording-refused':
      case 'integrity-alert':
        return [alertTitle(event.code)];
      case 'analysis-resumed':
        return [alertTitle('ANALYSIS_RESUMED')];
      default:
        return [];
    }
  });
}

/** Everything that left the case: pictures, films, data, figures on paper. */
export function exportsOf(
  entries: readonly SignedEntry[],
  recordings: readonly Recording[],
): { readonly pieces: readonly ExportedPiece[]; readonly masked: ReadonlySet<string> } {
  const events = eventsOf(entries);
  const stills = ofKind(events, 'still-exported');
  const films = ofKind(events, 'synopsis-exported');
  const pieces = [
    ...stills.map(({ recordingId: id, ordinal, sha256 }): ExportedPiece => {
      const table = recordings.find((one) => one.id === id)?.state.table;
      const us = table === undefined || ordinal > table.us.length ? undefined : stampOf(table, ordinal).us;
      return { what: 'Image', recordings: [recordingId(id)], ordinal, us, sha256 };
    }),
    ...ofKind(events, 'results-exported').map(({ recordingId: id, sha256 }): ExportedPiece => ({
      ...{ what: 'Résultats', recordings: [recordingId(id)], ordinal: undefined, us: undefined, sha256 },
    })),
    ...films.flatMap((film) => filmPieces(film)),
    ...ofKind(events, 'figures-printed').map(({ recordings: many, objects }): ExportedPiece => ({
      what: 'Chiffres imprimés',
      recordings: [],
      extent: `${count(objects, 'objet')}, ${count(many, 'enregistrement')}`,
      ...{ ordinal: undefined, us: undefined, sha256: undefined },
    })),
  ];
  return { pieces, masked: new Set([...stills, ...films].flatMap(({ masked }) => masked ?? [])) };
}

/** The film, and the file that says what each of its pictures is made of. */
function filmPieces(event: Extract<JournalEvent, { kind: 'synopsis-exported' }>): readonly ExportedPiece[] {
  const piece = {
    recordings: event.recordings.map((id) => recordingId(id)),
    extent: count(event.objects, 'objet'),
    ...{ ordinal: undefined, us: undefined },
  };
  return [
    { ...piece, what: 'Synopsis (montage non chronologique)', sha256: event.sha256 },
    { ...piece, what: 'Correspondance du synopsis', sha256: event.mapSha256 },
  ];
}
