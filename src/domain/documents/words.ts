// The closed lists of the law, in the words of a procedure.

import type { CaseState } from '../case/case-file.ts';
import type { CoverageState } from '../footage/coverage.ts';
import type { JournalFault } from '../journal/account.ts';
import type {
  AuthorisationForm,
  ClosingEvent,
  DataNature,
  DismissalMotive,
  Framework,
  MagistrateQuality,
  Obtention,
  PersonCategory,
  Role,
  UserQuality,
} from '../law/enumerations.ts';
import type { EnvelopeLimit, OutsideReason } from '../scene/envelope.ts';
import type { Sensitivity } from '../settings/sensitivity.ts';

/** After « procédure diligentée ». */
export const FRAMEWORK_WORDS: Readonly<Record<Framework, string>> = {
  FLAGRANCE: 'en enquête de flagrance',
  PRELIMINAIRE: 'en enquête préliminaire',
  INFORMATION_CR: 'sur commission rogatoire',
  CAUSES_MORT: 'en recherche des causes de la mort',
  BLESSURES_GRAVES: 'en recherche des causes de blessures graves',
  DISPARITION: 'en recherche des causes d’une disparition',
  INFO_CAUSES_80_4:
    'en information aux fins de recherche des causes de la mort, de blessures graves ou d’une disparition',
};

export const MAGISTRATE_WORDS: Readonly<Record<MagistrateQuality, string>> = {
  PROCUREUR: 'procureur de la République',
  JUGE_INSTRUCTION: 'juge d’instruction',
};

export const FORM_WORDS: Readonly<Record<AuthorisationForm, string>> = {
  ECRITE: 'écrite',
  VERBALE_CONFIRMEE: 'verbale, confirmée par écrit',
  REPUTEE_ACQUISE: 'réputée acquise (flagrance)',
};

export const OBTENTION_WORDS: Readonly<Record<Obtention, string>> = {
  REQUISITION_60_1: 'réquisition (60-1)',
  REQUISITION_77_1_1: 'réquisition (77-1-1)',
  REQUISITION_99_3: 'réquisition (99-3)',
  SAISIE: 'saisie',
  REMISE_VOLONTAIRE: 'remise volontaire',
  AUTRE_PV: 'procès-verbal',
};

export const EVENT_WORDS: Readonly<Record<ClosingEvent, string>> = {
  TRANSMISSION_PARQUET: 'transmission de la procédure au parquet',
  CLASSEMENT: 'classement',
  POURSUITES: 'engagement des poursuites',
  RETOUR_CR: 'retour de la commission rogatoire',
  ORDONNANCE_REGLEMENT: 'ordonnance de règlement',
  NON_LIEU: 'non-lieu',
  DESSAISISSEMENT: 'dessaisissement du service',
  RETRAIT_OU_REFUS_AUTORISATION: 'retrait ou refus de l’autorisation',
  PERSONNE_RETROUVEE: 'personne disparue retrouvée',
  SUSPICION_ECARTEE: 'toute suspicion écartée',
};

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  ENQUETEUR: 'enquêteur',
  DIRECTEUR_ENQUETE: 'directeur d’enquête',
  CONTROLE: 'contrôle',
  REFERENT: 'référent',
};

export const NATURE_WORDS: Readonly<Record<DataNature, string>> = {
  IMAGES_SOURCE: 'images d’origine',
  OBJETS: 'objets proposés',
  RAPPROCHEMENTS: 'rapprochements',
  IDENTITES: 'identités',
  RAPPORTS: 'rapports',
};

export const QUALITY_WORDS: Readonly<Record<UserQuality, string>> = {
  OPJ: 'OPJ',
  APJ: 'APJ',
  MAGISTRAT: 'magistrat',
  AGENT_CNIL: 'agent de la CNIL',
  ADMINISTRATEUR: 'administrateur',
};

export const CATEGORY_WORDS: Readonly<Record<PersonCategory, string>> = {
  INDETERMINE: 'indéterminée',
  MISE_EN_CAUSE: 'personne mise en cause',
  VICTIME: 'victime',
  TEMOIN: 'témoin',
  TIERS: 'tiers',
};

export const MOTIVE_WORDS: Readonly<Record<DismissalMotive, string>> = {
  SANS_RAPPORT: 'sans rapport avec les faits',
  HORS_PERIODE: 'hors de la période',
  FAUSSE_DETECTION: 'fausse détection',
  DOUBLON: 'doublon',
  AUTRE: 'autre motif',
};

export const STATE_WORDS: Readonly<Record<CaseState, string>> = {
  DRAFT: 'brouillon',
  AUTHORISED: 'autorisé',
  IN_USE: 'en exploitation',
  SUSPENDED: 'suspendu',
  CLOSED: 'clos',
  ERASED: 'effacé',
};

export const COVERAGE_WORDS: Readonly<Record<CoverageState, string>> = {
  detected: 'décodé et examiné par le détecteur',
  still: 'décodé, sans mouvement',
  decoded: 'décodé, avec mouvement, sans examen par le détecteur',
  failed: 'illisible',
  waiting: 'non analysé',
};

export const OUTSIDE_WORDS: Readonly<Record<OutsideReason, string>> = {
  covered: 'image masquée, noire ou floue',
  ptz: 'caméra en mouvement',
  frozen: 'image figée',
};

export const LIMIT_WORDS: Readonly<Record<EnvelopeLimit, string>> = {
  rate: 'images trop espacées',
  contrast: 'peu de contraste ou de lumière',
  noise: 'image bruitée',
  shake: 'caméra qui tremble',
};

export const SENSITIVITY_WORDS: Readonly<Record<Sensitivity, string>> = {
  careful: 'prudente',
  normal: 'normale',
  fine: 'fine',
};

/** Classes of an authorisation; a class that is not among them stands for itself. */
export const CLASS_WORDS: Readonly<Record<string, string>> = {
  person: 'personnes',
  bicycle: 'vélos',
  car: 'voitures',
  motorcycle: 'motos',
  bus: 'bus',
  truck: 'camions',
  unclassified: 'objets mobiles non classés',
};

export const FAULT_WORDS: Readonly<Record<JournalFault['code'], string>> = {
  EMPTY: 'journal vide',
  MALFORMED: 'entrée illisible',
  ALTERED: 'entrée modifiée',
  CHAIN_BROKEN: 'chaîne rompue',
  MISSING: 'entrées absentes',
  OUT_OF_ORDER: 'entrée déplacée',
  REPEATED: 'entrée répétée',
  TRUNCATED: 'fin du journal absente',
  OTHER_CHAIN: 'entrée d’un autre journal',
  UNKNOWN_KEY: 'signataire inconnu',
  SIGNATURE_WRONG: 'signature fausse',
  ANCHOR_MISMATCH: 'contraire à un repère imprimé',
  CHECKPOINT_WRONG: 'point de contrôle faux',
};
