// The words of the page, in French: what a code of the account means to somebody who has never seen a hash.

import type { JournalEvent } from '../contracts/journal.ts';
import type { JournalFault, JournalNotice } from '../domain/journal/account.ts';
import { formatAnchor } from '../domain/journal/anchor.ts';
import { frJournal } from '../i18n/fr-journal.ts';
import { withFrenchSpaces } from '../i18n/french-spaces.ts';

const range = (from: number, to: number): string =>
  from === to ? `L’entrée n° ${from}` : `Les entrées n° ${from} à ${to}`;

function minutes(ms: number): string {
  const rounded = Math.round(ms / 60_000);
  return rounded < 1 ? 'moins d’une minute' : rounded === 1 ? 'une minute' : `${rounded} minutes`;
}

/** The verdict in a few words, and what it rests on. */
function headline(fault: JournalFault): string {
  switch (fault.code) {
    case 'EMPTY':
      return 'Journal vide';
    case 'TRUNCATED':
      return fault.seq === 1 ? 'Journal tronqué dès le début' : `Journal tronqué après l’entrée n° ${fault.seq - 1}`;
    case 'MISSING':
      return `Journal altéré à l’entrée n° ${fault.seq} : entrée supprimée`;
    case 'MALFORMED':
      return `Journal altéré à la ligne n° ${fault.seq} : illisible`;
    case 'OUT_OF_ORDER':
      return `Journal altéré à l’entrée n° ${fault.seq} : entrée déplacée`;
    case 'REPEATED':
      return `Journal altéré à l’entrée n° ${fault.seq} : entrée répétée`;
    case 'ALTERED':
      return `Journal altéré à l’entrée n° ${fault.seq} : entrée modifiée`;
    case 'CHAIN_BROKEN':
      return `Journal altéré à l’entrée n° ${fault.seq} : chaîne rompue`;
    case 'OTHER_CHAIN':
      return `Journal altéré à l’entrée n° ${fault.seq} : entrée d’un autre journal`;
    case 'UNKNOWN_KEY':
    case 'SIGNATURE_WRONG':
      return `Journal altéré à l’entrée n° ${fault.seq} : signature non valable`;
    case 'ANCHOR_MISMATCH':
      return `Journal non conforme au repère de l’entrée n° ${fault.seq}`;
    case 'CHECKPOINT_WRONG':
      return `Journal altéré : point de contrôle de l’entrée n° ${fault.seq} non valable`;
  }
}

const ALTERED_PARTS = {
  content: 'ce qu’elle dit ne correspond plus à son empreinte',
  hash: 'l’empreinte inscrite n’est plus celle de son contenu',
  link: 'le lien vers l’entrée précédente a été changé',
} as const;

function fault(found: JournalFault): string {
  switch (found.code) {
    case 'EMPTY':
      return 'Le fichier ne contient aucune entrée : rien ne peut être vérifié.';
    case 'MALFORMED':
      return `La ligne n° ${found.seq} du fichier n’est pas une entrée de journal.`;
    case 'ALTERED':
      return `L’entrée n° ${found.seq} a été modifiée après coup : ${ALTERED_PARTS[found.part]}.`;
    case 'CHAIN_BROKEN':
      return `L’entrée n° ${found.seq} ne fait pas suite à celle qui la précède : l’une des deux a été remplacée.`;
    case 'MISSING':
      return `${range(found.seq, found.to)} ${found.seq === found.to ? 'a été supprimée' : 'ont été supprimées'}.`;
    case 'OUT_OF_ORDER':
      return `L’entrée n° ${found.seq} n’est plus à sa place.`;
    case 'REPEATED':
      return `Deux entrées portent le n° ${found.seq}.`;
    case 'TRUNCATED':
      return `La fin du journal manque : il allait au moins jusqu’à l’entrée n° ${found.to}, un repère ou un point de contrôle en atteste.`;
    case 'OTHER_CHAIN':
      return `L’entrée n° ${found.seq} appartient à un autre journal (${found.chain}).`;
    case 'UNKNOWN_KEY':
      return `L’entrée n° ${found.seq} est signée au nom de « ${found.actor} », dont le fichier ne donne pas la clé publique.`;
    case 'SIGNATURE_WRONG':
      return `La signature de l’entrée n° ${found.seq} n’est pas celle de « ${found.actor} ».`;
    case 'ANCHOR_MISMATCH':
      return `Le repère ${formatAnchor(found.anchor)} ne correspond pas : le fichier porte ${found.found} à l’entrée n° ${found.seq}. Le journal a été réécrit, ou ce repère vient d’un autre journal.`;
    case 'CHECKPOINT_WRONG':
      return `Le point de contrôle de l’entrée n° ${found.seq} n’est pas signé par une clé connue, ou contredit le journal.`;
  }
}

