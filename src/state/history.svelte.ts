// What can be taken back: acts of this session, the last one first. An undo is an act of its own, told like any other.

/** Kinds of acts; their words are the dictionary's. */
export type ActName =
  | 'retain'
  | 'dismiss'
  | 'undecide'
  | 'seen'
  | 'unseen'
  | 'merge'
  | 'split'
  | 'unedit'
  | 'link'
  | 'unlink'
  | 'trayAdd'
  | 'trayRemove'
  | 'trayMove'
  | 'trayTick'
  | 'criterionDrop'
  | 'criteriaReset'
  | 'searchApply'
  | 'searchSave'
  | 'searchRename'
  | 'searchDelete'
  | 'zoneKeep'
  | 'zoneRename'
  | 'zoneDelete';

/** Something a person has done, and how to take it back and do it again. */
export interface Act {
  readonly name: ActName;
  /** What it was done to: a pseudonym, a title. */
  readonly what: string;
  /** True when it went through; else whoever runs it says why. */
  readonly undo: () => Promise<boolean>;
  readonly redo: () => Promise<boolean>;
}

/** What was taken back or done again last. */
export interface HistoryNotice {
  readonly act: Act;
  readonly way: 'undo' | 'redo';
}

/** More than anybody goes back. */
const MOST = 200;

export class History {
  #done: readonly Act[] = $state.raw([]);
  #undone: readonly Act[] = $state.raw([]);
  #notice: HistoryNotice | undefined = $state.raw();
  /** One at a time: what is taken back is what was done last. */
  #isBusy = false;

  /** What an undo would take back. */
  get last(): Act | undefined {
    return this.#done.at(-1);
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  get notice(): HistoryNotice | undefined {
    return this.#notice;
  }

  dismissNotice(): void {
    this.#notice = undefined;
  }

  /** Something was done: what had been taken back before cannot be done again. */
  push(act: Act): void {
    this.#done = [...this.#done, act].slice(-MOST);
    this.#undone = [];
    this.#notice = undefined;
  }

  undo(): Promise<boolean> {
    return this.#go('undo', this.#done.at(-1));
  }

  redo(): Promise<boolean> {
    return this.#go('redo', this.#undone.at(-1));
  }

  /** Nothing of it can be taken back any more. */
  clear(): void {
    this.#done = [];
    this.#undone = [];
    this.#notice = undefined;
  }

  async #go(way: HistoryNotice['way'], act: Act | undefined): Promise<boolean> {
    if (act === undefined || this.#isBusy) {
      return false;
    }
    this.#isBusy = true;
    try {
      const isDone = await act[way]();
      // What was cleared meanwhile does not come back.
      if (isDone && (this.#done.includes(act) || this.#undone.includes(act))) {
        this.#done = way === 'undo' ? this.#done.filter((other) => other !== act) : [...this.#done, act];
        this.#undone = way === 'redo' ? this.#undone.filter((other) => other !== act) : [...this.#undone, act];
        this.#notice = { act, way };
      }
      return isDone;
    } finally {
      this.#isBusy = false;
    }
  }
}
