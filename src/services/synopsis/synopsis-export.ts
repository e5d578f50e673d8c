// A synopsis as a film: painted picture by picture as the screen paints it, with what must stand on it, encoded, and told
// in a file beside it.

import { shape } from '#shape';
import * as Comlink from 'comlink';

import { APP_VERSION } from '../../base/version.ts';
import { AppError } from '../../contracts/errors.ts';
import type { FilmForm, FilmWriterApi, WrittenFilm } from '../../contracts/film.ts';
import type { ExportWatch, FilmProgress, SynopsisFiles, SynopsisOrder } from '../../contracts/synopsis-export.ts';
import { SYNOPSIS_STEP_US } from '../../domain/synopsis/cue-sheet.ts';
import { FilmLog } from '../../domain/synopsis/film-map.ts';
import { WorkerClient } from '../worker-client.ts';
import { TITLE_PICTURES, tracksOf, type ExportSource } from './export-source.ts';
import { FilmCanvas } from './film-canvas.ts';
import { filesOf } from './film-files.ts';
import { closingText, openingText, type FilmFacts } from './film-words.ts';
import { SynopsisFilm } from './film.ts';
import { MaskBook } from './mask-book.ts';
import { MaskedScene } from './masked-scene.ts';

/**
 * Rejects with UNSUPPORTED_CODEC where nothing encodes the size of the scene, READ_GIVEN_UP when it was stopped, and what
 * reading a recording rejects with. Nothing of a film that was stopped is left.
 */
export async function exportSynopsis(
  source: ExportSource,
  order: SynopsisOrder,
  watch: ExportWatch,
): Promise<SynopsisFiles> {
  const { find, repository, masking, openTubes } = source;
  const book = new MaskBook(find, repository, masking);
  const facts = factsOf(source, order, book);
  using film = new SynopsisFilm({ arrangement: order.arrangement, owners: order.owners, openTubes });
  const { size } = film;
  if (size === undefined) {
    throw new AppError('INPUT_INVALID', { field: 'objects' });
  }
  using scene = new MaskedScene(book);
  using canvas = new FilmCanvas({ facts, size, scene, find, isMasked: (track) => book.isMasked(track) });
  using writer = new WorkerClient<FilmWriterApi>(shape.spawnWorker('film'));
  const stop = (): void => {
    film[Symbol.dispose]();
    writer[Symbol.dispose]();
  };
  watch.signal.addEventListener('abort', stop, { once: true });
  try {
    const log = new FilmLog();
    const written = await write({ film, canvas, writer, facts, log, watch });
    return await filesOf({ source, order, facts, layout: canvas.layout, written, log });
  } catch (error) {
    throw watch.signal.aborted ? new AppError('READ_GIVEN_UP', {}, { cause: error }) : error;
  } finally {
    watch.signal.removeEventListener('abort', stop);
  }
}

interface Work {
  readonly film: SynopsisFilm;
  readonly canvas: FilmCanvas;
  readonly writer: WorkerClient<FilmWriterApi>;
  readonly facts: FilmFacts;
  readonly log: FilmLog;
  readonly watch: ExportWatch;
}

async function write({ film, canvas, writer, facts, log, watch }: Work): Promise<WrittenFilm> {
  const { width, height } = canvas.layout;
  await writer.call((remote): Promise<FilmForm> => remote.open({ width, height }));
  const own = Math.max(1, Math.ceil(film.lengthUs / SYNOPSIS_STEP_US));
  const of = own + 2 * TITLE_PICTURES;
  const startedAt = performance.now();
  let pending: Promise<void> = Promise.resolve();
  for (let picture = 0; picture < of; picture += 1) {
    watch.signal.throwIfAborted();
    const filmUs = picture * SYNOPSIS_STEP_US;
    const timeUs = filmUs - TITLE_PICTURES * SYNOPSIS_STEP_US;
    if (picture < TITLE_PICTURES) {
      canvas.title(openingText(facts));
    } else if (picture < TITLE_PICTURES + own) {
      const shown = await film.pictureAt(timeUs);
      for (const { figure, box, ...covered } of await canvas.paint(shown)) {
        log.note(figure, { filmUs, ordinal: figure.ordinal, us: figure.sourceUs, box }, covered);
      }
    } else {
      canvas.title(closingText(facts));
    }
    // The encoder works on the one before while the next one is painted.
    await pending;
    const frame = canvas.frame(filmUs, SYNOPSIS_STEP_US);
    pending = writer.call((remote) => remote.add(Comlink.transfer(frame, [frame])));
    pending.catch(() => undefined); // Told by the next picture.
    watch.onProgress(progressOf(picture + 1, of, performance.now() - startedAt));
  }
  await pending;
  return writer.call((remote): Promise<WrittenFilm> => remote.finish());
}

function progressOf(pictures: number, of: number, spentMs: number): FilmProgress {
  const isKnown = pictures > 2 * TITLE_PICTURES;
  return { pictures, of, leftS: isKnown ? ((of - pictures) * spentMs) / pictures / 1000 : undefined };
}

function factsOf({ find, notice }: ExportSource, order: SynopsisOrder, book: MaskBook): FilmFacts {
  const ids = [...new Set(order.owners.map(({ recordingId }) => recordingId))];
  return {
    order,
    notice,
    app: APP_VERSION,
    recordings: ids.map((id) => {
      const { name, sha256 } = find(id).state;
      if (sha256 === undefined) {
        throw new AppError('INPUT_INVALID', { recording: id, field: 'sha256' });
      }
      return { id, name, sha256 };
    }),
    masked: tracksOf(order, find).filter((track) => book.isMasked(track)).length,
  };
}
