// The certificate that a part of a case was erased on a magistrate's order (CPP 230-23): the case itself stays.
// It names the part by its reference in the procedure or its pseudonym: no person, no picture, no file name.

import { formatAnchor } from '../journal/anchor.ts';
import { dayText, lawText, longMoment } from './format.ts';
import type { PartialErasureInput } from './inputs.ts';
import { definitions, heading, list, type DocumentModel } from './model.ts';

const PART_WORDS: Readonly<Record<PartialErasureInput['part']['kind'], string>> = {
  RECORDING: 'enregistrement, avec ses objets, leurs vignettes et les décisions prises sur eux',
  TRACK: 'objet, avec sa trajectoire, sa vignette et la décision prise sur lui',
};

export function partialCertificate(input: PartialErasureInput): DocumentModel {
  const { caseId, procedureNumber, part, order, erasedAt, timeZone, software, journal } = input;
  return {
    kind: 'CERTIFICATE',
    title: 'Certificat d’effacement partiel',
    running: `Dossier ${caseId}`,
    chain: caseId,
    drawnUpAt: erasedAt,
    blocks: [
      heading('Ce qui a été effacé'),
      definitions([
        ['Dossier', caseId],
        ['Procédure', `n° ${procedureNumber}`],
        ['Effacé', PART_WORDS[part.kind]],
        ['Désignation', part.designation],
        ['Identifiant', part.id],
        ['Décision', `${order.reference}, du ${dayText(order.orderedOn)}`],
        ['Fondement', lawText('CPP_230_23', erasedAt, timeZone)],
        ['Effacé le', longMoment(erasedAt, timeZone)],
      ]),
      heading('Ce qui reste'),
      list([
        'le reste du dossier, sous ses clés, jusqu’à sa clôture ou sa date limite',
        'le journal, qui dit que l’effacement a eu lieu, sans le contenu',
        'les pièces déjà sorties de l’outil : elles suivent la procédure',
        'des restes chiffrés sur le disque jusqu’à leur remplacement, que les clés du dossier pourraient encore ouvrir',
      ]),
      heading('Preuve'),
      definitions([
        ['Logiciel', `${software.name}, version ${software.version}`],
        ['Empreinte SHA-256', software.build],
        ['Repère de journal', formatAnchor(journal)],
        ['Empreinte du journal', journal.hash],
      ]),
    ],
  };
}
