// The certificate of erasure: what was done, what the browser itself keeps, what is left to the administrator.
// It outlives the case: no person, no picture, no file name.

import { formatAnchor } from '../journal/anchor.ts';
import { frameworkText } from './case-words.ts';
import { lawText, longMoment } from './format.ts';
import type { CertificateInput } from './inputs.ts';
import { refuseIncomplete } from './missing.ts';
import { definitions, heading, list, paragraph, table, type Block, type DocumentModel } from './model.ts';
import { EVENT_WORDS } from './words.ts';

/** The certificate. Throws a `LawRefusal` with what is missing. */
export function certificate(input: CertificateInput): DocumentModel {
  refuseIncomplete('CERTIFICATE', input);
  return {
    kind: 'CERTIFICATE',
    title: 'Certificat d’effacement',
    running: `Dossier ${input.caseId}`,
    chain: input.caseId,
    drawnUpAt: input.erasedAt,
    blocks: [
      ...whatSection(input),
      ...doneSection(input),
      ...browserSection(),
      ...leftSection(input),
      ...proofSection(input),
    ],
  };
}

function whatSection({
  caseId,
  procedureNumber,
  framework,
  erasedAt,
  timeZone,
  ...input
}: CertificateInput): readonly Block[] {
  return [
    heading('Ce qui a été effacé'),
    definitions([
      ['Dossier', caseId],
      ['Procédure', procedureNumber.trim() === '' ? UNREAD : `n° ${procedureNumber}`],
      ['Cadre', framework === undefined ? UNREAD : frameworkText({ framework }, erasedAt, timeZone)],
      ['Cause', causeText({ ...input, timeZone })],
      ['Fondement', lawText('CPP_230_22', erasedAt, timeZone)],
      ['Effacé le', longMoment(erasedAt, timeZone)],
      ['Rapport joint', input.report?.joinedAs ?? 'aucun'],
      ...(input.report === undefined ? [] : [['Empreinte du rapport', input.report.sha256] as const]),
    ]),
  ];
}

const UNREAD = 'chiffré et non relu : le dossier n’a pas été ouvert pour être effacé';

function causeText({ cause, timeZone }: Pick<CertificateInput, 'cause' | 'timeZone'>): string {
  switch (cause?.kind) {
    case 'CLOSURE':
      return `clôture : ${EVENT_WORDS[cause.event]}`;
    case 'DEADLINE':
      return cause.deadline === undefined
        ? 'date limite de conservation atteinte, constatée au démarrage'
        : `date limite de conservation atteinte : ${longMoment(cause.deadline, timeZone)}`;
    case 'ORDER':
      return `décision du procureur ou du magistrat : ${cause.reference}`;
    case 'CUT_SHORT':
      return 'décision portée au journal du dossier ; application interrompue avant le certificat';
    case 'ABANDONED':
      return 'création interrompue avant l’écriture du dossier : aucune donnée n’y a été enregistrée';
    case 'SHARE_LOST':
      return 'création interrompue avant que la clé de dossier ait été dite en lieu sûr : le dossier, qui ne contenait que sa fiche, ne pouvait plus être ouvert';
    case undefined:
      return '';
  }
}

function doneSection({ account }: CertificateInput): readonly Block[] {
  if (account === undefined) {
    return [];
  }
  const stores = Object.entries(account.recordsDeleted).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    heading('Ce qui a été fait'),
    list([
      `clés du dossier chiffrées pour ses utilisateurs et pour le contrôle : ${account.wrapsDeleted} supprimées`,
      `enregistrements de la base : ${stores.reduce((sum, [, records]) => sum + records, 0)} supprimés`,
      account.databaseDeleted ? 'base du dossier supprimée' : 'base du dossier non supprimée : voir plus bas',
      'clés en mémoire abandonnées, programmes de calcul arrêtés',
      'gardés : le journal du dossier, sans donnée personnelle ni contenu, et le présent certificat',
    ]),
    table(
      [
        ['Contenu', 3],
        ['Supprimés', 1],
      ],
      stores.map(([store, records]) => [store, String(records)]),
      'La base ne contenait aucun enregistrement.',
    ),
    paragraph(
      account.hadShare
        ? 'Le dossier avait une clé de dossier, qui n’a jamais été enregistrée sur ce poste : une fois cette clé détruite, ce qui pourrait subsister sur le disque ne peut plus être déchiffré.'
        : 'Effacement logique et suppression des clés protégées ; purge du profil navigateur requise. Le dossier n’avait pas de clé de dossier : une clé protégée qui subsisterait sur le disque pourrait encore être ouverte par qui connaît une phrase de passe.',
    ),
  ];
}

function browserSection(): readonly Block[] {
  return [
    heading('Ce que le navigateur garde de lui-même'),
    paragraph('Le logiciel ne peut ni lire ni effacer :'),
    list([
      'l’historique des téléchargements : noms des fichiers exportés et dossiers où ils ont été enregistrés',
      'le dernier dossier ouvert pour choisir des fichiers',
      'les copies de travail exportées (rapport, mentions, images, extraits) dans les dossiers du poste',
      'des restes de la base supprimée, illisibles sans les clés, jusqu’à leur remplacement sur le disque',
    ]),
  ];
}

function leftSection({ account }: CertificateInput): readonly Block[] {
  const steps = [
    ...(account?.hadShare === true ? ['détruire la clé de dossier : support ou feuille, toutes copies comprises'] : []),
    ...(account?.databaseDeleted === false
      ? ['fermer tous les onglets puis supprimer la base qui n’a pas pu l’être']
      : []),
    'effacer l’historique des téléchargements du navigateur',
    'supprimer les copies de travail des dossiers du poste, et vider la corbeille',
    'supprimer le dossier du profil navigateur dédié',
    'effacer l’espace libre du disque (TRIM ou équivalent)',
  ];
  return [
    heading('Ce qui reste à faire par l’administrateur'),
    table(
      [
        ['Opération', 5],
        ['Faite le', 2],
        ['Visa', 2],
      ],
      steps.map((step) => [`□ ${step}`, '', '']),
      '',
    ),
  ];
}

function proofSection({ software, journal }: CertificateInput): readonly Block[] {
  return [
    heading('Preuve'),
    definitions([
      ['Logiciel', `${software.name}, version ${software.version}`],
      ['Empreinte SHA-256', software.build],
      ['Repère de journal', journal === undefined ? '' : formatAnchor(journal)],
      ['Empreinte du journal', journal?.hash ?? ''],
      ['Opérateur', 'voir le journal, à l’entrée du repère'],
    ]),
  ];
}
