// M2: mention of one session of use in the procedure (CPP R.40-40 al. 3), ready to paste.

import type { UseSession } from '../case/case-file.ts';
import { formatAnchorRange } from '../journal/anchor.ts';
import type { Instant } from '../time/instant.ts';
import { classesText, periodText, userText, zonesText } from './case-words.ts';
import { count, gapText, hourText, longMoment } from './format.ts';
import type { M2Input } from './inputs.ts';
import { refuseIncomplete } from './missing.ts';
import { paragraph, type DocumentModel } from './model.ts';

/** The mention. Throws a `LawRefusal` with what is missing. */
export function mentionM2(input: M2Input): DocumentModel {
  refuseIncomplete('M2', input);
  const { file, drawnUpAt } = input;
  const session = file.sessions.find(({ number }) => number === input.session.number);
  return {
    kind: 'M2',
    title: `Mention en procédure – Mise en œuvre n° ${input.session.number}`,
    running: `${file.service} – Procédure n° ${file.procedureNumber}`,
    chain: file.id,
    drawnUpAt,
    blocks: session === undefined ? [] : paragraphs(input, session).map(paragraph),
  };
}

function paragraphs(input: M2Input, use: UseSession): readonly string[] {
  const { file, software, session, journal, installation } = input;
  const { timeZone } = installation;
  const operator = file.users.find(({ userId }) => userId === use.userId);
  const scope = file.authorisations.at(-1)?.scope;
  return [
    `${file.service}. Procédure n° ${file.procedureNumber}. Mise en œuvre n° ${use.number}. Opérateur : ${operator === undefined ? '' : userText(operator)}.`,
    `Mentionnons avoir, ${spanText(use.from, use.to ?? use.from, timeZone)} (heure du poste ; écart avec l’heure de référence : ${clockText(use)}), mis en œuvre le logiciel de rapprochement judiciaire ${software.name} version ${software.version} (empreinte ${software.build.slice(0, 16)}) sur ${recordingsText(input)}, critères : ${session.criteria.length === 0 ? 'aucun' : session.criteria.join(' ; ')}.`,
    ...(scope === undefined
      ? []
      : [
          `Étendue autorisée : période ${periodText(scope, timeZone)} ; catégories d’objets : ${classesText(scope)} ; ${zonesText(scope)}.`,
        ]),
    modelsText(input),
    countsText(input),
    'Les résultats constituent une aide au visionnage et ont été vérifiés sur les images d’origine. Aucune décision automatisée n’a été prise. Le logiciel ne comporte aucun traitement biométrique ni lecture de plaque.',
    `Incidents : ${session.incidents.length === 0 ? 'aucun' : session.incidents.join(' ; ')}.`,
    `Repère de journal : ${journal === undefined ? '' : formatAnchorRange(journal.first, journal.last)}.`,
  ];
}

function spanText(from: Instant, to: Instant, timeZone: string): string {
  const [start, end] = [longMoment(from, timeZone), longMoment(to, timeZone)];
  const [startDay] = start.split(' à ');
  return end.startsWith(`${startDay ?? ''} `)
    ? `ce jour, ${startDay ?? ''}, de ${hourText(from, timeZone)} à ${hourText(to, timeZone)}`
    : `du ${start} au ${end}`;
}

function clockText({ clockGapMs }: UseSession): string {
  return clockGapMs === undefined ? 'non constaté' : gapText(clockGapMs);
}

function recordingsText({ file, session }: M2Input): string {
  const used = file.recordings.filter(({ id }) => session.recordings.some((one) => one === id));
  const listed = used.map(
    ({ provenance, sha256 }) => `${provenance?.reference ?? ''}, ${provenance?.camera ?? ''}, SHA-256 ${sha256 ?? ''}`,
  );
  return used.length === 0
    ? 'aucun enregistrement qui soit encore au dossier'
    : `${count(used.length, 'enregistrement')} (${listed.join(' ; ')})`;
}

function modelsText({ session }: M2Input): string {
  return session.models.length === 0
    ? 'Aucune analyse n’a été lancée au cours de cette mise en œuvre.'
    : `Modèles de détection : ${session.models.map(({ name, version, sha256 }) => `${name} ${version} (SHA-256 ${sha256.join(', ')})`).join(' ; ')}.`;
}

function countsText({ session }: M2Input): string {
  const { proposed, consulted, retained, dismissed } = session.counts ?? {
    proposed: 0,
    consulted: 0,
    retained: 0,
    dismissed: 0,
  };
  return `Résultats proposés : ${proposed} ; examinés : ${consulted} ; retenus par nous après visionnage : ${retained} ; écartés : ${dismissed}.`;
}
