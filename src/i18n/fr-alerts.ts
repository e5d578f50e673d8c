// Alerts in French: what happened, with its facts, then what to do.

import type { AlertText, Facts } from './facts.ts';

const framesOf = (facts: Facts, name: string): string => {
  const count = facts.number(name);
  return count === undefined ? 'Des images' : `${count} image${facts.isOne(name) ? '' : 's'}`;
};

const spanOf = (facts: Facts): string => {
  const from = facts.number('fromOrdinal');
  const to = facts.number('toOrdinal');
  const fromTime = facts.time('fromUs');
  const toTime = facts.time('toUs');
  const ordinals =
    from === undefined || to === undefined
      ? ''
      : from === to
        ? ` : l’image ${from}`
        : ` de l’image ${from} à l’image ${to}`;
  const times = fromTime === undefined || toTime === undefined ? '' : ` (${fromTime} → ${toTime})`;
  return `${ordinals}${times}`;
};

/** By the fact `reason`. */
const REFUSALS: Readonly<Record<string, string>> = {
  'no-entry': 'aucun fichier models.json parmi les fichiers choisis',
  schema: 'sa fiche est incomplète ou mal formée',
  'reserved-id': 'ce nom est celui d’un modèle de l’application',
  'not-listed': 'il n’est pas dans la liste des modèles admis',
  'forbidden-class': 'il annonce une classe interdite',
  'unknown-class': 'ses classes ne sont pas celles de l’outil',
  'unknown-outputs': 'ses sorties ne sont d’aucune forme connue',
  'file-missing': 'un de ses fichiers manque',
  hash: 'un de ses fichiers ne correspond pas à son empreinte SHA-256',
  graph: 'son graphe ne se lit pas',
  'output-shape': 'ses sorties n’ont pas la forme annoncée',
};

const refusalOf = (facts: Facts): string => {
  const where = facts.text('detail') ?? facts.text('file');
  const what = REFUSALS[facts.text('reason') ?? ''] ?? facts.text('reason') ?? '';
  return where === undefined ? what : `${what} (${where})`;
};

const refusalAdvice = (facts: Facts): string => {
  switch (facts.text('reason')) {
    case 'forbidden-class':
      return 'Ne l’utilisez pas : aucun détecteur de cette sorte n’est admis. Gardez le détecteur de l’application.';
    case 'hash':
    case 'file-missing':
    case 'not-listed':
      return 'Si le modèle vient de l’application, réinstallez-la depuis une source sûre ; sinon, demandez le modèle de nouveau à qui l’a fourni.';
    default:
      return 'Corrigez la fiche ou les fichiers (guide, « Apporter son détecteur »), ou gardez le détecteur de l’application.';
  }
};

