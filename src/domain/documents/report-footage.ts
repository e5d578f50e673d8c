// Sections 5 to 7 of the report: the recordings, what was searched in them and how, what could not be.

import type { CaseRecording } from '../case/case-file.ts';
import type { CoverageSpan, CoverageState } from '../footage/coverage.ts';
import { classesText, periodText, zonesText } from './case-words.ts';
import {
  count,
  dayText,
  decimal,
  durationText,
  footageTime,
  gapText,
  momentText,
  percent,
  preciseMoment,
  takenAt,
} from './format.ts';
import type { RecordingAccount, ReportInput } from './inputs.ts';
import { definitions, heading, list, notice, paragraph, table, type Block, type Definition } from './model.ts';
import { COVERAGE_WORDS, LIMIT_WORDS, OBTENTION_WORDS, OUTSIDE_WORDS, SENSITIVITY_WORDS } from './words.ts';

export function recordingsSection(input: ReportInput): readonly Block[] {
  const { file, recordings, installation } = input;
  return [
    heading('Supports'),
    ...file.recordings.flatMap((recording) => {
      const account = recordings.find(({ id }) => id === recording.id);
      return [
        heading(recording.name, 3),
        definitions([
          ...provenanceFacts(recording),
          ...(account === undefined ? [] : clockFacts(recording, account, installation.timeZone)),
          ...(account === undefined ? [] : mediaFacts(recording, account)),
        ]),
        ...(account !== undefined && account.sha256After !== recording.sha256
          ? [notice('Empreintes différentes avant et après : ce fichier n’est plus celui qui a été exploité.')]
          : []),
      ];
    }),
  ];
}

function provenanceFacts({ provenance }: CaseRecording): readonly Definition[] {
  return provenance === undefined
    ? []
    : [
        ['Pièce', provenance.reference],
        ['Obtention', `${OBTENTION_WORDS[provenance.obtention]}, le ${dayText(provenance.obtainedOn)}`],
        ['Détenteur', provenance.holder],
        ['Caméra', `${provenance.camera}, ${provenance.place}`],
      ];
}

function clockFacts({ provenance }: CaseRecording, account: RecordingAccount, timeZone: string): readonly Definition[] {
  const { firstUs, durationUs } = account;
  const [start, end] = [firstUs, firstUs + durationUs].map((us) => takenAt(provenance, us, firstUs));
  const said = (at: Parameters<typeof preciseMoment>[0] | undefined, unknown: string): string =>
    at === undefined ? unknown : preciseMoment(at, timeZone);
  const offset = provenance?.clockOffsetMs;
  return [
    ['Début selon l’enregistreur', said(start?.recorder, 'non connu')],
    ['Fin selon l’enregistreur', said(end?.recorder, 'non connue')],
    [
      'Décalage d’horloge',
      offset === undefined
        ? 'non constaté'
        : `${gapText(offset)} (heure réelle moins heure de l’enregistreur) ; ${provenance?.clockOffsetSource ?? ''}`,
    ],
    ['Début réel', said(start?.real, 'non établi')],
  ];
}

function mediaFacts({ sha256, sizeBytes }: CaseRecording, account: RecordingAccount): readonly Definition[] {
  return [
    ['Codec', `${account.codec}, ${account.width} × ${account.height}`],
    ['Durée', `${durationText(account.durationUs)}, ${sizeBytes} octets`],
    ['SHA-256 avant', sha256 ?? ''],
    ['SHA-256 après', account.sha256After ?? ''],
  ];
}

export function scopeSection(input: ReportInput): readonly Block[] {
  const { file, recordings, searches, installation } = input;
  const scope = file.authorisations.at(-1)?.scope;
  return [
    heading('Périmètre et critères'),
    definitions(
      scope === undefined
        ? []
        : [
            ['Période', periodText(scope, installation.timeZone)],
            ['Catégories d’objets', classesText(scope)],
            ['Zones', zonesText(scope)],
          ],
    ),
    definitions(recordings.map((account): Definition => [nameOf(input, account.id), settingsText(account)])),
    heading('Recherches', 3),
    searches.length === 0
      ? paragraph('Aucune recherche par critères.')
      : list(searches.map(({ criteria, hits }) => `${criteria} : ${count(hits, 'résultat')}`)),
    heading('Hors du périmètre', 3),
    paragraph(outOfScopeText(input)),
  ];
}

function outOfScopeText({ file: { outOfScope } }: ReportInput): string {
  const { period, zones, classes } = outOfScope;
  return `Objets comptés et non conservés : ${period} hors de la période, ${zones} hors des zones, ${classes} hors des catégories autorisées.`;
}

function settingsText({ settings }: RecordingAccount): string {
  const { sensitivity, excludedZones, excludedShare } = settings;
  const zones =
    excludedZones === 0
      ? 'aucune zone exclue'
      : `${count(excludedZones, 'zone')} hors analyse (${percent(excludedShare)} de l’image)`;
  return `sensibilité ${SENSITIVITY_WORDS[sensitivity]}, ${zones}`;
}

