// Words of a synopsis that is exported as a film, in French.

const objects = (count: string, isOne: boolean): string => (isOne ? '1 objet' : `${count} objets`);

export const frFilm = {
  film: {
    title: 'Synopsis exporté en film',
    open: 'Exporter',
    openHelp: 'Écrit le synopsis en film, avec le fichier qui dit de quoi chaque image est faite, et leurs empreintes',
    writing: (share: string) => `Export ${share}`,
    ready: 'Film prêt à enregistrer',
    readyShort: 'prêt',
    progress: 'Écriture du film',
    pictures: (count: string, of: string) => `${count} images sur ${of}`,
    left: (duration: string) => `encore ${duration} environ`,
    background: 'Vous pouvez fermer cette fenêtre : l’écriture continue.',
    cancel: 'Annuler l’export',
    cancelled: 'Une écriture annulée ne laisse rien.',
    done: (count: string, isOne: boolean) => `${objects(count, isOne)} dans le film.`,
    masked: (count: string, isOne: boolean) =>
      isOne ? '1 objet non retenu y est masqué.' : `${count} objets non retenus y sont masqués.`,
    unmasked: 'Aucun objet n’y est masqué.',
    unread: (count: string, isOne: boolean) =>
      isOne
        ? '1 objet n’a aucune image lisible : il n’est que dans la correspondance.'
        : `${count} objets n’ont aucune image lisible : ils ne sont que dans la correspondance.`,
    files: 'Fichiers',
    kinds: { film: 'Film', map: 'Correspondance', sums: 'Empreintes SHA-256' },
    save: (name: string) => `Enregistrer ${name}`,
    saveAll: 'Enregistrer les trois fichiers',
    drop: 'Ne pas enregistrer',
    journal: 'L’export et les empreintes sont au journal.',
    again: 'Recommencer',
    hash: 'SHA-256',
  },
};