function notice(found: JournalNotice): string {
  switch (found.code) {
    case 'CLOCK_WENT_BACK':
      return `À l’entrée n° ${found.seq}, l’horloge de l’ordinateur est revenue en arrière de ${minutes(found.byMs)}. Ce n’est pas une altération.`;
    case 'PRUNED':
      return `Les entrées n° 1 à ${found.seq} ont été retirées au terme de leur durée de conservation ; un point de contrôle signé les remplace.`;
    case 'ANCHOR_TOO_OLD':
      return `Un repère vise l’entrée n° ${found.seq}, qui n’est plus conservée : il ne peut pas être comparé.`;
    case 'NOT_ANCHORED':
      return `${range(found.seq, found.to)} ${found.seq === found.to ? 'n’est couverte' : 'ne sont couvertes'} par aucun repère venu d’une pièce : une fin retirée, ou réécrite par un détenteur des clés, ne s’y verrait pas. Ajoutez une pièce plus récente ou son repère.`;
  }
}

const EVENTS: Readonly<Record<JournalEvent['kind'], string>> = {
  'case-opened': 'Dossier ouvert',
  'case-closed': 'Dossier refermé',
  'recording-hashed': 'Empreinte d’un enregistrement',
  'recording-refused': 'Enregistrement refusé',
  'analysis-started': 'Analyse lancée',
  'analysis-ended': 'Analyse terminée',
  'analysis-resumed': 'Analyse reprise',
  'analysis-failed': 'Analyse en échec',
  'results-exported': 'Résultats exportés',
  'still-exported': 'Image exportée',
  'figures-printed': 'Chiffres imprimés',
  'synopsis-exported': 'Synopsis exporté',
  'model-added': 'Modèle ajouté',
  'model-refused': 'Modèle refusé',
  'installation-recorded': 'Fiche d’installation enregistrée',
  'clock-went-back': 'Horloge en arrière',
  'clock-confirmed': 'Horloge confirmée',
  'user-added': 'Utilisateur ajouté',
  'user-enabled': 'Utilisateur rétabli',
  'user-disabled': 'Utilisateur suspendu',
  'passphrase-changed': 'Phrase de passe changée',
  unlocked: 'Session ouverte',
  locked: 'Session verrouillée',
  'unlock-refused': 'Ouverture refusée',
  'control-access': 'Accès de contrôle',
  'case-created': 'Dossier créé',
  'share-confirmed': 'Clé de dossier mise en lieu sûr',
  'case-command': 'Acte sur le dossier',
  'command-refused': 'Acte refusé',
  'recording-attached': 'Enregistrement présenté',
  searched: 'Recherche',
  consulted: 'Consultation',
  reviewed: 'Décision sur un objet',
  tray: 'Panier',
  kept: 'Recherche ou zone gardée',
  'identity-typed': 'Identité saisie',
  'document-issued': 'Document établi',
  'dismissed-purged': 'Objets écartés effacés',
  erased: 'Effacement',
  'integrity-alert': 'Alerte d’intégrité',
};

const FACTS = frJournal.entries.facts;

const isKnown = (kind: string): kind is JournalEvent['kind'] => Object.hasOwn(EVENTS, kind);

