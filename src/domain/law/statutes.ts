// The texts that the tool relies on, in one versioned file: documents and forms take their references from here only.

import type { Day } from '../time/instant.ts';
import table from './statutes.json' with { type: 'json' };

/** Every text the tool refers to. */
export const STATUTE_IDS = [
  'CPP_15_5',
  'CPP_53',
  'CPP_60_1',
  'CPP_74',
  'CPP_74_1',
  'CPP_75',
  'CPP_77_1_1',
  'CPP_80_4',
  'CPP_81',
  'CPP_99_3',
  'CPP_151',
  'CPP_230_20',
  'CPP_230_21',
  'CPP_230_22',
  'CPP_230_22_2',
  'CPP_230_22_3',
  'CPP_230_23',
  'CPP_230_24',
  'CPP_230_25',
  'CPP_230_26',
  'CPP_230_27',
  'CPP_706_73',
  'CPP_R40_39',
  'CPP_R40_40',
  'CPP_R40_40_2',
  'CPP_R40_40_3',
  'CPP_R40_40_4',
  'CPP_R40_41',
  'DECRET_2012_687',
  'LIL_87',
  'LIL_88',
  'LIL_89',
  'LIL_90',
  'LIL_95',
  'LIL_97',
  'LIL_98',
  'LIL_99',
  'LIL_101',
  'LIL_104',
] as const;
export type StatuteId = (typeof STATUTE_IDS)[number];

/** A text as it stands on one day. */
export interface Statute {
  readonly id: StatuteId;
  /** As printed: "article R. 40-40 alinéa 2 du CPP". */
  readonly label: string;
  /** What it says, in one line of French; not a quotation. */
  readonly says: string;
  /** In force from and to, both days inside; `undefined`: not established, or still in force. */
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  /** Whether the text itself has been read; the others are shown "à vérifier" until the référent confirms them. */
  readonly isVerified: boolean;
}

/** Version of the table, printed in documents. */
export const STATUTES_VERSION: string = table.version;

const STATUTES: ReadonlyMap<string, readonly Statute[]> = new Map(
  table.statutes.map(({ id, versions }) => [id, versions.map((version) => read(id, version))]),
);

interface RawVersion {
  readonly label: string;
  readonly says: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly verified: boolean;
}

/** The file ships with the code, and a test checks its ids and days. */
function read(id: string, { label, says, from, to, verified }: RawVersion): Statute {
  return {
    id: id as StatuteId,
    label,
    says,
    from: (from ?? undefined) as Day | undefined,
    to: (to ?? undefined) as Day | undefined,
    isVerified: verified,
  };
}

/**
 * A text as it stood on the day of an act. On a day that no known version covers: the nearest one, unverified.
 */
export function statute(id: StatuteId, on: Day): Statute {
  const versions = versionsOf(id);
  const inForce = versions.find(({ from, to }) => (from === undefined || from <= on) && (to === undefined || on <= to));
  if (inForce !== undefined) {
    return inForce;
  }
  const nearest = versions.findLast(({ from }) => from === undefined || from <= on) ?? versions[0];
  if (nearest === undefined) {
    throw new Error(`No text for ${id}`);
  }
  return { ...nearest, isVerified: false };
}

/** Every known version of a text, oldest first. */
export function versionsOf(id: StatuteId): readonly Statute[] {
  return STATUTES.get(id) ?? [];
}

/** Labels of the texts that were not read, and that the référent has not confirmed either (`confirmed`: their ids). */
export function unconfirmed(on: Day, confirmed: readonly string[]): readonly string[] {
  return STATUTE_IDS.filter((id) => !confirmed.includes(id))
    .map((id) => statute(id, on))
    .filter(({ isVerified }) => !isVerified)
    .map(({ label }) => label);
}
