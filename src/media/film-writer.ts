// Pictures in, a film out: encoded by WebCodecs, put into its container as they come, hashed when it is whole.

import {
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  WebMOutputFormat,
  type StreamTargetChunk,
} from 'mediabunny';

import { AppError, toAppError } from '../contracts/errors.ts';
import type { FilmForm, FilmSize, FilmWriterApi, WrittenFilm } from '../contracts/film.ts';
import { hashFile } from './hash.ts';
import { chooseForm, FILM_RATE, type FilmChoice } from './film-form.ts';
import { FilmParts } from './film-parts.ts';

/** Pictures that wait for the encoder at most: each is as large as it is decoded. */
const MOST_WAITING = 3;
/** A player finds any moment within two seconds. */
const PICTURES_A_KEY = 2 * FILM_RATE;

/** What is open while a film is written. */
interface Work {
  readonly form: FilmChoice;
  readonly encoder: VideoEncoder;
  readonly output: Output;
  readonly parts: FilmParts;
}

export class FilmWriter implements FilmWriterApi {
  #work: Work | undefined;
  #pictures = 0;
  #failure: AppError | undefined;
  #wake: () => void = () => undefined;
  /** Packets are written one after the other, in the order in which they were encoded. */
  #written: Promise<void> = Promise.resolve();

  async open(size: FilmSize): Promise<FilmForm> {
    const form = await chooseForm(size);
    if (form === undefined) {
      throw new AppError('UNSUPPORTED_CODEC', { codec: 'H.264, VP9, VP8', width: size.width, height: size.height });
    }
    const parts = new FilmParts();
    const output = new Output({
      format: form.container === 'mp4' ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat(),
      target: new StreamTarget(
        new WritableStream<StreamTargetChunk>({ write: ({ data, position }) => parts.write(position, data) }),
        { chunked: true, chunkSize: 1024 * 1024 },
      ),
    });
    const source = new EncodedVideoPacketSource(form.codec);
    output.addVideoTrack(source, { frameRate: FILM_RATE });
    await output.start();
    const encoder = new VideoEncoder({
      output: (chunk, meta) => {
        const packet = EncodedPacket.fromEncodedChunk(chunk);
        this.#written = this.#written.then(() => source.add(packet, meta));
        this.#written.catch((error: unknown) => {
          this.#fail(toAppError(error));
        });
      },
      error: (error) => {
        this.#fail(new AppError('INTERNAL', { message: `VideoEncoder: ${error.message}` }, { cause: error }));
      },
    });
    encoder.configure(form.config);
    this.#work = { form, encoder, output, parts };
    return formOf(form);
  }

  async add(picture: VideoFrame): Promise<void> {
    try {
      const { encoder } = this.#found();
      encoder.encode(picture, { keyFrame: this.#pictures % PICTURES_A_KEY === 0 });
      this.#pictures += 1;
    } finally {
      picture.close();
    }
    await this.#room();
  }

  async finish(): Promise<WrittenFilm> {
    const { form, encoder, output, parts } = this.#found();
    await encoder.flush();
    await this.#written;
    this.#found();
    encoder.close();
    await output.finalize();
    this.#work = undefined;
    const film = parts.toBlob(form.mimeType);
    const sha256 = await hashFile(film, () => undefined);
    return { ...formOf(form), film, sha256, pictures: this.#pictures };
  }

  /** Waits until few pictures are before the encoder, and all that came out of it is written. */
  async #room(): Promise<void> {
    const { encoder } = this.#found();
    while (encoder.encodeQueueSize >= MOST_WAITING) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        encoder.addEventListener(
          'dequeue',
          () => {
            resolve();
          },
          { once: true },
        );
      });
      this.#found();
    }
    await this.#written;
  }

  #fail(error: AppError): void {
    this.#failure ??= error;
    // A dead encoder takes nothing out of its queue any more.
    this.#wake();
  }

  /** Throws what has gone wrong since. */
  #found(): Work {
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
    if (this.#work === undefined) {
      throw new AppError('INTERNAL', { message: 'no film is open' });
    }
    return this.#work;
  }
}

function formOf({ container, codec, mimeType }: FilmForm): FilmForm {
  return { container, codec, mimeType };
}
