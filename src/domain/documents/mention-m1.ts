// M1: mention of the authorisation in the procedure (CPP R.40-40 al. 3), ready to paste.

import type { Authorisation, Scope } from '../case/case-file.ts';
import { formatAnchor } from '../journal/anchor.ts';
import {
  classesText,
  engagementText,
  factsText,
  formText,
  frameworkText,
  magistrateText,
  periodText,
  piecesText,
  userText,
  zonesText,
} from './case-words.ts';
import { lawRange, lawText, longMoment } from './format.ts';
import type { M1Input } from './inputs.ts';
import { refuseIncomplete } from './missing.ts';
import { paragraph, type DocumentModel } from './model.ts';
import { MAGISTRATE_WORDS } from './words.ts';

/** The mention. Throws a `LawRefusal` with what is missing. */
export function mentionM1(input: M1Input): DocumentModel {
  refuseIncomplete('M1', input);
  const { file, drawnUpAt } = input;
  const authorisation = file.authorisations.at(-1);
  return {
    kind: 'M1',
    title: 'Mention en procédure – Autorisation',
    running: `${file.service} – Procédure n° ${file.procedureNumber}`,
    chain: file.id,
    drawnUpAt,
    blocks: authorisation === undefined ? [] : paragraphs(input, authorisation).map(paragraph),
  };
}

function paragraphs(input: M1Input, authorisation: Authorisation): readonly string[] {
  const { file, software, installation, drawnUpAt, journal } = input;
  const { timeZone } = installation;
  const { scope } = authorisation;
  const law = (first: 'CPP_230_20' | 'CPP_R40_39', last: 'CPP_230_27' | 'CPP_R40_41'): string =>
    lawRange(first, last, drawnUpAt, timeZone);
  return [
    `${file.service}. Procédure n° ${file.procedureNumber}. Le ${longMoment(drawnUpAt, timeZone)}.`,
    `Mentionnons que, dans la procédure n° ${file.procedureNumber} diligentée ${frameworkText(file, drawnUpAt, timeZone)}, ${givenText(authorisation, drawnUpAt, timeZone)} la mise en œuvre du logiciel de rapprochement judiciaire ${software.name} version ${software.version} (empreinte ${software.build.slice(0, 16)}), articles ${law('CPP_230_20', 'CPP_230_27')} et ${law('CPP_R40_39', 'CPP_R40_41')} du CPP, ${engagementText(installation)}, aux fins d’exploitation des enregistrements ${piecesText(file.recordings)} ${spanText(scope, timeZone)}, s’agissant des faits de ${factsText(file)}.`,
    `Étendue : catégories d’objets : ${classesText(scope)} ; ${zonesText(scope)}.`,
    `Utilisateurs individuellement désignés et spécialement habilités : ${file.users.map(userText).join(' ; ')}.`,
    'Le logiciel ne comporte aucun traitement biométrique ni lecture de plaque.',
    `Repère de journal : ${journal === undefined ? '' : formatAnchor(journal)}.`,
  ];
}

/** Who authorised, when, in what form; or that it is deemed given. */
function givenText(authorisation: Authorisation, drawnUpAt: M1Input['drawnUpAt'], timeZone: string): string {
  const { form, magistrate, at, reference } = authorisation;
  if (form === 'REPUTEE_ACQUISE') {
    const article = lawText('CPP_R40_40_2', drawnUpAt, timeZone);
    const named = [magistrate.name, magistrate.court].filter((part) => part.trim() !== '').join(', ');
    const who = `${MAGISTRATE_WORDS[magistrate.quality]}${named === '' ? '' : ` (${named})`}`;
    return `sous la direction du ${who}, flagrance ouverte le ${longMoment(at, timeZone)}, est autorisée, l’autorisation étant réputée acquise en application de l’${article}, sans décision contraire portée à notre connaissance,`;
  }
  return `${magistrateText(magistrate)}, a autorisé le ${longMoment(at, timeZone)} (autorisation ${formText(authorisation, timeZone)} ; pièce ${reference})`;
}

function spanText(scope: Scope, timeZone: string): string {
  const isOpen = scope.from === undefined && scope.to === undefined;
  return `${isOpen ? '' : 'pour la période '}${periodText(scope, timeZone)}`;
}
