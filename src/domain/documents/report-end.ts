// Sections 11 to 16 of the report: limits, verifications, retention, journal, annexes, signature.

import { formatAnchorRange } from '../journal/anchor.ts';
import type { JournalAccount } from '../journal/account.ts';
import { maskingText } from './case-words.ts';
import { count, dayText, footageTime, lawText, longMoment, momentText } from './format.ts';
import type { ReportInput } from './inputs.ts';
import { definitions, heading, list, notice, paragraph, table, type Block } from './model.ts';
import { nameOf } from './report-footage.ts';
import { EVENT_WORDS, FAULT_WORDS } from './words.ts';

export function limitsSection({ drawnUpAt, installation: { timeZone } }: ReportInput): readonly Block[] {
  return [
    heading('Limites'),
    list([
      'Le logiciel propose des objets en mouvement ; il peut en manquer (trop petits, trop brefs, immobiles, mal éclairés, cachés) et en proposer à tort (ombres, reflets, lumières). Les limites mesurées de chaque enregistrement sont au point 7.',
      'Une absence de résultat ne vaut que pour ce qui a été analysé, dans ces limites.',
      'Les couleurs et les autres attributs sont ceux de l’image, sous son éclairage ; ils ne décrivent pas une personne.',
      `Aucune décision automatisée : chaque objet a été retenu ou écarté par un enquêteur (${lawText('LIL_95', drawnUpAt, timeZone)}).`,
      `Aucun traitement biométrique (${lawText('LIL_88', drawnUpAt, timeZone)}), aucune lecture de plaque, aucune comparaison de personnes par leur apparence.`,
      'Aucun rapprochement avec une autre procédure ni avec un autre fichier ; aucune transmission par un réseau.',
    ]),
  ];
}

export function eyeSection({ objects, links }: ReportInput): readonly Block[] {
  return [
    heading('Vérifications à l’œil'),
    paragraph(
      objects.length === 0
        ? 'Aucun objet retenu : aucune vérification ne s’imposait.'
        : `Chaque objet retenu (${objects.length}) et chaque rapprochement (${links.length}) a été vérifié par son auteur sur les images d’origine, lues dans le fichier dont l’empreinte est au point 5 ; son constat est au point 8 ou 9.`,
    ),
  ];
}

export function retentionSection({ file, installation, deadline, drawnUpAt }: ReportInput): readonly Block[] {
  const { timeZone } = installation;
  const { closure } = file;
  return [
    heading('Conservation'),
    definitions([
      ['Date limite', longMoment(deadline, timeZone)],
      ['Fondement', lawText('CPP_230_22', drawnUpAt, timeZone)],
      [
        'Clôture',
        closure === undefined
          ? 'pas encore prononcée ; les données sont effacées à la clôture'
          : `${EVENT_WORDS[closure.event]}, le ${momentText(closure.at, timeZone)}${closure.precision.trim() === '' ? '' : ` ; ${closure.precision}`}`,
      ],
      ['Effacement', 'après jonction du présent rapport ; il donne lieu à un certificat'],
    ]),
  ];
}

export function journalSection({ journal, journalAccount }: ReportInput): readonly Block[] {
  return [
    heading('Journal'),
    definitions([
      ['Repère', journal === undefined ? '' : formatAnchorRange(journal.first, journal.last)],
      ['Première entrée', String(journal?.first ?? '')],
      ['Dernière entrée', String(journal?.last.seq ?? '')],
      ['Empreinte finale', journal?.last.hash ?? ''],
      ['Signature', 'ECDSA P-256, par la clé de chaque utilisateur'],
      ['Vérification', journalAccount === undefined ? '' : verdictText(journalAccount)],
    ]),
    ...(journalAccount?.isIntact === false
      ? [notice('Le journal n’est pas celui qui a été écrit : voir la vérification ci-dessus.')]
      : []),
  ];
}

/** « conforme, 120 entrées », or the first fault and how many there are. */
export function verdictText({ isIntact, count: entries, firstBreak, faults }: JournalAccount): string {
  return isIntact || firstBreak === undefined
    ? `conforme (${entries} entrées vérifiées)`
    : `NON CONFORME : ${FAULT_WORDS[firstBreak.code]}, entrée ${firstBreak.seq} (${count(faults.length, 'défaut')} sur ${entries} entrées)`;
}

export function annexSection(input: ReportInput): readonly Block[] {
  const { exports, masked, installation, file } = input;
  const { copyRequests } = file;
  return [
    heading('Annexes'),
    table(
      [
        ['Pièce', 3],
        ['Support', 4],
        ['Image', 2],
        ['PTS', 3],
        ['SHA-256', 6],
      ],
      exports.map(({ what, recordings, extent, ordinal, us, sha256 }) => [
        what,
        [...recordings.map((recording) => nameOf(input, recording)), ...(extent === undefined ? [] : [extent])].join(
          ' ; ',
        ),
        ordinal === undefined ? '' : String(ordinal),
        us === undefined ? '' : `${us} µs (${footageTime(us)})`,
        sha256 ?? 'sur papier',
      ]),
      'Aucune image ni aucun extrait n’a été exporté.',
    ),
    definitions([
      ['Masquage', maskingText(installation.maskInExports, masked)],
      [
        'Copie informatique',
        copyRequests.length === 0
          ? 'non demandée par le magistrat'
          : copyRequests
              .map(({ reference, requestedOn }) => `demandée le ${dayText(requestedOn)}, ${reference}`)
              .join(' ; '),
      ],
    ]),
  ];
}

export function signatureSection({ file, author, drawnUpAt, installation }: ReportInput): readonly Block[] {
  const writer = file.users.find(({ userId }) => userId === author);
  return [
    heading('Signature'),
    definitions([
      ['Rédacteur', writer?.label ?? ''],
      ['Fait le', longMoment(drawnUpAt, installation.timeZone)],
      ['Signature', '……………………………………………'],
    ]),
  ];
}