const words = {
  EMPTY_FILE: () => ({
    title: 'Fichier vide',
    body: 'Ce fichier ne contient aucun octet.',
    advice: 'Copiez-le de nouveau depuis le support d’origine et comparez les tailles.',
  }),
  NOT_A_VIDEO: () => ({
    title: 'Pas une vidéo reconnue',
    body: 'Le contenu n’est celui d’aucun des formats lus : MP4, QuickTime, Matroska, WebM, MPEG-TS.',
    advice: 'S’il vient d’un enregistreur, exportez en MP4 depuis son logiciel. Les autres fichiers continuent.',
  }),
  UNSUPPORTED_CONTAINER: (f) => ({
    title: 'Format de fichier non lu',
    body: `Le contenu est au format ${f.text('container') ?? 'inconnu'}, que cette version ne lit pas.`,
    advice: 'Exportez en MP4 depuis le logiciel de l’enregistreur, sans réencoder si le choix est offert.',
  }),
  MOOV_MISSING: () => ({
    title: 'Index absent',
    body: 'Le fichier MP4 n’a pas d’index (« moov ») : l’enregistrement ou la copie s’est arrêté avant la fin.',
    advice: 'Refaites la copie depuis l’enregistreur. À défaut, un laboratoire peut reconstruire l’index.',
  }),
  NO_VIDEO_TRACK: () => ({
    title: 'Aucune piste vidéo',
    body: 'Le fichier est lisible mais ne contient pas d’images (du son seul, par exemple).',
    advice: 'Vérifiez la sélection faite à l’export.',
  }),
  UNSUPPORTED_CODEC: (f) => ({
    title: 'Codage non décodable ici',
    body: `Ce navigateur, sur ce poste, ne décode pas ${f.text('codec') ?? 'le codage de ces images'}.`,
    advice: 'Essayez un poste dont la puce graphique le décode, ou exportez en H.264. Rien n’a été analysé.',
  }),
  FILE_ABSENT: () => ({
    title: 'Fichier à redonner',
    body: 'Le dossier ne garde pas les fichiers, et celui-ci n’a pas été redonné : ses images ne peuvent pas être lues.',
    advice: 'Redonnez-le depuis sa fiche, à gauche. Les résultats, eux, sont là.',
  }),
  FILE_WAITING: () => ({
    title: 'Fichier pas encore lu',
    body: 'Aucune image n’est décodée avant que l’empreinte du fichier soit calculée.',
    advice: 'Attendez son tour : les fichiers passent l’un après l’autre.',
  }),
  FILE_CHANGED: () => ({
    title: 'Fichier modifié',
    body: 'La taille ou la date du fichier a changé depuis son ajout : il est refusé.',
    advice: 'Attendez la fin de la copie, puis ajoutez-le de nouveau.',
  }),
  FILE_UNREADABLE: () => ({
    title: 'Fichier illisible',
    body: 'Le système refuse la lecture du fichier.',
    advice: 'Vérifiez que le support est branché et que vous avez le droit de le lire, puis ajoutez-le de nouveau.',
  }),
  CONTAINER_CORRUPT: (f) => ({
    title: 'Structure du fichier abîmée',
    body: `La description des images est incohérente${f.text('message') === undefined ? '' : ` (${f.text('message') ?? ''})`}.`,
    advice: 'Refaites la copie depuis l’enregistreur et comparez les empreintes.',
  }),
  DATA_MISSING: (f) => ({
    title: 'Fin de fichier manquante',
    body: missingData(f),
    advice: 'La partie présente est analysée. Refaites la copie depuis l’enregistreur pour obtenir le reste.',
  }),
  READ_GIVEN_UP: () => ({
    title: 'Lecture interrompue',
    body: 'Le décodage vers cette image a été arrêté, à la demande ou pour une demande plus récente.',
    advice: 'Demandez l’image de nouveau.',
  }),
  SPAN_FAILED: (f) => ({
    title: 'Passage illisible',
    body: `${framesOf(f, 'frames')} non décodée${f.isOne('frames') ? '' : 's'}${spanOf(f)}.`,
    advice: 'Ce passage n’a pas été examiné : revoyez-le avec un autre lecteur ou depuis l’original.',
  }),
  FRAMES_MISSING: (f) => ({
    title: 'Moins d’images que déclaré',
    body: `Le fichier déclare ${f.number('declared') ?? '?'} images ; ${f.number('decoded') ?? '?'} ont été décodées.`,
    advice: 'Consultez les passages illisibles dans la couverture ; comparez avec une nouvelle copie.',
  }),
  FRAMES_BEFORE_KEY: (f) => ({
    title: 'Début non décodable',
    body: `${framesOf(f, 'frames')} avant la première image clé ne ${f.isOne('frames') ? 'peut' : 'peuvent'} pas être décodée${f.isOne('frames') ? '' : 's'}.`,
    advice: 'L’enregistrement a sans doute été coupé. Demandez un export qui commence plus tôt.',
  }),
  HIDDEN_BY_EDIT_LIST: (f) => ({
    title: 'Images hors liste de montage',
    body: `${framesOf(f, 'frames')} que les lecteurs ordinaires ne montrent pas, car la liste de montage du fichier les masque. Ici elles sont lues, comptées et signalées.`,
    advice: 'Rien à faire. Un autre lecteur peut donc compter moins d’images.',
  }),
  DUPLICATE_FILE: (f) => ({
    title: 'Déjà présent',
    body: `Même empreinte que ${f.text('name') ?? 'un enregistrement déjà ajouté'} : il n’est pas analysé deux fois.`,
    advice: 'Utilisez l’enregistrement déjà présent.',
  }),
  MODEL_REFUSED: (f) => ({
    title: 'Modèle refusé',
    body: `Le modèle ${f.text('model') ?? ''} n’a pas été chargé : ${refusalOf(f)}.`,
    advice: refusalAdvice(f),
  }),
  BACKEND_SOFTWARE: () => ({
    title: 'Carte graphique simulée',
    body: 'WebGPU est rendu par le processeur : les résultats sont les mêmes, bien plus lentement.',
    advice: 'Choisissez « automatique » ou « WASM » dans le diagnostic.',
  }),
  BACKEND_UNAVAILABLE: () => ({
    title: 'Moteur de calcul indisponible',
    body: 'Le moteur de calcul demandé n’existe pas sur ce poste.',
    advice: 'Choisissez « automatique » dans le diagnostic, puis ajoutez le fichier de nouveau.',
  }),
  GPU_FRAMES_REFUSED: () => ({
    title: 'Images copiées en mémoire',
    body: 'La carte graphique n’a pas pu lire les images décodées : elles sont copiées en mémoire. Les résultats sont les mêmes, un peu plus lentement.',
    advice: 'Rien à faire.',
  }),
  WORKER_LOST: () => ({
    title: 'Analyse interrompue',
    body: 'Le processus d’analyse s’est arrêté, souvent faute de mémoire. Ce qui a été trouvé est gardé.',
    advice: 'Fermez d’autres onglets, puis ajoutez le fichier de nouveau.',
  }),
  ANALYSIS_RESUMED: () => ({
    title: 'Analyse reprise',
    body: 'Un processus d’analyse s’est arrêté, souvent faute de mémoire. L’analyse a repris au dernier enregistrement : rien n’est perdu, rien n’est compté deux fois.',
    advice: 'Si cela se répète, fermez d’autres onglets.',
  }),
  FIRST_LOOK_FAILED: () => ({
    title: 'Pas de premier regard',
    body: 'Le survol rapide de l’enregistrement n’a pas abouti. L’analyse complète n’en dépend pas : elle examine toutes les images.',
    advice: 'Rien à faire.',
  }),
  STORAGE_FULL: () => ({
    title: 'Espace insuffisant',
    body: 'Le navigateur n’a plus de place pour les résultats. Ce qui précède est gardé.',
    advice:
      'Libérez de l’espace sur le disque, puis choisissez « Reprendre l’analyse » dans les réglages de cet enregistrement : rien n’est perdu.',
  }),
  STORAGE_FAILED: () => ({
    title: 'Enregistrement des résultats impossible',
    body: 'La base locale du navigateur a refusé l’écriture.',
    advice: 'Vérifiez que la navigation privée n’est pas active, puis rouvrez l’application.',
  }),
  LAW_REFUSED: (facts: Facts) => ({
    title: 'La loi demande davantage',
    body: `Il manque : ${facts.text('missing') ?? 'une condition'}.`,
    advice: 'Complétez ce qui manque ; chaque ligne nomme son article.',
  }),
  VAULT_LOCKED: () => ({
    title: 'Verrouillé',
    body: 'Le contenu du dossier est verrouillé.',
    advice: 'Déverrouillez-le avec votre phrase de passe.',
  }),
  RIGHT_REFUSED: () => ({
    title: 'Non permis à ce rôle',
    body: 'Votre rôle ou votre habilitation ne permet pas cette opération.',
    advice: 'Voyez le directeur d’enquête, ou le référent pour l’habilitation.',
  }),
  PASSPHRASE_WRONG: () => ({
    title: 'Matricule ou phrase de passe inexacts',
    body: 'Rien n’a été ouvert.',
    advice: 'Vérifiez le clavier et recommencez ; l’attente double à chaque essai.',
  }),
  PASSPHRASE_WEAK: () => ({
    title: 'Phrase de passe trop courte',
    body: 'Elle serait devinable par qui aurait copié ce poste.',
    advice: 'Prenez sept mots tirés au hasard, ou quatorze caractères de trois sortes.',
  }),
  HABILITATION_EXPIRED: () => ({
    title: 'Habilitation expirée',
    body: 'Votre habilitation n’est pas, ou n’est plus, en cours.',
    advice: 'Faites-la renouveler, puis demandez au référent de la saisir.',
  }),
  KEY_SHARE_MISSING: () => ({
    title: 'Clé de dossier demandée',
    body: 'Ce dossier ne s’ouvre qu’avec sa clé de dossier.',
    advice: 'Choisissez le fichier-clé, ou saisissez le code imprimé.',
  }),
  KEY_SHARE_WRONG: () => ({
    title: 'Clé de dossier inexacte',
    body: 'Cette clé n’est pas celle de ce dossier.',
    advice: 'Vérifiez que le fichier-clé porte la référence de ce dossier.',
  }),
  CASE_OPEN_ELSEWHERE: () => ({
    title: 'Ouvert ailleurs',
    body: 'Dérush a un dossier ouvert dans une autre fenêtre.',
    advice: 'Fermez-y le dossier, ou continuez dans cette fenêtre-là.',
  }),
  CASE_ERASED: () => ({
    title: 'Dossier effacé',
    body: 'Ce dossier a été effacé ; il ne peut plus être ouvert.',
    advice: 'Le certificat d’effacement est dans le dossier de contrôle.',
  }),
  CLOCK_WENT_BACK: () => ({
    title: 'Horloge du poste en arrière',
    body: 'L’heure du poste est antérieure à la dernière heure constatée : le dossier est en lecture seule.',
    advice: 'Remettez l’heure, ou faites-la confirmer par le référent.',
  }),
  JOURNAL_BROKEN: () => ({
    title: 'Journal altéré',
    body: 'La chaîne du journal est rompue.',
    advice: 'N’utilisez plus ce dossier ; prévenez le référent et le magistrat.',
  }),
  FILE_MISMATCH: () => ({
    title: 'Ce n’est pas le même fichier',
    body: 'Le fichier n’a pas la taille ou l’empreinte de l’enregistrement du dossier.',
    advice: 'Redonnez le fichier d’origine ; s’il a changé, faites constater l’écart.',
  }),
  BROWSER_UNSUPPORTED: (f) => ({
    title: 'Navigateur insuffisant',
    body: `Il manque à ce navigateur : ${f.text('missing') ?? 'une fonction nécessaire'}.`,
    advice: 'Utilisez une version récente de Chromium, Chrome ou Edge.',
  }),
  INPUT_INVALID: (f) => ({
    title: 'Demande refusée',
    body: f.text('reason') ?? 'La valeur donnée ne convient pas.',
    advice: 'Corrigez la valeur et recommencez.',
  }),
  INTERNAL: (f) => ({
    title: 'Erreur de l’application',
    body: `Quelque chose d’imprévu s’est produit${f.text('message') === undefined ? '.' : ` : ${f.text('message') ?? ''}`}`,
    advice: 'Copiez les détails pour la personne qui suit l’application. Les autres enregistrements continuent.',
  }),
} satisfies Record<string, (facts: Facts) => AlertText>;

/** Code of an alert → its words. */
export const frAlerts: Readonly<Record<keyof typeof words, (facts: Facts) => AlertText>> = words;

function missingData(f: Facts): string {
  const declared = f.number('declared') ?? '?';
  const present = f.number('present') ?? '?';
  const time = f.time('fromUs');
  const until = time === undefined ? '' : ` Les images manquent à partir de ${time}.`;
  return `L’index annonce ${declared} images ; les données de ${present} seulement sont là.${until}`;
}
