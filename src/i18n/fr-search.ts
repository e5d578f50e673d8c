// The search as a row of chips, its alternatives, hours, days and cameras.

export const frSearch = {
  search: {
    title: 'Recherche en cours',
    none: 'Aucun critère : tous les objets.',
    set: (number: string) => `Recherche ${number}`,
    and: 'et',
    or: 'ou',
    addOr: '+ OU',
    addOrHelp: 'Ajouter une autre recherche : un objet est trouvé s’il répond à l’une ou à l’autre.',
    addOrFull: 'Six recherches au plus se combinent.',
    blank: 'à définir ci-dessous',
    editSet: (number: string) => `Modifier la recherche ${number}`,
    removeSet: (number: string) => `Retirer la recherche ${number}`,
    not: 'sauf',
    notHelp: (chip: string) => `Chercher au contraire ce qui n’est pas : ${chip}`,
    drop: (chip: string) => `Retirer ${chip}`,
    metHelp: 'Objets qui répondent à ce seul critère',
    confidence: (score: string) => `confiance ≥ ${score}`,
    interval: (name: string, from: string, to: string) => `${name}, ${from} – ${to}`,
    period: (from: string, to: string) => `du ${from} au ${to}`,
    hours: (from: string, to: string) => `${from} – ${to} chaque jour`,
    when: 'Jour et heure',
    whenHelp: 'Heure réelle, corrigée du décalage de chaque enregistreur.',
    hoursTitle: 'Heures de chaque jour',
    hoursFrom: 'De (heure)',
    hoursTo: 'À (heure)',
    hoursAll: 'toute la journée',
    hoursUnread: 'Heure illisible : 22:00 ou 22h30.',
    night: 'Nuit',
    day: 'Jour',
    periodTitle: 'Période',
    periodFrom: 'Début',
    periodTo: 'Fin',
    periodClear: 'Sans limite',
    periodBackwards: 'La fin vient avant le début.',
    clockless: (count: string, one: boolean) =>
      one
        ? '1 enregistrement sans horloge n’y répond pas.'
        : `${count} enregistrements sans horloge n’y répondent pas.`,
    cameras: 'Caméra',
    unnamed: 'sans nom',
    hitsHelp: (name: string) => `Objets de ${name} qui répondent aux critères`,
    hitsIn: (count: string, one: boolean, name: string) =>
      `${count} ${one ? 'objet trouvé' : 'objets trouvés'} dans ${name}`,
  },
};
