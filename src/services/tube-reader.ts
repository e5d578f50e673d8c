// Objects of one recording at native resolution, cut out of its file again: nothing of them is stored.

import { AppError } from '../contracts/errors.ts';
import type { SpritePicture, TubeReader, TubeSpan } from '../contracts/synopsis.ts';
import type { CutOrder, TubePlate } from '../contracts/tube-cuts.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { Recording } from './recording.ts';
import type { ReaderShare } from './recording-reader.ts';
import { TubePlaces } from './tube-places.ts';

/** Pictures of one call to the worker: the first ones come alone, so that they come soon. */
const BATCHES = [1, 2, 4] as const;
/** Pictures of which the objects are looked up at once: between two parts of an object there may be very many. */
const LOOKED_UP = 64;
/** Plates kept at hand, as files. */
const MOST_PLATES = 32;

/** What a reader of tubes reads from. */
export interface TubeSource {
  readonly recording: Recording;
  readonly repository: CaseRepository;
  /** Throws when the objects may not be shown (any more). */
  readonly mustBeAllowed: () => void;
}

/** A new reader; the caller disposes of it. Rejects with FILE_ABSENT, FILE_WAITING before the file was ever opened. */
export async function openTubeReader(source: TubeSource): Promise<TubeReader> {
  const { recording, repository } = source;
  const share = await recording.reader.share(recording.media);
  try {
    return new FileTubes(source, share, await repository.plateTimes(recording.id));
  } catch (error) {
    share[Symbol.dispose]();
    throw error;
  }
}

class FileTubes implements TubeReader {
  readonly plateTimes: readonly number[];
  readonly #source: TubeSource;
  readonly #share: ReaderShare;
  readonly #places: TubePlaces;
  readonly #us: Float64Array;
  /** By time; the one asked for last is the last. */
  readonly #plates = new Map<number, Promise<TubePlate>>();

  constructor(source: TubeSource, share: ReaderShare, plateTimes: readonly number[]) {
    const { recording, repository } = source;
    const { media, table } = recording.state;
    if (media === undefined || table === undefined) {
      throw new AppError('INPUT_INVALID', { recording: recording.id });
    }
    this.#source = source;
    this.#share = share;
    this.#places = new TubePlaces(recording, repository, media);
    this.#us = table.us;
    this.plateTimes = plateTimes;
  }

