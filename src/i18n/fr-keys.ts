// Words of the keys: their sheet, the palette, and the help of each pane, in French.

export const frKeys = {
  sheet: {
    search: 'Rechercher une commande ou une touche',
    none: 'Aucune commande ni touche de ce nom.',
    change: 'Modifier',
    changeOf: (name: string) => `Modifier la touche : ${name}`,
    restore: 'Rétablir',
    restoreOf: (name: string) => `Rétablir les touches d’origine : ${name}`,
    restoreAll: 'Tout rétablir',
    noKey: 'sans touche',
    listening: 'Appuyez sur la touche voulue. Échap : ne rien changer.',
    taken: (name: string) => `Déjà prise : ${name}.`,
    swap: 'Échanger les deux',
    keep: 'Ne rien changer',
    refused: {
      browser: 'Le navigateur ou le clavier garde cette touche pour lui : choisissez-en une autre.',
      focus: 'Cette touche passe d’un bouton au suivant : choisissez-en une autre.',
      escape: 'Échap sert à abandonner : choisissez une autre touche.',
    },
    preset: 'Jeu de touches',
    presets: { derush: 'Dérush', frigate: 'Flèches ±10 s (Frigate)' },
    ownPreset: 'Personnel',
    print: 'Imprimer',
    about:
      'Touches gardées sur ce poste, jamais dans un dossier. Elles suivent la lettre ou le signe, quel que soit le clavier.',
  },
  palette: {
    recent: 'Récentes',
    obstacles: {
      noRecording: 'Aucun enregistrement : ajoutez un fichier.',
      noPicture: 'Aucune image : choisissez un enregistrement ouvert.',
      noObject: 'Choisissez d’abord un objet.',
      noObjects: 'Aucun objet dans la liste.',
      drawingsFull: 'Plus de place : retirez un dessin des critères.',
      noCriteria: 'Choisissez d’abord des critères.',
      noCamera: 'Dites d’abord quelle caméra a filmé cet enregistrement.',
    },
  },
  paneHelp: {
    title: (name: string) => `Aide : ${name}`,
    keys: 'Ses touches',
    more: 'Toutes les touches',
    panes: {
      recordings: {
        name: 'Enregistrements',
        sentences: [
          'Chaque fichier ajouté est lu sur ce poste, sans être modifié ni copié ailleurs.',
          'Un clic le montre ; la bande dit où il s’y passe quelque chose, les comptes ouvrent la liste de leurs objets.',
          'L’analyse part seule et peut être mise en pause ; ce qui est déjà trouvé reste consultable.',
          'La couverture, en bas, dit ce qui a été examiné, ce qui ne l’est pas encore et ce qui est illisible.',
        ],
      },
      player: {
        name: 'Image',
        sentences: [
          'L’image affichée est exactement celle dont le numéro et le temps sont écrits dessous.',
          'Trois touches lisent en arrière, arrêtent et lisent en avant ; rappuyer va plus vite.',
          'La molette agrandit vers le pointeur ; les réglages de lumière ne valent que pour l’affichage.',
          'Une zone, une ligne ou une flèche dessinée sur l’image devient un critère de recherche.',
        ],
      },
      timeline: {
        name: 'Chronologie',
        sentences: [
          'Une ligne par enregistrement : plus la bande est haute, plus il y a de mouvement.',
          'Cliquez pour y aller ; faites glisser pour parcourir ; molette et boutons changent l’échelle.',
          'Ce qui est hachuré n’a pas été examiné ou n’a pas pu l’être : on n’en conclut rien.',
          'Début et fin d’intervalle bornent la recherche au temps choisi.',
        ],
      },
      criteria: {
        name: 'Critères',
        sentences: [
          'Chaque critère écarte les objets qui n’y répondent pas ; le nombre à côté dit combien il en laisse.',
          'Les critères s’ajoutent ; chacun se retire d’un clic dans la liste de ceux qui sont posés.',
          'Un attribut « indéterminé » n’a pas été reconnu : laissez-le coché pour ne rien perdre.',
          'Pour chercher par trajet, dessinez une zone, une ligne ou une flèche sur l’image.',
        ],
      },
      results: {
        name: 'Résultats',
        sentences: [
          'Chaque vignette est un objet proposé par l’analyse ; c’est vous qui décidez.',
          'Un clic le choisit et va à sa meilleure image ; objet suivant et précédent parcourent la liste.',
          'La confiance est celle du détecteur dans la classe, jamais une identité.',
          'Si la liste est vide, elle dit pourquoi : rien trouvé, pas encore analysé, ou filtré.',
        ],
      },
      synopsis: {
        name: 'Synopsis',
        sentences: [
          'Les objets trouvés, passés à des moments différents, sont montrés ensemble : ce n’est pas le déroulement des faits.',
          'Chacun porte son heure ; un clic sur lui, ou Entrée, ouvre l’original à cette image.',
          'Moins d’objets à la fois : plus facile à suivre, plus long ; la durée est dite avant toute image.',
          'Qui est resté longtemps est montré en plusieurs parties, numérotées, ou accéléré quand il ne bouge pas : c’est écrit.',
        ],
      },
      condensed: {
        name: 'Condensé',
        sentences: [
          'Tout est montré dans l’ordre et à son heure ; seul le temps mort est sauté, et c’est dit sur l’image.',
          'Temps mort : analysé, et sans objet de la recherche. Ce qui n’est pas analysé est lu à 16 ×, jamais sauté.',
          'La durée est connue avant de lire ; la glissière en montre plus ou moins, et dit ce qu’elle omet.',
          'Des objets choisis ensemble dans la liste sont les seuls montrés ; sinon, tous ceux de la recherche.',
        ],
      },
      tray: {
        name: 'Panier',
        sentences: [
          'Le panier garde les images, extraits et objets mis de côté, de tous les enregistrements.',
          'L’ordre est le vôtre ; chacun peut porter un commentaire.',
          'Ce qui est coché va dans le rapport.',
        ],
      },
    },
  },
};
