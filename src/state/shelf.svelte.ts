// Searches and zones as the person keeps them: under a name, taken up again with one key, every act with its way back.

import type { Alert } from '../contracts/errors.ts';
import type { RecordingState, Session } from '../contracts/session.ts';
import { userId } from '../domain/case/case-file.ts';
import type { RecordingId } from '../domain/ids.ts';
import { refusalOf, type RefusalCode } from '../domain/law/codes.ts';
import type { DrawnShape } from '../domain/query/drawn-shape.ts';
import type { SearchRecipe } from '../domain/query/recipe.ts';
import {
  absentParts,
  changedShelf,
  EMPTY_SHELF,
  type KeptZone,
  type SavedSearch,
  type Shelf,
  type ShelfCommand,
  type ShelfFacts,
} from '../domain/case/saved-search.ts';
import { instant } from '../domain/time/instant.ts';
import type { Criteria } from './criteria.svelte.ts';
import type { Act, ActName, History } from './history.svelte.ts';
import { KeptActs } from './kept-acts.svelte.ts';
import type { SearchCount, SearchCounts } from './search-counts.svelte.ts';

export interface ShelfSources {
  readonly session: Pick<Session, 'shelf' | 'shelfCommand'>;
  readonly criteria: Criteria;
  readonly recordings: () => readonly RecordingState[];
  readonly current: () => RecordingState | undefined;
  readonly counts: SearchCounts;
  readonly history: History;
}

/** What is asked of the session, the ids of what was deleted meanwhile followed. */
type Give = () => Promise<boolean>;

/** Where only the command itself counts. */
const NOBODY: ShelfFacts = { by: userId('nobody'), at: instant(0), newId: 'new' };

