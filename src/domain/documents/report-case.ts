// Sections 1 to 4 of the report: the procedure, its authorisations, its users, the tool.

import type { Authorisation, CaseFile } from '../case/case-file.ts';
import { STATUTES_VERSION } from '../law/statutes.ts';
import {
  classesText,
  engagementText,
  factsText,
  formText,
  frameworkText,
  magistrateText,
  naturesText,
  periodText,
  zonesText,
} from './case-words.ts';
import { dayText, lawText, longMoment, momentText } from './format.ts';
import type { ModelFacts, ReportInput } from './inputs.ts';
import { definitions, heading, list, notice, paragraph, table, type Block, type Definition } from './model.ts';
import { FRAMEWORK_RULES } from '../law/frameworks.ts';
import { ROLE_WORDS } from './words.ts';

export function headSection({ file, installation, author, drawnUpAt }: ReportInput): readonly Block[] {
  const { timeZone } = installation;
  const magistrate = file.authorisations.at(-1)?.magistrate;
  const writer = file.users.find(({ userId }) => userId === author);
  return [
    heading('En-tête'),
    definitions([
      ['Service', file.service],
      ['Procédure', `n° ${file.procedureNumber}`],
      ['Cadre', frameworkText(file, drawnUpAt, timeZone)],
      ['Faits', factsText(file)],
      ['Magistrat', magistrate === undefined ? '' : magistrateText(magistrate)],
      ['Rédacteur', writer?.label ?? ''],
      ['Date', longMoment(drawnUpAt, timeZone)],
    ]),
    paragraph(
      `Rapport établi en application de l’${lawText('CPP_R40_40_4', drawnUpAt, timeZone)}. Toutes les heures sont celles du fuseau ${timeZone}.`,
    ),
    ...(file.framework !== undefined && FRAMEWORK_RULES[file.framework].toBeConfirmed
      ? [
          notice(
            `Base à confirmer par le magistrat : l’${lawText('CPP_230_20', drawnUpAt, timeZone)} ne vise que les articles 74 et 74-1.`,
          ),
        ]
      : []),
  ];
}

export function authorisationSection({ file, installation }: ReportInput): readonly Block[] {
  const { timeZone } = installation;
  return [
    heading('Autorisations'),
    ...file.authorisations.flatMap((given, index) => [
      heading(`Autorisation ${index + 1}`, 3),
      definitions(authorisationFacts(given, timeZone)),
    ]),
    definitions([
      ...flagranceFacts(file, timeZone),
      ['Décision contraire', contraryText(file)],
      [
        'Prolongations de conservation',
        orNone(
          file.derogations.map(
            ({ reference, decidedOn, until }) => `${reference} du ${dayText(decidedOn)}, jusqu’au ${dayText(until)}`,
          ),
          'aucune',
        ),
      ],
      [
        'Ordres du procureur ou du magistrat',
        orNone(
          file.orders.map(
            ({ reference, orderedOn, kind }) => `${ORDER_WORDS[kind]} : ${reference} du ${dayText(orderedOn)}`,
          ),
          'aucun',
        ),
      ],
      [
        'Mention de l’autorisation',
        file.m1At === undefined ? 'non établie' : `établie le ${momentText(file.m1At, timeZone)}`,
      ],
    ]),
  ];
}

const ORDER_WORDS = {
  ERASE: 'effacement',
  COMPLETE: 'complément',
  RECTIFY: 'rectification',
  REQUALIFY: 'requalification',
} as const;

function authorisationFacts(given: Authorisation, timeZone: string): readonly Definition[] {
  const isDeemed = given.form === 'REPUTEE_ACQUISE';
  return [
    ['Magistrat', magistrateText(given.magistrate)],
    ['Forme', formText(given, timeZone)],
    [isDeemed ? 'Début de la flagrance' : 'Donnée le', longMoment(given.at, timeZone)],
    ['Pièce', isDeemed ? 'aucune décision contraire portée à notre connaissance' : given.reference],
    ['Période', periodText(given.scope, timeZone)],
    ['Catégories d’objets', classesText(given.scope)],
    ['Zones', zonesText(given.scope)],
    ['Saisie le', momentText(given.recordedAt, timeZone)],
  ];
}

function flagranceFacts(file: CaseFile, timeZone: string): readonly Definition[] {
  return file.flagranceFrom === undefined
    ? []
    : [
        [
          'Flagrance',
          `ouverte le ${longMoment(file.flagranceFrom, timeZone)}, ${file.flagranceExtended ? 'prolongée de huit jours' : 'non prolongée'}`,
        ],
      ];
}

const contraryText = ({ contraryDecision }: CaseFile): string =>
  contraryDecision === undefined ? 'aucune' : `du ${dayText(contraryDecision.on)}, ${contraryDecision.reference}`;

const orNone = (items: readonly string[], none: string): string => (items.length === 0 ? none : items.join(' ; '));

export function usersSection({ file }: ReportInput): readonly Block[] {
  return [
    heading('Utilisateurs et habilitations'),
    table(
      [
        ['Utilisateur', 4],
        ['Rôle', 2],
        ['Autorité', 4],
        ['Du', 2],
        ['Au', 2],
        ['Natures de données', 4],
      ],
      file.users.map((user) => [
        user.label,
        ROLE_WORDS[user.role],
        user.habilitation.authority,
        dayText(user.habilitation.from),
        user.habilitation.until === undefined ? 'sans terme' : dayText(user.habilitation.until),
        naturesText(user),
      ]),
      'Aucun utilisateur.',
    ),
  ];
}

export function toolSection(input: ReportInput): readonly Block[] {
  const { software, installation, environment, models, alerts } = input;
  const isCovered = installation.coveredVersion === software.version && installation.coveredBuild === software.build;
  return [
    heading('Outil'),
    definitions([
      ['Logiciel', `${software.name}, version ${software.version}`],
      ['Empreinte SHA-256', software.build],
      ['Engagement', engagementText(installation)],
      [
        'Version couverte',
        isCovered
          ? 'celle qui a servi'
          : `${installation.coveredVersion} (${installation.coveredBuild}) : autre que celle qui a servi`,
      ],
      ['Textes', `table des références version ${STATUTES_VERSION}`],
      ['Navigateur', environment.browser],
      ['Système', environment.system],
      ['Carte graphique', environment.graphics],
    ]),
    ...models.flatMap(modelBlocks),
    heading('Alertes', 3),
    alerts.length === 0 ? paragraph('Aucune alerte.') : list(alerts),
  ];
}

/** What is said of one detector. */
export function modelBlocks({ name, version, sha256, classes, figures, limits }: ModelFacts): readonly Block[] {
  return [
    heading(`Modèle ${name}`, 3),
    definitions([
      ['Version', version],
      ['SHA-256', sha256.join('\n')],
      ['Classes', classes.join(', ')],
      ['Performances publiées', figures.trim() === '' ? 'aucune' : figures],
      ['Limites', limits.trim() === '' ? 'aucune n’est publiée' : limits],
    ]),
  ];
}
