// What was put into the tray and ticked, in the order of the tray: part of the section of results.

import type { UserId } from '../case/case-file.ts';
import { maskingText } from './case-words.ts';
import { count, footageTime, momentText, preciseMoment, takenAt } from './format.ts';
import type { ReportInput, TrayPiece } from './inputs.ts';
import { heading, paragraph, type Block, type Definition } from './model.ts';
import { nameOf } from './report-footage.ts';

/** Nothing when nothing is ticked. */
export function trayBlocks(input: ReportInput): readonly Block[] {
  const { tray } = input;
  return tray.length === 0
    ? []
    : [
        heading('Panier', 3),
        paragraph(
          `${count(tray.length, 'élément')} du panier, dans l’ordre donné par l’enquêteur. Le constat dit ce que l’on voit sur les images d’origine ; l’appréciation est celle de son auteur.`,
        ),
        ...tray.flatMap((piece, index) => [
          heading(`Élément ${index + 1} : ${titleOf(piece)}`, 3),
          figure(input, piece),
        ]),
      ];
}

function titleOf({ kind, object }: TrayPiece): string {
  switch (kind) {
    case 'still':
      return 'image';
    case 'clip':
      return 'extrait';
    case 'object':
      return `objet ${object?.pseudonym ?? ''}`.trimEnd();
  }
}

function figure(input: ReportInput, piece: TrayPiece): Block {
  const { recording, picture, masked } = piece;
  const sha256 = input.file.recordings.find(({ id }) => id === recording)?.sha256 ?? '';
  return {
    kind: 'figure',
    picture,
    caption: [
      nameOf(input, recording),
      `SHA-256 ${sha256}`,
      ...(picture === undefined
        ? ['image non décodée']
        : [`masquage ${maskingText(input.installation.maskInExports, masked)}`]),
    ],
    facts: [
      ...frameFacts(piece),
      ...cameraFacts(input, piece),
      ...takenFacts(input, recording, piece.first.us),
      ...objectFacts(piece),
      ...saidFacts(input, piece),
    ],
  };
}

function frameFacts({ kind, first, last }: TrayPiece): readonly Definition[] {
  const said = ({ ordinal, us }: TrayPiece['first']): string => `n° ${ordinal}, PTS ${us} µs (${footageTime(us)})`;
  return kind === 'clip'
    ? [
        ['Première image', said(first)],
        ['Dernière image', said(last)],
        ['Étendue', count(last.ordinal - first.ordinal + 1, 'image')],
      ]
    : [[kind === 'object' ? 'Meilleure image' : 'Image', said(first)]];
}

function cameraFacts({ file }: ReportInput, { recording }: TrayPiece): readonly Definition[] {
  const provenance = file.recordings.find(({ id }) => id === recording)?.provenance;
  return provenance === undefined ? [] : [['Caméra', `${provenance.camera}, ${provenance.place}`]];
}

function objectFacts({ object }: TrayPiece): readonly Definition[] {
  return object === undefined
    ? []
    : [
        [
          'Objet',
          object.isRetained
            ? `${object.pseudonym}, retenu : voir plus haut`
            : `${object.pseudonym}, proposé par le logiciel et non retenu : masqué selon le réglage des exports`,
        ],
      ];
}

function saidFacts(input: ReportInput, { finding, appreciation, object, by, at }: TrayPiece): readonly Definition[] {
  const isSaidAbove = object?.isRetained === true && finding.trim() === '';
  return [
    ['Constat', isSaidAbove ? 'celui de l’objet retenu' : finding],
    ['Appréciation', appreciation.trim() === '' ? 'aucune' : appreciation],
    ['Mis au panier par', `${labelOf(input, by)}, le ${momentText(at, input.installation.timeZone)}`],
  ];
}

/** Two times of one frame: the recorder's, and the real one. */
export function takenFacts(input: ReportInput, recording: string, us: number): readonly Definition[] {
  const known = input.file.recordings.find(({ id }) => id === recording);
  const firstUs = input.recordings.find(({ id }) => id === recording)?.firstUs ?? 0;
  const { recorder, real } = takenAt(known?.provenance, us, firstUs);
  const { timeZone } = input.installation;
  return [
    ['Heure de l’enregistreur', recorder === undefined ? 'non connue' : preciseMoment(recorder, timeZone)],
    ['Heure corrigée', real === undefined ? 'non établie' : preciseMoment(real, timeZone)],
  ];
}

/** Who somebody of the case is, in words. */
export function labelOf({ file }: ReportInput, id: UserId): string {
  return file.users.find(({ userId }) => userId === id)?.label ?? 'utilisateur retiré du dossier';
}