export function operationsSection(input: ReportInput): readonly Block[] {
  const { recordings, installation, file } = input;
  const { timeZone } = installation;
  return [
    heading('Opérations'),
    table(
      [
        ['N°', 1],
        ['Utilisateur', 3],
        ['Du', 3],
        ['Au', 3],
        ['Supports', 2],
        ['Proposés', 2],
        ['Examinés', 2],
        ['Retenus', 2],
        ['Écartés', 2],
      ],
      file.sessions.map((use) => {
        const account = input.sessions.find(({ number }) => number === use.number);
        const { proposed, consulted, retained, dismissed } = account?.counts ?? NOTHING;
        return [
          String(use.number),
          file.users.find(({ userId }) => userId === use.userId)?.label ?? 'utilisateur retiré du dossier',
          momentText(use.from, timeZone),
          use.to === undefined ? '' : momentText(use.to, timeZone),
          ...[account?.recordings.length ?? 0, proposed, consulted, retained, dismissed].map(String),
        ];
      }),
      'Aucune session.',
    ),
    paragraph(
      `Durée des enregistrements : ${durationText(recordings.reduce((sum, { durationUs }) => sum + durationUs, 0))}. Images décodées : ${recordings.reduce((sum, { framesDecoded }) => sum + framesDecoded, 0)} sur ${recordings.reduce((sum, { framesDeclared }) => sum + framesDeclared, 0)} annoncées par les fichiers.`,
    ),
    ...recordings.flatMap((account) => coverageBlocks(nameOf(input, account.id), account)),
  ];
}

const NOTHING = { proposed: 0, consulted: 0, retained: 0, dismissed: 0 };

/** What was looked at, what was not, and what could not have been found where it was. */
function coverageBlocks(name: string, account: RecordingAccount): readonly Block[] {
  const spans = account.coverage ?? [];
  const missed = spans.filter(({ state }) => state === 'failed' || state === 'waiting');
  return [
    heading(`Couverture : ${name}`, 3),
    definitions([
      ...STATES.map((state): Definition => [capital(COVERAGE_WORDS[state]), spanSum(spans, state)]),
      ['Images absentes', String(Math.max(0, account.framesDeclared - account.framesDecoded))],
      ...envelopeFacts(account),
    ]),
    ...(missed.length === 0
      ? []
      : [notice('Une partie de cet enregistrement n’a pas été analysée : l’absence de résultat n’y signifie rien.')]),
    ...(missed.length + account.outside.length === 0 ? [] : [gapsTable(missed, account)]),
  ];
}

const STATES: readonly CoverageState[] = ['detected', 'still', 'decoded', 'failed', 'waiting'];

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function spanSum(spans: readonly CoverageSpan[], state: CoverageState): string {
  const inState = spans.filter((span) => span.state === state);
  const us = inState.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0);
  const frames = inState.reduce((sum, { fromOrdinal, toOrdinal }) => sum + toOrdinal - fromOrdinal + 1, 0);
  return frames === 0 ? 'rien' : `${durationText(us)} (${count(frames, 'image')})`;
}

/** Within which limits « nothing found » means that nothing was there. */
function envelopeFacts({ envelope }: RecordingAccount): readonly Definition[] {
  if (envelope === undefined) {
    return [['Limites de la recherche', 'non mesurées : trop peu d’images']];
  }
  const { smallestPerson, smallestVehicle, intervalUs, fastest, shortestVisitUs, limits } = envelope;
  return [
    ['Plus petite personne', `${decimal(smallestPerson, 0)} pixels de haut`],
    ['Plus petit véhicule', `${decimal(smallestVehicle, 0)} pixels de haut`],
    ['Intervalle des images', `${decimal(intervalUs / 1e6, 3)} s`],
    [
      'Vitesse suivie',
      fastest === 0 ? 'aucune : images trop espacées' : `jusqu’à ${decimal(fastest, 1)} fois sa hauteur par seconde`,
    ],
    ['Passage le plus court', `${decimal(shortestVisitUs / 1e6, 1)} s`],
    ['Conditions difficiles', limits.length === 0 ? 'aucune' : limits.map((limit) => LIMIT_WORDS[limit]).join(', ')],
  ];
}

function gapsTable(missed: readonly CoverageSpan[], { outside }: RecordingAccount): Block {
  return table(
    [
      ['Passage', 4],
      ['De', 2],
      ['À', 2],
      ['Image', 1],
    ],
    [
      ...missed.map(({ state, fromUs, toUs, fromOrdinal }) => ({
        what: COVERAGE_WORDS[state],
        fromUs,
        toUs,
        fromOrdinal,
      })),
      ...outside.map(({ reason, fromUs, toUs, fromOrdinal }) => ({
        what: `hors des limites : ${OUTSIDE_WORDS[reason]}`,
        fromUs: fromUs,
        toUs: toUs,
        fromOrdinal,
      })),
    ].map(({ what, fromUs, toUs, fromOrdinal }) => [what, footageTime(fromUs), footageTime(toUs), String(fromOrdinal)]),
    '',
  );
}

/** File name of a recording of the case. */
export function nameOf({ file }: ReportInput, id: string): string {
  return file.recordings.find((recording) => recording.id === id)?.name ?? id;
}
