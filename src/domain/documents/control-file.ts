// The control file [dossier de contrôle] for a magistrate or the CNIL: the tool, its users, its journals, counts of
// cases; nothing of what any case contains.

import { CASE_STATES } from '../case/case-file.ts';
import { formatAnchor } from '../journal/anchor.ts';
import { STATUTES_VERSION } from '../law/statutes.ts';
import { engagementText, naturesText } from './case-words.ts';
import { dayText, longMoment, momentText } from './format.ts';
import type { ControlFileInput } from './inputs.ts';
import { refuseIncomplete } from './missing.ts';
import {
  definitions,
  heading,
  list,
  notice,
  paragraph,
  table,
  type Block,
  type Definition,
  type DocumentModel,
} from './model.ts';
import { modelBlocks } from './report-case.ts';
import { verdictText } from './report-end.ts';
import { QUALITY_WORDS, ROLE_WORDS, STATE_WORDS } from './words.ts';

/** The control file. Throws a `LawRefusal` with what is missing. */
export function controlFile(input: ControlFileInput): DocumentModel {
  refuseIncomplete('CONTROL', input);
  return {
    kind: 'CONTROL',
    title: 'Dossier de contrôle',
    running: input.installation.service,
    chain: 'installation',
    drawnUpAt: input.drawnUpAt,
    blocks: [
      ...conformitySection(input),
      ...toolSection(input),
      ...usersSection(input),
      ...casesSection(input),
      ...journalsSection(input),
    ],
  };
}

function conformitySection({ installation, unconfirmedTexts, drawnUpAt }: ControlFileInput): readonly Block[] {
  const { timeZone, aipd } = installation;
  return [
    heading('Conformité'),
    definitions([
      ['Établi le', longMoment(drawnUpAt, timeZone)],
      ['Service', installation.service],
      ['Responsable de traitement', installation.controller],
      ['Délégué à la protection des données', installation.dpo.trim() === '' ? 'non désigné' : installation.dpo],
      ['Engagement', engagementText(installation)],
      ['Analyse d’impact', aipd === undefined ? '' : `version ${aipd.version} du ${dayText(aipd.on)}`],
      ['Textes', `table des références version ${STATUTES_VERSION}`],
    ]),
    ...(unconfirmedTexts.length === 0
      ? [paragraph('Toutes les références ont été confirmées par le référent.')]
      : [paragraph('Références que le référent n’a pas encore confirmées :'), list(unconfirmedTexts)]),
  ];
}

function toolSection({ installation, software, environment, models }: ControlFileInput): readonly Block[] {
  const isCovered = installation.coveredVersion === software.version && installation.coveredBuild === software.build;
  return [
    heading('Outil'),
    definitions([
      ['Logiciel', `${software.name}, version ${software.version}`],
      ['Empreinte SHA-256', software.build],
      ['Version couverte par l’engagement', `${installation.coveredVersion}\n${installation.coveredBuild}`],
      ['Navigateur', environment.browser],
      ['Système', environment.system],
      ['Carte graphique', environment.graphics],
      ['Masquage à l’écran', yesNo(installation.maskInReview)],
      ['Masquage dans les exports', yesNo(installation.maskInExports)],
      ['Prolongation de conservation (criminalité organisée)', yesNo(installation.derogationsAllowed)],
      ['Verrouillage', `après ${installation.autoLockMinutes} min sans activité`],
    ]),
    ...(isCovered
      ? []
      : [notice('La version en service n’est pas celle que couvre l’engagement : engagement à mettre à jour.')]),
    ...models.flatMap(modelBlocks),
  ];
}

const yesNo = (isOn: boolean): string => (isOn ? 'oui' : 'non');

function usersSection({ users }: ControlFileInput): readonly Block[] {
  return [
    heading('Habilitations'),
    table(
      [
        ['Utilisateur', 4],
        ['Rôle', 3],
        ['Qualité', 2],
        ['Autorité', 4],
        ['Du', 2],
        ['Au', 2],
        ['Natures de données', 4],
        ['Actif', 1],
      ],
      users.map((user) => [
        user.label,
        ROLE_WORDS[user.role],
        QUALITY_WORDS[user.quality],
        user.habilitation.authority,
        dayText(user.habilitation.from),
        user.habilitation.until === undefined ? 'sans terme' : dayText(user.habilitation.until),
        naturesText(user),
        yesNo(user.isActive),
      ]),
      '',
    ),
  ];
}

function casesSection({ cases, certificates, drawnUpAt, installation }: ControlFileInput): readonly Block[] {
  const late = cases.filter(({ state, deadline }) => state !== 'ERASED' && deadline <= drawnUpAt);
  return [
    heading('Dossiers'),
    definitions([
      ...CASE_STATES.map((state): Definition => [
        `État « ${STATE_WORDS[state]} »`,
        String(cases.filter((one) => one.state === state).length),
      ]),
      ['Total', String(cases.length)],
      ['En retard d’effacement', String(late.length)],
      ['Certificats d’effacement', String(certificates)],
    ]),
    table(
      [
        ['Dossier', 4],
        ['État', 2],
        ['Date limite', 3],
      ],
      cases.map(({ id, state, deadline }) => [id, STATE_WORDS[state], momentText(deadline, installation.timeZone)]),
      'Aucun dossier.',
    ),
  ];
}

function journalsSection({ journals }: ControlFileInput): readonly Block[] {
  return [
    heading('Journaux'),
    table(
      [
        ['Journal', 4],
        ['Entrées', 1],
        ['Repère', 4],
        ['Vérification', 4],
      ],
      journals.map(({ chain, account }) => [
        chain,
        String(account.count),
        account.head === undefined ? '' : formatAnchor(account.head),
        verdictText(account),
      ]),
      '',
    ),
  ];
}
