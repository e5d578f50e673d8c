// An exported synopsis from door to door: real workers, a real recording; the film is opened again and its pictures compared
// with those that the file beside it names.

import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';

import AnalysisWorker from '../../../workers/analysis.worker.ts?worker';
import FilmWorker from '../../../workers/film.worker.ts?worker';
import ReaderWorker from '../../../workers/reader.worker.ts?worker';
import SynopsisWorker from '../../../workers/synopsis.worker.ts?worker';
import { defined } from '../../../src/base/assert.ts';
import type { RecordingState, Session } from '../../../src/contracts/session.ts';
import type { FilmProgress, SynopsisOrder, TubeOwner } from '../../../src/contracts/synopsis-export.ts';
import { USUAL_DEMAND } from '../../../src/domain/synopsis/arrangement.ts';
import { faultsOfMap } from '../../../src/domain/synopsis/film-map-check.ts';
import { grow, type Box } from '../../../src/domain/geometry/box.ts';
import type { FilmMap, MapPicture } from '../../../src/domain/synopsis/film-map.ts';
import { tubesOf } from '../../../src/domain/synopsis/tubes.ts';
import { FrameCursor } from '../../../src/media/frame-cursor.ts';
import { hashFile } from '../../../src/media/hash.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { openExercise } from '../../../src/services/exercise.ts';
import { PAGE_BREATH, Slices } from '../../../src/state/breathing.ts';
import { StoredPaths } from '../../../src/state/stored-paths.ts';
import { readWasm } from '../../builders/app-files.ts';
import { alphaOf, correlation, greyOf, type Grey } from '../../builders/film-check.ts';
import { openFootage } from '../../builders/footage.ts';
import { seededRandom } from '../../reels/random.ts';

vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) => {
      const workers = { reader: ReaderWorker, film: FilmWorker, synopsis: SynopsisWorker, analysis: AnalysisWorker };
      return new (Object.entries(workers).find(([known]) => known === name)?.[1] ?? AnalysisWorker)();
    },
    readAppFile: async (path: string) =>
      path.endsWith('.wasm') ? readWasm() : (await fetch(`/${path}`)).arrayBuffer(),
  },
}));

declare module 'vitest' {
  interface TaskMeta {
    /** What the acceptance reads. */
    film?: readonly Likeness[];
  }
}

/** Correlations over the pixels of one object on one picture of the film. */
interface Likeness {
  readonly toRecording: number;
  readonly toPlate: number;
  /** Of the recording itself, to the plate: an object may look like the ground on which it stands. */
  readonly recordingToPlate: number;
}

const CLIP = 'baseline-160.mp4';
const SEED = 20_261_122;
/** Objects that another one hides on the film, or that are a few pixels, say nothing. */
const LEAST_PIXELS = 400;
/** Pixels of an object go so far beyond its box, share of it. */
const BEYOND = 0.15;
/** What encoding changes of a correlation. */
const SAME = 0.05;

let session: Session;
let recording: RecordingState;
let order: SynopsisOrder;

async function ownersOf({ id, table, media, tracks }: RecordingState): Promise<readonly TubeOwner[]> {
  const paths = new StoredPaths((...asked) => session.storedBoxes(...asked));
  await paths.readOn(recording, new Slices(PAGE_BREATH));
  const log = defined(paths.of(id), 'paths').log;
  const owners = [...tracks].map(({ number }): TubeOwner => ({
    recordingId: id,
    track: number,
    path: defined(log.pathOf(number), 'path'),
    table: defined(table, 'table'),
    shiftUs: 0,
    media: defined(media, 'media'),
  }));
  return owners.sort((a, b) => (a.path.us[0] ?? 0) - (b.path.us[0] ?? 0) || a.track - b.track);
}

beforeAll(async () => {
  session = await openExercise();
  session.addFiles([await openFootage(CLIP)]);
  await vi.waitFor(
    () => {
      expect(session.recordings[0]?.phase).toBe('done');
    },
    { timeout: 60_000, interval: 50 },
  );
  recording = defined(session.recordings[0], 'recording');
  const owners = await ownersOf(recording);
  const tubes = tubesOf(owners.map(({ track, path, shiftUs }) => ({ key: track, path, shiftUs })));
  const arrangement = await session.arrange(tubes, USUAL_DEMAND);
  order = {
    ...{ arrangement, owners, demand: USUAL_DEMAND, criteria: ['class:person'], timeZone: 'UTC', fileName: 'essai' },
    scene: { name: 'Place', isClocked: false },
  };
}, 90_000);
afterAll(() => {
  session[Symbol.dispose]();
});

