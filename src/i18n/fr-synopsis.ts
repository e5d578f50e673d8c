// Words of the synopsis, in French.

const objects = (count: string, isOne: boolean): string => (isOne ? '1 objet' : `${count} objets`);

export const frSynopsis = {
  synopsis: {
    mark: 'Montage non chronologique',
    markHelp:
      'Des objets passés à des moments différents sont montrés ensemble. Chacun porte son heure ; l’original seul dit ce qui s’est passé en même temps.',
    picture: 'Synopsis : flèches d’un objet à l’autre, Entrée pour son image d’origine, Espace pour lire',
    figure: (name: string, time: string, part: string, rate: string) =>
      [name, time, part, rate].filter((one) => one !== '').join(', '),
    part: (part: string, parts: string) => `partie ${part} sur ${parts}`,
    partShort: (part: string, parts: string) => `${part}/${parts}`,
    rate: (rate: string) => `accéléré ${rate}`,
    realTime: 'heures réelles',
    realTimeHelp: 'Chaque objet porte son heure réelle.',
    ownTime: 'temps de lecture',
    ownTimeHelp: 'Chaque objet porte son temps de lecture : la caméra n’a pas d’horloge.',
    noneHere: 'Aucun objet à cet instant.',
    transport: {
      label: 'Lecture du synopsis',
      play: 'Lire le synopsis',
      pause: 'Arrêter',
      back: 'Reculer de cinq secondes',
      forward: 'Avancer de cinq secondes',
      seek: 'Position dans le synopsis',
      at: (time: string, length: string) => `${time} sur ${length}`,
      speed: 'Vitesse',
      density: (most: string) => `Fond : nombre d’objets à la fois, ${most} au plus`,
    },
    demand: {
      label: 'Composition du synopsis',
      most: 'Au plus',
      mostObjects: (count: string, isOne: boolean) => `${objects(count, isOne)} à la fois`,
      mostHelp:
        'Moins d’objets à la fois : plus facile à suivre, plus long. Ceux qui étaient ensemble le restent, même plus nombreux.',
      noOverlap: 'Sans recouvrement',
      noOverlapHelp: 'Deux objets de moments différents ne se couvrent jamais ; le synopsis est plus long.',
      length: (length: string, footage: string) => `≈ ${length} pour ${footage}`,
      lengthHelp: 'Durée du synopsis, connue avant toute image, et durée des enregistrements qu’il condense',
      colours: 'Couleurs',
      colourKinds: { none: 'Aucune', class: 'Nature', direction: 'Sens' },
      list: 'Liste',
      listHelp: 'Les objets dans l’ordre du synopsis',
    },
    figures: {
      label: 'Chiffres du synopsis',
      ratio: (ratio: string) => `durée ÷ ${ratio}`,
      longer: (ratio: string) => `durée × ${ratio}`,
      pace: (rate: string) => `tout accéléré ${rate}`,
      paceHelp:
        'Les objets sont tous montrés plus vite qu’ils n’allaient ; chacun porte la vitesse à laquelle on le voit.',
      ratioHelp: 'Durée des enregistrements divisée par celle du synopsis. Ouvre l’original.',
      density: (mean: string, peak: string) => `${mean} à la fois, ${peak} au plus`,
      densityHelp: 'Objets montrés ensemble, en moyenne et au plus. Va au moment le plus chargé.',
      overlap: (share: string) => `recouvrement ${share}`,
      overlapHelp: 'Part de la surface des objets couverte par ceux d’un autre moment. Va au moment le plus chargé.',
      disorder: (share: string) => `désordre ${share}`,
      disorderHelp:
        'Part des couples d’objets montrés dans l’ordre inverse de leur passage. Ouvre la liste dans l’ordre du synopsis.',
      coverage: (shown: string, asked: string, isOne: boolean) => `${shown} sur ${objects(asked, isOne)}`,
      coverageHelp: 'Objets du synopsis sur ceux que donne la recherche dans cette scène. Ouvre leur liste.',
      unstored: (count: string, isOne: boolean) =>
        isOne
          ? '1 objet en cours d’analyse n’y est pas encore'
          : `${count} objets en cours d’analyse n’y sont pas encore`,
      elsewhere: (count: string, isOne: boolean) =>
        isOne ? '1 objet d’une autre caméra' : `${count} objets d’autres caméras`,
      elsewhereHelp: 'Un synopsis montre une seule scène. Les autres objets de la recherche, par caméra :',
      goThere: (name: string) => `Synopsis de ${name}`,
      unread: (duration: string) => `Non analysé : ${duration}`,
      outside: (duration: string) => `Hors des limites : ${duration}`,
      grown: (count: string, isOne: boolean) => (isOne ? '1 objet de plus' : `${count} objets de plus`),
      changed: 'La liste des objets a changé.',
      renew: 'Mettre à jour',
    },
    list: {
      title: 'Objets dans l’ordre du synopsis',
      close: 'Fermer la liste',
      row: (name: string, time: string) => `${name}, ${time} : voir l’original`,
      shownAt: (time: string) => `à ${time}`,
    },
    empty: {
      noScene: 'Aucune image ouverte : le synopsis se fait sur l’enregistrement choisi à gauche.',
      noObjects: 'Aucun objet à montrer.',
      noObjectsBody:
        'Rien n’est encore proposé dans cette scène ; le synopsis se fait dès que l’analyse trouve un objet.',
      none: 'L’analyse n’a proposé aucun objet dans cette scène : il n’y a rien à condenser.',
      filtered: 'Aucun objet de cette scène ne répond aux critères.',
      showAll: 'Tout montrer',
      tooMany: (count: string, most: string) =>
        `${count} objets : un synopsis en montre ${most} au plus. Un critère ou un intervalle en fait une question à laquelle on peut répondre.`,
      gathering: 'Lecture des trajectoires…',
      arranging: (count: string, isOne: boolean) => `Disposition de ${objects(count, isOne)}…`,
      cancel: 'Annuler',
      givenUp: 'Le synopsis n’a pas été composé.',
      again: 'Composer le synopsis',
      retry: 'Réessayer',
      preparing: 'Préparation des images…',
      slowed: (rate: string) => `Ralenti à ${rate} : les originaux sont relus`,
      noPlate: 'Aucun fond n’a été gardé de cette scène : les objets sont posés sur du gris.',
    },
  },
};
