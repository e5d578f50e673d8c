// Words of what lies over the picture and of the figures of a case, in French.

export const frLayers = {
  layers: {
    title: 'Carte sur l’image',
    kinds: { none: 'Aucune', activity: 'Activité', dwell: 'Présence', paths: 'Parcours' },
    kindsHelp: {
      none: 'Ne rien poser sur l’image',
      activity: 'Combien d’objets sont passés dans chaque case',
      dwell: 'Combien de temps les objets sont restés dans chaque case, additionné',
      paths: 'Dans quel sens les objets traversent chaque case',
    },
    toggleHelp: 'Carte sur l’image : aucune → activité → présence → parcours',
    units: { activity: 'objets par case', dwell: 'objets-secondes par case', paths: 'objets par sens et par case' },
    from: (least: string) => `≥ ${least}`,
    between: (least: string, most: string) => (least === most ? least : `${least} à ${most}`),
    below: (most: string) => `< ${most}`,
    opacity: 'Opacité',
    stands: (some: string, all: string) => `${some} sur ${all} objets proposés ; trajectoires entières, point au sol.`,
    nothing: 'Aucun objet ne répond aux critères.',
    unsearched: (duration: string) => `${duration} non analysées : rien n’en est compté.`,
    outside: (duration: string) => `${duration} hors des limites de la recherche.`,
    busy: 'Calcul…',
    cell: (column: string, row: string, figure: string) => `Case ${column}, ligne ${row} : ${figure}`,
    objects: (count: string, isOne: boolean) => (isOne ? '1 objet' : `${count} objets`),
    dwell: (objects: string, seconds: string) => `${seconds} objets-secondes, ${objects}`,
    ways: ['→', '↘', '↓', '↙', '←', '↖', '↑', '↗'],
    noWay: 'personne ne traverse',
    pick: 'Cliquez une case : qui y est passé.',
    full: 'Retirez un dessin pour en ajouter un autre.',
    label: (kind: string) =>
      `${kind} : flèches pour choisir une case, Entrée pour ne garder que les objets qui y sont passés`,
  },
  figures: {
    title: 'Chiffres',
    total: (count: string, isOne: boolean) => (isOne ? '1 objet proposé' : `${count} objets proposés`),
    unsure: (count: string) => `dont ${count} à confirmer`,
    caveat:
      'Comptage de propositions de l’analyse, non de faits constatés : un objet peut être compté deux fois, un autre manquer. Voir les taux d’erreur mesurés (fiche d’évaluation).',
    threshold: 'À confirmer sous la confiance',
    thresholdHelp: 'Un objet dont la confiance moyenne est plus basse est compté à part, hachuré',
    searched: (searched: string, all: string) => `Analysé : ${searched} sur ${all} d’images.`,
    outside: (duration: string) => `Hors des limites : ${duration}.`,
    unread: (duration: string) => `Non analysé ou illisible : ${duration}.`,
    unopened: (count: string, isOne: boolean) =>
      isOne
        ? '1 enregistrement n’est pas ouvert : rien n’en est compté.'
        : `${count} enregistrements ne sont pas ouverts : rien n’en est compté.`,
    busy: 'Comptage…',
    asPlots: 'Graphiques',
    asTables: 'Tableaux',
    print: 'Imprimer',
    plots: {
      class: 'Par nature d’objet',
      hour: 'Par heure du jour',
      day: 'Par jour',
      step: (step: string) => `Par tranche de ${step} depuis le début`,
      camera: 'Par caméra',
      recording: 'Par enregistrement',
      line: (name: string) => `${name} : franchissements`,
      zone: (name: string) => `${name} : objets`,
    },
    notes: {
      appears: 'Un objet compte au moment où il apparaît ; la liste ouverte montre aussi ceux qui étaient déjà là.',
      clocked: (count: string, isOne: boolean) =>
        isOne
          ? 'Heure réelle, 1 enregistrement qui a une horloge.'
          : `Heure réelle, ${count} enregistrements qui ont une horloge.`,
      unclocked: (count: string, isOne: boolean) =>
        isOne
          ? 'Temps de lecture : 1 enregistrement n’a pas d’horloge.'
          : `Temps de lecture : ${count} enregistrements n’ont pas d’horloge.`,
      undrawn: (count: string) => `Objets qui répondent aux critères non dessinés : ${count}.`,
      dwell: (duration: string) => `Présence cumulée : ${duration}.`,
    },
    senses: { ab: 'A → B', ba: 'B → A' },
    rules: { pass: 'passés', enter: 'entrés' },
    bar: (label: string, count: string, unsure: string) => `${label} : ${count}, dont ${unsure} à confirmer`,
    crossingBar: (label: string, count: string) => `${label} : ${count}`,
    noFootage: 'pas d’images',
    share: (share: string) => `${share} analysé`,
    columns: { what: 'Quoi', objects: 'Objets', unsure: 'À confirmer', searched: 'Analysé' },
    crossings: (line: string, sense: string, count: string) => `${line}, ${sense}, franchissements : ${count}`,
    crossing: { object: 'Objet', time: 'Temps', frame: 'Image', recording: 'Enregistrement' },
    more: (count: string) => `Montrer ${count} de plus`,
    searchThese: 'Chercher ces objets',
    closeList: 'Fermer la liste',
    none: 'Aucun objet ne répond aux critères : il n’y a rien à compter.',
    paper: {
      printed: (date: string) => `Imprimé le ${date}`,
      criteria: 'Critères',
      everything: 'Aucun : tous les objets proposés.',
      recordings: 'Enregistrements',
      dossier: (number: string) => `Dossier ${number}`,
      hatched: 'Hachuré : objets à confirmer.',
      ask: 'Dans un dossier, l’impression demande un motif : bouton « Imprimer » des chiffres.',
    },
  },
};
