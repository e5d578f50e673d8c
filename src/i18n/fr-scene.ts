// What happens to a camera, and the limits of a search, in French.

import type { AlertText, Facts } from './facts.ts';

/** « à 12:00, image 7 », or the first of several. */
const when = (f: Facts): string => {
  const time = f.time('fromUs') ?? '?';
  const until = f.time('toUs');
  const span = until === undefined || until === time ? `à ${time}` : `de ${time} à ${until}`;
  return f.isOne('count') ? span : `${f.number('count') ?? '?'} fois, d’abord ${span}`;
};

const LIMITS: Readonly<Record<string, string>> = {
  rate: 'images trop espacées',
  contrast: 'peu de contraste ou de lumière',
  noise: 'image bruitée',
  shake: 'caméra qui tremble',
};

/** Names as the engine gives them, with a space between. */
const inWords = (names: string, words: Readonly<Record<string, string>>): string =>
  names
    .split(' ')
    .map((name) => words[name] ?? name)
    .join(', ');

export const frSceneAlerts = {
  SCENE_MOVED: (f: Facts): AlertText => ({
    title: 'Caméra déplacée',
    body: `Le cadrage a changé et il est resté ainsi : ${when(f)}. Le fond a été appris de nouveau.`,
    advice: 'Ce qui était immobile à cet instant n’a pu être proposé qu’une fois en mouvement. Revoyez ce passage.',
  }),
  SCENE_PTZ: (f: Facts): AlertText => ({
    title: 'Caméra en mouvement',
    body: `La caméra tourne ou zoome : ${when(f)}. Les objets ne sont pas suivis d’une vue à l’autre.`,
    advice: 'Revoyez ce passage : une même personne peut y être proposée plusieurs fois, ou manquer.',
  }),
  SCENE_CUT: (f: Facts): AlertText => ({
    title: 'Changement de vue',
    body: `La vue est remplacée par une autre : ${when(f)}. Les objets s’arrêtent à ce changement.`,
    advice: 'Le fichier réunit peut-être plusieurs caméras ou plusieurs séquences. Vérifiez l’export.',
  }),
  SCENE_LIGHTING: (f: Facts): AlertText => ({
    title: 'Bascule de l’éclairage',
    body: `Jour et nuit, infrarouge ou lumière : l’image change d’un coup, ${when(f)}. Les objets restent suivis.`,
    advice: 'Les couleurs avant et après ne se comparent pas.',
  }),
  SCENE_COVERED: (f: Facts): AlertText => ({
    title: 'Image masquée',
    body: `L’image est noire, uniforme ou floue : ${when(f)}. Rien ne pouvait y être trouvé.`,
    advice: 'Cherchez une autre caméra pour ce passage, et ce qui a masqué celle-ci.',
  }),
  SCENE_FROZEN: (f: Facts): AlertText => ({
    title: 'Image figée',
    body: `La même image se répète alors que le temps avance : ${when(f)}. Rien ne pouvait y être trouvé.`,
    advice: 'Ce passage n’a pas été filmé. Cherchez une autre caméra, ou l’original dans l’enregistreur.',
  }),
  SEARCH_LIMITED: (f: Facts): AlertText => ({
    title: 'Recherche limitée',
    body: `Conditions difficiles (${inWords(f.text('limits') ?? '', LIMITS)}) : une personne de moins de ${f.number('smallestPerson') ?? '?'} pixels de haut peut manquer.`,
    advice: 'Ne concluez pas d’une absence sans revoir les passages qui comptent.',
  }),
} satisfies Record<string, (facts: Facts) => AlertText>;

const several = (count: string, one: boolean, word: string): string => `${count} ${word}${one ? '' : 's'}`;

export const frScene = {
  envelope: {
    title: 'Limites de la recherche',
    unknown: 'Limites de la recherche : pas encore mesurées.',
    unknownShort: 'Limites pas encore mesurées',
    inShort: (person: string, seconds: string) => `Personnes ≥ ${person} px, ≥ ${seconds}`,
    explain: 'Plus petit, plus rapide ou plus bref peut manquer. Valeurs tenues neuf dixièmes du temps.',
    size: (person: string, vehicle: string) =>
      `Personnes d’au moins ${person} pixels de haut, véhicules d’au moins ${vehicle}.`,
    time: (seconds: string, speed: string) =>
      `Présentes au moins ${seconds}, à moins de ${speed} fois leur hauteur par seconde.`,
    noSpeed: 'Images trop espacées : aucun déplacement ne peut être suivi.',
    limits: (names: string) => `Conditions difficiles : ${inWords(names, LIMITS)}.`,
    facts: {
      size: 'Taille',
      sizeIs: (person: string, vehicle: string) => `personne de ${person} px de haut, véhicule de ${vehicle} px`,
      rate: 'Cadence',
      rateIs: (interval: string) => `une image toutes les ${interval} s`,
      speed: 'Vitesse',
      speedIs: (speed: string) => `${speed} hauteurs/s au plus (à pied : 0,8)`,
      noSpeed: 'aucun déplacement suivi : images trop espacées',
      visit: 'Présence',
      visitIs: (seconds: string) => `${seconds} au moins`,
      contrast: 'Contraste',
      contrastIs: (contrast: string) => `${contrast} niveaux (bon dès 5,5)`,
      light: 'Lumière',
      lightIs: (level: string) => `niveau ${level} sur 255`,
      noise: 'Bruit',
      noiseIs: (noise: string) => `${noise} niveaux`,
      shake: 'Tremblement',
      shakeIs: (pixels: string) => `${pixels} px au plus`,
      poor: 'difficile',
    },
    extent: (searched: string, total: string) => `Cherché : ${searched} sur ${total}.`,
    notAnalysed: (failed: string | undefined, waiting: string | undefined) =>
      `Pas analysé : ${[failed && `${failed} illisible`, waiting && `${waiting} en attente`].filter(Boolean).join(', ')}.`,
    outside: (duration: string) => `Analysé, hors limites : ${duration}.`,
    unopened: (count: string, one: boolean) => `${several(count, one, 'enregistrement')} sans aucune image lue.`,
    passages: (count: string, one: boolean) => `${several(count, one, 'passage')} à voir soi-même`,
  },
  scene: {
    /** Of events, of what is outside of the limits, of what was not read. */
    names: {
      moved: 'Caméra déplacée',
      ptz: 'Caméra en mouvement',
      cut: 'Changement de vue',
      lighting: 'Bascule de l’éclairage',
      covered: 'Image masquée',
      frozen: 'Image figée',
      failed: 'Illisible',
      waiting: 'En attente',
    },
    outside: 'hors limites',
    outsideList: 'Passages hors limites',
    outsideExplain: 'Images lues où rien ne pouvait être trouvé.',
    events: (count: number): string => (count < 2 ? 'événement' : 'événements'),
    eventsList: 'Événements de la caméra',
    eventsExplain: 'Ce qui est arrivé à la caméra, et quand.',
    noEvent: 'Rien de tel n’a été reconnu.',
    mark: (name: string, time: string) => `${name}, ${time}`,
    marks: (count: string, names: string) => `${count} événements : ${names}`,
    legend: 'Légende de la chronologie',
    event: 'événement de caméra',
  },
};
