// The summary of one object as whole numbers in named columns, a closed list.

import type { TrackSummary } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import type { Stop } from '../domain/attributes/attributes.ts';
import { CLASS_NAMES, classOfNumber, OBJECT_CLASSES, type ObjectClass } from '../domain/detection/classes.ts';
import { ATTRIBUTE_COLUMNS, attributeRow, attributesOfRow } from './attribute-columns.ts';
import { boxCells, boxOf, thousandths } from './cells.ts';

/** The columns before those of the classes and the attributes. Confidence is in thousandths, boxes in eighths of a pixel. */
const OWN_COLUMNS = [
  'number',
  'class',
  'confidence',
  'detections',
  'firstOrdinal',
  'lastOrdinal',
  'firstUs',
  'lastUs',
  'bestOrdinal',
  'bestUs',
  'bestX',
  'bestY',
  'bestW',
  'bestH',
] as const;

/** All columns, in this order; those of the classes hold their share of the votes, in millionths. */
export const SUMMARY_COLUMNS = [...OWN_COLUMNS, ...CLASS_NAMES, ...ATTRIBUTE_COLUMNS] as const;

const MILLION = 1_000_000;
const ATTRIBUTES_FROM = OWN_COLUMNS.length + CLASS_NAMES.length;

/** One number a column. Fails with STORAGE_FAILED on an attribute that is not on the list. */
export function summaryRow(summary: TrackSummary): number[] {
  const { number, objectClass, votes, confidence, detections, attributes } = summary;
  return [
    number,
    OBJECT_CLASSES[objectClass],
    thousandths(confidence),
    detections,
    summary.firstOrdinal,
    summary.lastOrdinal,
    summary.firstUs,
    summary.lastUs,
    summary.bestOrdinal,
    summary.bestUs,
    ...boxCells(summary.bestBox),
    ...CLASS_NAMES.map((name) => Math.round((votes[name] ?? 0) * MILLION)),
    ...attributeRow(attributes),
  ];
}

/** Reads a row back; `stops` are those of its object. */
export function summaryOfRow(cells: readonly number[], stops: readonly Stop[]): TrackSummary {
  const [number = 0, classNumber = -1, confidence = 0, detections = 0, firstOrdinal = 0, lastOrdinal = 0] = cells;
  const [firstUs = 0, lastUs = 0, bestOrdinal = 0, bestUs = 0, x = 0, y = 0, w = 0, h = 0] = cells.slice(6);
  return {
    number,
    objectClass: classOf(classNumber),
    votes: Object.fromEntries(
      CLASS_NAMES.flatMap((name, index) => {
        const share = cells[OWN_COLUMNS.length + index] ?? 0;
        return share === 0 ? [] : [[name, share / MILLION]];
      }),
    ),
    confidence: confidence / 1000,
    detections,
    firstOrdinal,
    lastOrdinal,
    firstUs,
    lastUs,
    bestOrdinal,
    bestUs,
    bestBox: boxOf(x, y, w, h),
    attributes: attributesOfRow(cells.slice(ATTRIBUTES_FROM), stops),
  };
}

function classOf(classNumber: number): ObjectClass {
  const name = classOfNumber(classNumber);
  if (name === undefined) {
    throw new AppError('STORAGE_FAILED', { store: 'chunks' });
  }
  return name;
}