export const words = withFrenchSpaces({
  title: 'Vérification d’un journal Dérush',
  intact: 'Journal intact',
  intactDetail: (count: number, anchors: number): string =>
    `${count} entrée${count > 1 ? 's' : ''} vérifiée${count > 1 ? 's' : ''} : contenu, ordre et signatures.` +
    (anchors === 0 ? '' : ` ${anchors} repère${anchors > 1 ? 's' : ''} de pièces concordant${anchors > 1 ? 's' : ''}.`),
  headline,
  fault,
  notice,
  event: (kind: string): string => (isKnown(kind) ? EVENTS[kind] : kind),
  fact: (name: string): string => (Object.hasOwn(FACTS, name) ? (FACTS[name] ?? name) : name),
  truth: (value: boolean): string => (value ? 'oui' : 'non'),
  unknownFacts: (seqs: readonly number[]): string =>
    `Mentions que cette page ne connaît pas (version plus récente ?) aux entrées n° ${seqs.join(', ')}. La chaîne les couvre.`,
  faults: 'Ce qui ne va pas',
  notices: 'À savoir',
  moreFaults: (count: number): string => `et ${count} autre${count > 1 ? 's' : ''} constat${count > 1 ? 's' : ''}.`,
  facts: {
    journal: 'Journal',
    entries: 'Entrées',
    period: 'Période (UTC)',
    exported: 'Exporté le (UTC)',
    tool: 'Logiciel',
    head: 'Repère de fin',
    keys: 'Clés publiques (16 premiers caractères de l’empreinte)',
    anchors: 'Repères de pièces comparés',
    none: 'aucun',
  },
  documents: 'Pièces',
  document: {
    sha256: 'Empreinte SHA-256 du fichier',
    sealIntact: 'Document intact : il porte sa propre empreinte, et elle est exacte.',
    sealBroken: 'Document altéré : il ne correspond plus à l’empreinte qu’il porte.',
    noSeal: 'Ce fichier ne porte pas sa propre empreinte.',
    issued: (seq: number, at: string, chain: string): string =>
      `Établi par le logiciel à l’entrée n° ${seq}, le ${at} (journal ${chain}).`,
    notIssued: 'Aucune entrée des journaux présentés ne mentionne ce fichier sous cette forme.',
    noJournal: 'Présentez aussi le journal exporté pour savoir s’il le mentionne.',
    otherChain: (chain: string): string => `Ce document renvoie au journal ${chain}, qui n’est pas présenté.`,
  },
  anchor: {
    fits: (mark: string): string => `Repère ${mark} : concorde avec le journal.`,
    differs: (mark: string): string => `Repère ${mark} : ne concorde avec aucun journal présenté.`,
    none: (mark: string): string => `Repère ${mark} : pas de journal auquel le comparer.`,
  },
  paper: 'Repères saisis',
  refused: {
    'not-json': 'Ce fichier est incomplet ou n’est pas un journal exporté : il ne peut pas être lu.',
    'not-a-journal': 'Ce fichier n’est pas un journal exporté par Dérush, ou vient d’une version plus récente.',
    other: 'Ce fichier ne peut pas être lu.',
  },
  unreadable: 'Fichier non lu',
  table: {
    caption: 'Entrées du journal',
    columns: {
      seq: 'N°',
      at: 'Date (UTC)',
      actor: 'Auteur',
      role: 'Rôle',
      event: 'Événement',
      facts: 'Faits',
      motive: 'Motif',
      hash: 'Empreinte',
      finding: 'Constat',
    },
    ok: 'conforme',
    all: (count: number): string => `Afficher les ${count} entrées`,
  },
  waiting: 'Vérification en cours…',
  idle: 'Aucun fichier choisi.',
});

/** `2026-11-20T08:01:00.000Z` as `20/11/2026 08:01:00`; what is no date as it stands. */
export function utcText(at: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(at);
  return match === null ? at : `${match[3] ?? ''}/${match[2] ?? ''}/${match[1] ?? ''} ${match[4] ?? ''}`;
}
