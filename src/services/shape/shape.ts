// What differs between the two shapes built from one source. `#shape` resolves to `pwa.ts` or `usb.ts`.

/** The worker entries of `workers/`. */
export type WorkerName = 'analysis' | 'film' | 'reader' | 'synopsis' | 'vault';

/** The border between the app and the way it was delivered: nothing else may depend on the shape. */
export interface Shape {
  /** `pwa`: served on loopback, installable. `usb`: a folder opened by double click. */
  readonly name: 'pwa' | 'usb';
  /** Called once by the composition root: keeps an offline copy where the shape has one. */
  start(): Promise<void>;
  /** Starts one worker of `workers/`. */
  spawnWorker(name: WorkerName): Worker;
  /**
   * Bytes of one of the app's own files, path relative to the build folder:
   * `models/models.json`, `models/centernet/centernet.bin`, `wasm/tfjs-backend-wasm-simd.wasm`.
   * Rejects with `AppError` INTERNAL when the build lacks it.
   */
  readAppFile(path: string): Promise<ArrayBuffer>;
}
