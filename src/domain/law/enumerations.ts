// The closed lists of the law. Their codes are the words of the texts: they stand in documents and journals.

/**
 * Framework [cadre] of an investigation (CPP 230-20). Nothing else may use the tool: no administrative purpose,
 * no test, no free text (CPP 230-26).
 */
export const FRAMEWORKS = [
  'FLAGRANCE',
  'PRELIMINAIRE',
  'INFORMATION_CR',
  'CAUSES_MORT',
  'BLESSURES_GRAVES',
  'DISPARITION',
  'INFO_CAUSES_80_4',
] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** Who authorises: the magistrate who directs the investigation (CPP R.40-40). */
export const MAGISTRATE_QUALITIES = ['PROCUREUR', 'JUGE_INSTRUCTION'] as const;
export type MagistrateQuality = (typeof MAGISTRATE_QUALITIES)[number];

/** Form of an authorisation; the last one in FLAGRANCE only (CPP R.40-40 al. 2). */
export const AUTHORISATION_FORMS = ['ECRITE', 'VERBALE_CONFIRMEE', 'REPUTEE_ACQUISE'] as const;
export type AuthorisationForm = (typeof AUTHORISATION_FORMS)[number];

/** How a recording came into the procedure (CPP 230-21). */
export const OBTENTIONS = [
  'REQUISITION_60_1',
  'REQUISITION_77_1_1',
  'REQUISITION_99_3',
  'SAISIE',
  'REMISE_VOLONTAIRE',
  'AUTRE_PV',
] as const;
export type Obtention = (typeof OBTENTIONS)[number];

/** What ends a case (CPP 230-22). The last three erase at once. */
export const CLOSING_EVENTS = [
  'TRANSMISSION_PARQUET',
  'CLASSEMENT',
  'POURSUITES',
  'RETOUR_CR',
  'ORDONNANCE_REGLEMENT',
  'NON_LIEU',
  'DESSAISISSEMENT',
  'RETRAIT_OU_REFUS_AUTORISATION',
  'PERSONNE_RETROUVEE',
  'SUSPICION_ECARTEE',
] as const;
export type ClosingEvent = (typeof CLOSING_EVENTS)[number];

/** Roles (decision 9). Only the first two ever import, analyse or decide. */
export const ROLES = ['ENQUETEUR', 'DIRECTEUR_ENQUETE', 'CONTROLE', 'REFERENT'] as const;
export type Role = (typeof ROLES)[number];

/** In what quality a CONTROLE acts: the magistrate of the case, the one of CPP 230-24, the CNIL. */
export const CONTROL_QUALITIES = ['MAGISTRAT_SAISI', 'MAGISTRAT_230_24', 'CNIL'] as const;
export type ControlQuality = (typeof CONTROL_QUALITIES)[number];

/** Natures of data that a habilitation opens (CPP 230-25). */
export const DATA_NATURES = ['IMAGES_SOURCE', 'OBJETS', 'RAPPROCHEMENTS', 'IDENTITES', 'RAPPORTS'] as const;
export type DataNature = (typeof DATA_NATURES)[number];

/** Quality of a user; agents of municipalities and others have none (CPP R.40-39). */
export const USER_QUALITIES = ['OPJ', 'APJ', 'MAGISTRAT', 'AGENT_CNIL', 'ADMINISTRATEUR'] as const;
export type UserQuality = (typeof USER_QUALITIES)[number];

/** Category of a person in the procedure; unknown unless somebody says otherwise. */
export const PERSON_CATEGORIES = ['INDETERMINE', 'MISE_EN_CAUSE', 'VICTIME', 'TEMOIN', 'TIERS'] as const;
export type PersonCategory = (typeof PERSON_CATEGORIES)[number];

/** Why an object was dismissed. */
export const DISMISSAL_MOTIVES = ['SANS_RAPPORT', 'HORS_PERIODE', 'FAUSSE_DETECTION', 'DOUBLON', 'AUTRE'] as const;
export type DismissalMotive = (typeof DISMISSAL_MOTIVES)[number];
