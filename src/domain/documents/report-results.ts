// Sections 8 to 10 of the report: what was retained, what was linked and by whom named, how much was dismissed.

import { DISMISSAL_MOTIVES } from '../law/enumerations.ts';
import type { Link } from '../case/review.ts';
import { maskingText } from './case-words.ts';
import { footageTime, momentText, percent } from './format.ts';
import type { ReportInput, RetainedObject } from './inputs.ts';
import { definitions, heading, notice, paragraph, type Block, type Definition } from './model.ts';
import { nameOf } from './report-footage.ts';
import { labelOf, takenFacts, trayBlocks } from './report-tray.ts';
import { CATEGORY_WORDS, MOTIVE_WORDS } from './words.ts';

export function resultsSection(input: ReportInput): readonly Block[] {
  const { objects } = input;
  return [
    heading('Résultats retenus'),
    paragraph(
      `Objets proposés par le logiciel et retenus par un enquêteur : ${objects.length}. Le constat dit ce que l’on voit sur les images d’origine ; l’appréciation est celle de son auteur.`,
    ),
    ...objects.flatMap((object) => [heading(object.pseudonym, 3), exhibit(input, object)]),
    ...trayBlocks(input),
  ];
}

function exhibit(input: ReportInput, object: RetainedObject): Block {
  const recording = input.file.recordings.find(({ id }) => id === object.recording);
  return {
    kind: 'figure',
    picture: object.picture,
    caption: [
      `${object.pseudonym} – ${nameOf(input, object.recording)}`,
      `SHA-256 ${recording?.sha256 ?? ''}`,
      `image ${object.bestOrdinal}, PTS ${object.bestUs} µs (${footageTime(object.bestUs)})`,
      ...(object.picture === undefined
        ? []
        : [`masquage ${maskingText(input.installation.maskInExports, object.masked)}`]),
    ],
    facts: [
      ['Objet', `${object.objectClass} ; confiance de la proposition ${percent(object.confidence)}`],
      [
        'Caméra',
        recording?.provenance === undefined ? '' : `${recording.provenance.camera}, ${recording.provenance.place}`,
      ],
      ['Présence', `de ${footageTime(object.firstUs)} à ${footageTime(object.lastUs)}`],
      ...takenFacts(input, object.recording, object.bestUs),
      ['Attributs', object.attributes.length === 0 ? 'aucun' : object.attributes.join(', ')],
      ...editFacts(input, object.edit),
      ...decisionFacts(input, object.decision),
    ],
  };
}

function editFacts(input: ReportInput, edit: RetainedObject['edit']): readonly Definition[] {
  if (edit === undefined) {
    return [];
  }
  const what = edit.kind === 'merge' ? 'fusionné' : 'scindé';
  const signature = `par ${labelOf(input, edit.by)}, le ${momentText(edit.at, input.installation.timeZone)}`;
  return [['Retouche', `${what} à la main ${signature} ; ce que l’analyse a donné est conservé tel quel`]];
}

function decisionFacts(input: ReportInput, decision: RetainedObject['decision']): readonly Definition[] {
  return [
    ['Constat', decision.finding],
    ['Appréciation', decision.appreciation.trim() === '' ? 'aucune' : decision.appreciation],
    ['Retenu par', `${labelOf(input, decision.by)}, le ${momentText(decision.at, input.installation.timeZone)}`],
  ];
}

export function linksSection(input: ReportInput): readonly Block[] {
  const { links } = input;
  return [
    heading('Rapprochements'),
    ...(links.length === 0
      ? [paragraph('Aucun rapprochement.')]
      : [notice('Un rapprochement est l’affirmation d’un enquêteur. Le logiciel n’en propose aucun.')]),
    ...links.flatMap((link, index) => [heading(`Rapprochement ${index + 1}`, 3), definitions(linkFacts(input, link))]),
  ];
}

function linkFacts(input: ReportInput, link: Link): readonly Definition[] {
  const names = link.tracks.map((track) => input.objects.find((object) => object.track === track)?.pseudonym ?? track);
  return [
    ['Objets', names.join(', ')],
    ['Fondement', link.ground],
    ['Constat', link.finding],
    ['Appréciation', link.appreciation.trim() === '' ? 'aucune' : link.appreciation],
    ['Catégorie', CATEGORY_WORDS[link.category]],
    // The only place of a report in which an identity may stand (CPP 230-21).
    ['Identité', link.identity === undefined ? 'aucune' : `${link.identity.text} (source : ${link.identity.source})`],
    ['Auteur', `${labelOf(input, link.by)}, le ${momentText(link.at, input.installation.timeZone)}`],
  ];
}

export function dismissedSection({ dismissed, undecided }: ReportInput): readonly Block[] {
  const total = DISMISSAL_MOTIVES.reduce((sum, motive) => sum + dismissed[motive], 0);
  return [
    heading('Résultats écartés'),
    definitions([
      ...DISMISSAL_MOTIVES.map((motive): Definition => [MOTIVE_WORDS[motive], String(dismissed[motive])]),
      ['total', String(total)],
    ]),
    paragraph(`Proposés sans décision d’un enquêteur : ${undecided}.`),
  ];
}
