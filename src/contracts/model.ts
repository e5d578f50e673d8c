// The allow-list of models: nothing outside it is ever loaded, and not a byte of it unverified.

import type { ObjectClass } from '../domain/detection/classes.ts';

/** One file of a model with its SHA-256 (hexadecimal). `path` is relative to `public/models/`. */
export interface ModelFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** One entry of `public/models/models.json`. */
export interface ModelEntry {
  readonly id: string;
  readonly version: string;
  readonly licence: string;
  /** npm package, exact version and integrity that the bytes come from. */
  readonly source: {
    readonly package: string;
    readonly version: string;
    readonly integrity: string;
  };
  readonly input: {
    readonly layout: 'NHWC';
    readonly channels: 'RGB';
    readonly range: readonly [number, number];
    /** Any multiple of this many pixels is a lawful input side. */
    readonly multipleOf: number;
  };
  readonly files: readonly ModelFile[];
  /** Output index → product class; every index that is not here is ignored and never read. */
  readonly classes: Readonly<Record<string, ObjectClass | 'ignored'>>;
}

export interface ModelManifest {
  readonly schema: 1;
  readonly models: readonly ModelEntry[];
}

/** Files of a model, read by the main thread and handed to the worker, which hashes them again. */
export interface ModelBytes {
  readonly entry: ModelEntry;
  readonly files: ReadonlyMap<string, ArrayBuffer>;
}

/** What computed: a real GPU, a software adapter driven through WebGPU, or WebAssembly. */
export type BackendName = 'webgpu' | 'webgpu-software' | 'wasm';

/** What is asked: `auto` measures and never takes a software adapter. */
export type BackendChoice = 'auto' | 'webgpu' | 'wasm';
