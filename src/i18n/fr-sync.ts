// Words of several cameras side by side, in French.

export const frSync = {
  sync: {
    toggle: 'Caméras',
    toggleHelp: 'Voir jusqu’à six caméras au même instant',
    title: 'Caméras au même instant',
    choose: 'Choisir les caméras',
    most: 'Six au plus, la principale comprise.',
    none: 'Aucune autre caméra.',
    kinds: {
      footage: 'filme à cet instant',
      gap: 'hors enregistrement',
      closed: 'pas encore ouverte',
      unaligned: 'sans heure commune',
    },
    leading: 'Caméra principale : les commandes du lecteur la conduisent',
    lead: 'En faire la caméra principale, à cette image',
    outside: 'Hors enregistrement',
    before: (time: string) => `Avant : ${time}`,
    after: (time: string) => `Ensuite : ${time}`,
    nothing: 'Cette caméra n’a aucune image.',
    closed: 'Cet enregistrement n’est pas encore ouvert.',
    failed: 'Cet enregistrement n’a pas pu être lu.',
    unaligned: 'Sans heure commune',
    align: 'Aligner sur cette image',
    alignHelp:
      'Dire que cette image et celle de la caméra principale montrent le même instant. Pour l’affichage, tant que le dossier est ouvert : rien n’en est gardé.',
    byHand: 'alignée à la main',
    byHandHelp: 'Alignée par vous, pour l’affichage seulement : ce n’est pas une heure constatée.',
    unalign: 'Défaire',
    earlier: (duration: string) => `filmée ${duration} avant`,
    presentation: 'Temps de présentation : cet enregistrement n’a pas d’horloge',
    noTime: 'pas d’image',
    retry: 'Réessayer',
  },
};