it(
  'shows the pixels of the recording where its map says, and leaves with the hashes of both',
  { timeout: 300_000 },
  async ({ task }) => {
    const progress: FilmProgress[] = [];
    const files = await session.exportSynopsis(order, {
      onProgress: (one) => progress.push(one),
      signal: new AbortController().signal,
    });
    const map = JSON.parse(await files.map.blob.text()) as FilmMap;
    expect(files.objects).toBe(order.owners.length);
    expect(files.unread).toBe(0);
    expect(
      faultsOfMap(
        map,
        order.owners.map(({ track }) => `0/${track}`),
      ),
    ).toEqual([]);
    expect(await files.sums.blob.text()).toBe(
      `${files.film.sha256}  ${files.film.name}\n${files.map.sha256}  essai.json\n`,
    );
    expect(await hashFile(files.map.blob, () => undefined)).toBe(files.map.sha256);
    expect(map.film.sha256).toBe(files.film.sha256);
    expect(map.recordings).toMatchObject([{ name: CLIP, sha256: recording.sha256, zeroUs: null }]);
    expect(progress.at(-1)).toMatchObject({ pictures: map.film.pictures, of: map.film.pictures });
    expect(session.journal.at(-1)?.event).toMatchObject({
      kind: 'synopsis-exported',
      objects: order.owners.length,
      sha256: files.film.sha256,
      mapSha256: files.map.sha256,
    });

    using media = await MediaFile.open(new File([files.film.blob], files.film.name));
    expect(media.info).toMatchObject({ width: map.film.width, height: map.film.height });
    expect(media.table.us).toHaveLength(map.film.pictures);
    const likeness = await compared(map, media);
    task.meta.film = likeness;
    expect(likeness).toHaveLength(inject('filmPictures'));
    for (const { toRecording, toPlate, recordingToPlate } of likeness) {
      expect(toRecording).toBeGreaterThanOrEqual(0.9);
      expect(toPlate).toBeLessThan(Math.max(0.5, recordingToPlate + SAME));
    }
  },
);

it('stops when it is told to, and writes nothing of it in the journal', async () => {
  const controller = new AbortController();
  const before = session.journal.length;
  const export_ = session.exportSynopsis(order, {
    onProgress: ({ pictures }) => {
      if (pictures === 40) {
        controller.abort();
      }
    },
    signal: controller.signal,
  });
  await expect(export_).rejects.toMatchObject({ code: 'READ_GIVEN_UP' });
  expect(session.journal).toHaveLength(before);
});

/** Random objects on random pictures of the film: how much they resemble the recording, and the scene without them. */
async function compared(map: FilmMap, media: MediaFile): Promise<Likeness[]> {
  using film = new FrameCursor(media);
  using source = await session.openReader(recording.id);
  using tubes = await session.openTubes(recording.id);
  const random = seededRandom(SEED);
  const pick = <T>(list: readonly T[]): T => defined(list[Math.floor(random() * list.length)], 'one of a list');
  const shown = map.objects.flatMap(({ track, pieces }) =>
    pieces.flatMap(({ pictures }) => pictures.map((picture) => ({ track, picture }))),
  );
  const plateUs = defined(tubes.plateTimes[0], 'plate');
  const plateImage = await tubes.plate(plateUs);
  const { width, pictureHeight: height } = map.film;
  const plate = greyOf(plateImage, width, height);
  plateImage.close();
  const found: Likeness[] = [];
  while (found.length < inject('filmPictures')) {
    const { track, picture } = pick(shown);
    const [filmUs, ordinal] = picture;
    const pixels = await pixelsOf(tubes, { track, ordinal }, coveredOn(map, picture), width, height);
    if (pixels.length >= LEAST_PIXELS) {
      const frames = await Promise.all([
        film.frameAt(1 + Math.round(filmUs / map.film.stepUs)),
        source.frameAt(ordinal),
      ]);
      const [ofFilm, ofSource] = frames.map((frame): Grey => {
        const grey = greyOf(frame, frame.displayWidth, frame.displayHeight);
        frame.close();
        return grey;
      });
      const [inFilm, inSource] = [defined(ofFilm, 'film'), defined(ofSource, 'source')];
      found.push({
        toRecording: correlation(inFilm, inSource, pixels),
        toPlate: correlation(inFilm, plate, pixels),
        recordingToPlate: correlation(inSource, plate, pixels),
      });
    }
  }
  return found;
}

/** Everybody else on the same picture of the film, and all words on it. */
function coveredOn(map: FilmMap, picture: MapPicture): readonly Box[] {
  const box = ([x, y, w, h]: readonly number[]): Box => ({ x: x ?? 0, y: y ?? 0, w: w ?? 0, h: h ?? 0 });
  return map.objects.flatMap(({ pieces }) =>
    pieces.flatMap(({ pictures, words }) => [
      ...pictures
        .filter((one) => one !== picture && one[0] === picture[0])
        .map((one) => grow(box(one.slice(3)), BEYOND)),
      ...words.filter(([filmUs]) => filmUs === picture[0]).map((one) => box(one.slice(1))),
    ]),
  );
}

/** Whether a pixel and those beside it are the object's own: at its edge an object is mixed with what is behind it. */
function isInside(alpha: Float32Array, pixel: number, width: number): boolean {
  return [0, 1, -1, width, -width].every((step) => (alpha[pixel + step] ?? 0) > 0.9);
}

/** Pixels inside an object, where nobody else stands. */
async function pixelsOf(
  tubes: Awaited<ReturnType<Session['openTubes']>>,
  { track, ordinal }: { readonly track: number; readonly ordinal: number },
  covered: readonly Box[],
  width: number,
  height: number,
): Promise<readonly number[]> {
  const pixels: number[] = [];
  const span = { tracks: [track], fromOrdinal: ordinal, toOrdinal: ordinal, stride: 1 };
  for await (const { sprites } of tubes.read(span, new AbortController().signal)) {
    for (const { image, ...at } of sprites) {
      const alpha = alphaOf(image, { x: at.x, y: at.y, w: at.width, h: at.height }, width, height);
      image.close();
      alpha.forEach((share, pixel) => {
        const [x, y] = [pixel % width, Math.floor(pixel / width)];
        const isFree = covered.every(
          ({ x: left, y: top, w, h }) => x < left || y < top || x >= left + w || y >= top + h,
        );
        if (share > 0 && isInside(alpha, pixel, width) && isFree) {
          pixels.push(pixel);
        }
      });
    }
  }
  return pixels;
}