  async plate(us: number): Promise<ImageBitmap> {
    this.#source.mustBeAllowed();
    return createImageBitmap((await this.#plate(us)).picture);
  }

  async *read(span: TubeSpan, signal: AbortSignal): AsyncGenerator<SpritePicture, void, unknown> {
    const ordinals = ordinalsOf(span, this.#us.length);
    const isAborted = (): boolean => signal.aborted;
    if (ordinals.length === 0 || isAborted()) {
      return;
    }
    this.#source.mustBeAllowed();
    const plates = await Promise.all(this.#platesFor(ordinals).map((us) => this.#plate(us)));
    const { client } = this.#share;
    const tube = await client.call((remote) => remote.openTube(plates));
    const close = (): void => {
      void client.call((remote) => remote.closeTube(tube)).catch(() => undefined); // Gone with its worker.
    };
    signal.addEventListener('abort', close, { once: true });
    const orders = this.#orders(new Set(span.tracks), ordinals);
    const batches = new Batches((wanted) => this.#cut(tube, wanted), orders);
    try {
      for (let next = await batches.take(); next !== undefined; next = await batches.take()) {
        if (isAborted()) {
          closeAll([next]);
          return;
        }
        yield next;
      }
    } catch (error) {
      // Given up as it was told to: that is its end.
      if (!isAborted()) {
        throw error;
      }
    } finally {
      signal.removeEventListener('abort', close);
      close();
      batches[Symbol.dispose]();
    }
  }

  [Symbol.dispose](): void {
    this.#share[Symbol.dispose]();
  }

  #cut(tube: number, orders: readonly CutOrder[]): Promise<readonly SpritePicture[]> {
    this.#source.mustBeAllowed();
    return this.#share.client.call((remote) => remote.cutTubes(tube, orders));
  }

  async *#orders(tracks: ReadonlySet<number>, ordinals: readonly number[]): AsyncGenerator<CutOrder, void, unknown> {
    for (let next = 0; next < ordinals.length; next += LOOKED_UP) {
      yield* await this.#places.ordersOf(tracks, ordinals.slice(next, next + LOOKED_UP));
    }
  }

  /** Times of the plates that are nearest to one of the pictures, of the view that the camera had then. */
  #platesFor(ordinals: readonly number[]): readonly number[] {
    const [from = 0, to = 0] = [ordinals[0], ordinals.at(-1)].map((ordinal) => this.#us[(ordinal ?? 0) - 1] ?? 0);
    const { result, progress } = this.#source.recording.state;
    const scenes = (result ?? progress)?.scenes.filter((scene) => scene.fromUs <= to && scene.toUs >= from) ?? [];
    const isOfView = (us: number): boolean => scenes.some(({ fromUs, toUs }) => fromUs <= us && us <= toUs);
    const times = scenes.length === 0 ? this.plateTimes : this.plateTimes.filter(isOfView);
    const before = times.findLastIndex((us) => us <= from);
    const after = times.findIndex((us) => us >= to);
    return times.slice(Math.max(0, before), after < 0 ? times.length : after + 1);
  }

  #plate(us: number): Promise<TubePlate> {
    const kept = this.#plates.get(us) ?? this.#readPlate(us);
    this.#plates.delete(us);
    this.#plates.set(us, kept);
    kept.catch(() => this.#plates.delete(us));
    for (const oldest of this.#plates.keys()) {
      if (this.#plates.size <= MOST_PLATES) {
        break;
      }
      this.#plates.delete(oldest);
    }
    return kept;
  }

  async #readPlate(us: number): Promise<TubePlate> {
    const { recording, repository } = this.#source;
    const stored = await repository.readPlate(recording.id, us);
    if (stored === undefined) {
      throw new AppError('INPUT_INVALID', { recording: recording.id, us });
    }
    return { us, picture: new Blob([stored.bytes], { type: stored.type }) };
  }
}

/** Pictures as they are cut, one call ahead of whoever takes them. Dispose of it to close what nobody took. */
class Batches implements Disposable {
  readonly #cut: (orders: readonly CutOrder[]) => Promise<readonly SpritePicture[]>;
  readonly #orders: AsyncGenerator<CutOrder, void, unknown>;
  readonly #waiting: SpritePicture[] = [];
  #calls = 0;
  /** `undefined`: there are no more. */
  #ahead: Promise<readonly SpritePicture[] | undefined>;

  constructor(
    cut: (orders: readonly CutOrder[]) => Promise<readonly SpritePicture[]>,
    orders: AsyncGenerator<CutOrder, void, unknown>,
  ) {
    this.#cut = cut;
    this.#orders = orders;
    this.#ahead = this.#call();
  }

  /** `undefined` at the end. */
  async take(): Promise<SpritePicture | undefined> {
    while (this.#waiting.length === 0) {
      const pictures = await this.#ahead;
      if (pictures === undefined) {
        return undefined;
      }
      this.#waiting.push(...pictures);
      this.#ahead = this.#call();
    }
    return this.#waiting.shift();
  }

  [Symbol.dispose](): void {
    closeAll(this.#waiting);
    this.#ahead.then(
      (pictures = []) => {
        closeAll(pictures);
      },
      () => undefined,
    );
  }

  #call(): Promise<readonly SpritePicture[] | undefined> {
    const size = BATCHES[Math.min(this.#calls, BATCHES.length - 1)] ?? 1;
    this.#calls += 1;
    const pictures = this.#next(size);
    // Whoever takes it is told; nobody may come.
    pictures.catch(() => undefined);
    return pictures;
  }

  async #next(size: number): Promise<readonly SpritePicture[] | undefined> {
    const orders: CutOrder[] = [];
    while (orders.length < size) {
      const order = await this.#orders.next();
      if (order.done === true) {
        break;
      }
      orders.push(order.value);
    }
    return orders.length === 0 ? undefined : this.#cut(orders);
  }
}

function ordinalsOf({ fromOrdinal, toOrdinal, stride }: TubeSpan, frames: number): readonly number[] {
  const ordinals: number[] = [];
  for (let ordinal = Math.max(1, fromOrdinal); ordinal <= Math.min(toOrdinal, frames); ordinal += Math.max(1, stride)) {
    ordinals.push(ordinal);
  }
  return ordinals;
}

function closeAll(pictures: readonly SpritePicture[]): void {
  for (const { sprites } of pictures) {
    for (const { image } of sprites) {
      image.close();
    }
  }
}
