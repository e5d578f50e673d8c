// The closed list of what Dérush can name. No class describes a person further than "person".

/** Product class of an object. Numbers are those of column 8 of the MOT output (docs/driver.md). */
export const OBJECT_CLASSES = {
  person: 1,
  bicycle: 2,
  car: 3,
  motorcycle: 4,
  bus: 6,
  truck: 8,
  unclassified: 99,
} as const;

export type ObjectClass = keyof typeof OBJECT_CLASSES;

/** All classes, in the order in which lists show them. */
export const CLASS_NAMES = Object.keys(OBJECT_CLASSES) as readonly ObjectClass[];

/** Whether a word is one of the closed list. */
export function isObjectClass(word: string): word is ObjectClass {
  return Object.hasOwn(OBJECT_CLASSES, word);
}

/** The class of a number of column 8, or `undefined`. */
export function classOfNumber(value: number): ObjectClass | undefined {
  return CLASS_NAMES.find((name) => OBJECT_CLASSES[name] === value);
}

/** Pseudonym prefix of a class: a person is P-0001, a vehicle V-0001, anything else M-0001 (decisions 4). */
export function pseudonymPrefix(name: ObjectClass): 'P' | 'V' | 'M' {
  switch (name) {
    case 'person':
      return 'P';
    case 'unclassified':
      return 'M';
    default:
      return 'V';
  }
}

/** Things that a person may carry: never followed on their own, only seen with somebody. */
export const CARRIED = ['backpack', 'handbag', 'suitcase', 'umbrella'] as const;
export type Carried = (typeof CARRIED)[number];

/** What a detector may be asked for. */
export type DetectedClass = ObjectClass | Carried;

/** Whether a word is one of the things that a person may carry. */
export function isCarried(word: string): word is Carried {
  return CARRIED.some((name) => name === word);
}