export class ShelfState {
  readonly #sources: ShelfSources;
  readonly #acts = new KeptActs(() => {
    this.follow();
  });
  #shelf: Shelf = $state.raw(EMPTY_SHELF);
  #isOpen = $state(false);
  #isSaving = $state(false);
  #areZonesOpen = $state(false);

  readonly #absent = $derived.by(() => {
    const all = this.#sources.recordings();
    const cameras = new Set(all.map(({ place }) => place.camera));
    return absentParts(this.#sources.criteria.recipe, cameras, new Set(all.map(({ id }) => id)));
  });
  readonly #camera = $derived.by(() => this.#sources.current()?.place.camera ?? '');
  readonly #zones = $derived(this.#shelf.zones.filter(({ camera }) => camera === this.#camera));

  constructor(sources: ShelfSources) {
    this.#sources = sources;
    this.follow();
  }

  get shelf(): Shelf {
    return this.#shelf;
  }

  /** Name of the camera of the current recording; '': nobody said. */
  get camera(): string {
    return this.#camera;
  }

  /** Those of that camera. */
  get zones(): readonly KeptZone[] {
    return this.#zones;
  }

  /** What the criteria of now say of cameras and recordings that are not there. */
  get absent(): ReturnType<typeof absentParts> {
    return this.#absent;
  }

  /** Why the last act failed. */
  get problem(): Alert | undefined {
    return this.#acts.problem;
  }

  /** Whether the list of searches is open; what each finds is counted meanwhile. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  set isOpen(isOpen: boolean) {
    this.#isOpen = isOpen;
    this.#acts.dismiss();
    if (isOpen) {
      this.#count();
    } else {
      this.#isSaving = false;
      this.#sources.counts.stop();
    }
  }

  /** Whether it was opened to keep the criteria of now. */
  get isSaving(): boolean {
    return this.#isSaving;
  }

  /** Opens the list where the criteria of now are given a name. */
  askName(): void {
    this.#isSaving = true;
    this.isOpen = true;
  }

  get areZonesOpen(): boolean {
    return this.#areZonesOpen;
  }

  set areZonesOpen(areOpen: boolean) {
    this.#areZonesOpen = areOpen;
    this.#acts.dismiss();
  }

  /** Whether it is counted, and how many it finds (`undefined`: that cannot be told). */
  countOf({ recipe }: SavedSearch): { readonly isKnown: boolean; readonly count: SearchCount } {
    const { counts } = this.#sources.counts;
    return { isKnown: counts.has(recipe), count: counts.get(recipe) };
  }

  /** Why a command would be refused whoever gives it; empty: it would not. */
  whyNot(command: ShelfCommand): readonly RefusalCode[] {
    return refusalOf(() => changedShelf(this.#shelf, command, NOBODY));
  }

  /** Takes up what the session says now. */
  follow(): void {
    if (this.#shelf !== this.#sources.session.shelf) {
      this.#shelf = this.#sources.session.shelf;
      if (this.#isOpen) {
        this.#count();
      }
    }
  }

  /** A search in place of the criteria of now. */
  apply({ name, recipe }: SavedSearch): void {
    const before = this.#sources.criteria.recipe;
    const put = (search: SearchRecipe) => (): Promise<boolean> => Promise.resolve(this.#restore(search));
    if (this.#restore(recipe)) {
      this.#did('searchApply', name, put(before), put(recipe));
    }
  }

  /** The criteria of now under a name. True when it went through. */
  async save(name: string): Promise<boolean> {
    const { recipe } = this.#sources.criteria;
    return this.#keep('searchSave', { kind: 'search-save', name, recipe }, 'search-delete');
  }

  /** A drawing for every recording of a camera. */
  async keepZone(name: string, camera: string, shape: DrawnShape): Promise<boolean> {
    return this.#keep('zoneKeep', { kind: 'zone-keep', name, camera, shape }, 'zone-delete');
  }

  async renameSearch({ id, name: before }: SavedSearch, name: string): Promise<boolean> {
    const call = (wanted: string) => () => this.#give({ kind: 'search-rename', id, name: wanted });
    return name === before || this.#act('searchRename', name, call(name), call(before));
  }

  async renameZone({ id, name: before }: KeptZone, name: string): Promise<boolean> {
    const call = (wanted: string) => () => this.#give({ kind: 'zone-rename', id, name: wanted });
    return name === before || this.#act('zoneRename', name, call(name), call(before));
  }

  async deleteSearch({ id, name, recipe }: SavedSearch): Promise<boolean> {
    const back = (): Promise<boolean> => this.#give({ kind: 'search-save', name, recipe }, id);
    return this.#act('searchDelete', name, () => this.#give({ kind: 'search-delete', id }), back);
  }

  async deleteZone({ id, name, camera, shape }: KeptZone): Promise<boolean> {
    const back = (): Promise<boolean> => this.#give({ kind: 'zone-keep', name, camera, shape }, id);
    return this.#act('zoneDelete', name, () => this.#give({ kind: 'zone-delete', id }), back);
  }

  /** Searches by a zone beside what is searched by now, in every recording of its camera; its points can be moved next. */
  useZone({ camera, shape }: KeptZone): void {
    const { drawn } = this.#sources.criteria;
    const home = this.#home();
    if (home !== undefined && !drawn.isFull) {
      drawn.restore(drawn.group, [{ shape, place: { kind: 'camera', camera }, isNegated: false }], home);
      drawn.edit(drawn.list.at(-1)?.id);
    }
  }

  [Symbol.dispose](): void {
    this.#sources.counts.stop();
  }

  #home(): RecordingId | undefined {
    return (this.#sources.current() ?? this.#sources.recordings()[0])?.id;
  }

  /** Takes criteria away in a way that can be taken back. */
  takeAway(name: 'criterionDrop' | 'criteriaReset', what: string, act: () => void): void {
    const { criteria } = this.#sources;
    const before = criteria.recipe;
    act();
    const after = criteria.recipe;
    const put = (search: SearchRecipe) => (): Promise<boolean> => Promise.resolve(this.#restore(search));
    this.#did(name, what, put(before), put(after));
  }

  #restore(recipe: SearchRecipe): boolean {
    const home = this.#home();
    if (home !== undefined) {
      this.#sources.criteria.restore(recipe, home);
    }
    return home !== undefined;
  }

  #count(): void {
    const home = this.#home();
    if (home !== undefined) {
      const recipes = this.#shelf.searches.map(({ recipe }) => recipe);
      void this.#sources.counts.start(recipes, home);
    }
  }

  async #keep(
    name: ActName,
    command: Extract<ShelfCommand, { readonly kind: 'search-save' | 'zone-keep' }>,
    end: 'search-delete' | 'zone-delete',
  ): Promise<boolean> {
    const before = new Set([...this.#shelf.searches, ...this.#shelf.zones].map(({ id }) => id));
    if (!(await this.#give(command))) {
      return false;
    }
    const id = [...this.#shelf.searches, ...this.#shelf.zones].find((one) => !before.has(one.id))?.id;
    if (id !== undefined) {
      const undo = (): Promise<boolean> => this.#give({ kind: end, id });
      this.#did(name, command.name, undo, () => this.#give(command, id));
    }
    return true;
  }

  async #act(name: ActName, what: string, redo: Give, undo: Give): Promise<boolean> {
    const isDone = await redo();
    if (isDone) {
      this.#did(name, what, undo, redo);
    }
    return isDone;
  }

  #did(name: ActName, what: string, undo: Act['undo'], redo: Act['redo']): void {
    this.#sources.history.push({ name, what, undo, redo });
  }

  /** `before`: the id of what comes back. */
  #give(command: ShelfCommand, before?: string): Promise<boolean> {
    const { session } = this.#sources;
    return this.#acts.give(
      (idNow) => session.shelfCommand('id' in command ? { ...command, id: idNow(command.id) } : command),
      before,
    );
  }
}
