// The allow-list of models: nothing outside it is ever loaded, and not a byte of it unverified.

import type { DetectedClass } from '../domain/detection/classes.ts';

/** One file of a model with its SHA-256 (hexadecimal). `path` is relative to `public/models/`. */
export interface ModelFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What a graph is fed with. */
export interface ModelInput {
  readonly layout: 'NHWC' | 'NCHW';
  readonly channels: 'RGB' | 'BGR';
  /** For each channel, in the order of `channels`: what goes in is (value 0–255 − mean) ÷ scale. */
  readonly mean: readonly [number, number, number];
  readonly scale: readonly [number, number, number];
  /** Lawful sides of the square input in pixels, ascending. */
  readonly sides: readonly number[];
  /** Smaller sides, ascending, in which one part of a picture alone is seen as well. */
  readonly loneSides?: readonly number[] | undefined;
  /** int32 pairs that tie the graph to one size, by name, with the pixels of input per cell that they stand for. */
  readonly resizes: Readonly<Record<string, number>>;
}

/**
 * How the outputs read, by node name.
 * - `centernet`: heat map [1,h,w,c], 0–1, and distances left, top, right, bottom [1,h,w,4] in pixels.
 * - `nanodet`: for each stride [1,h,w,c + 4·bins]: class logits, then a distribution for each side in strides.
 * - `boxes`: boxes [n,4] or [1,n,4] and scores 0–1 [n,c] or [1,n,c].
 */
export type ModelOutputs =
  | { readonly kind: 'centernet'; readonly heat: string; readonly sizes: string; readonly stride: number }
  | {
      readonly kind: 'nanodet';
      readonly levels: readonly { readonly node: string; readonly stride: number }[];
      readonly channels: number;
      readonly bins: number;
    }
  | {
      readonly kind: 'boxes';
      readonly boxes: string;
      readonly scores: string;
      /** Order of the four numbers of a box. */
      readonly format: 'xyxy' | 'yxyx' | 'cxcywh';
      /** Pixels of the input, or fractions of its side. */
      readonly unit: 'pixel' | 'side';
    };

/** One entry of `public/models/models.json`, or of the `models.json` that a service brings with its own model. */
export interface ModelEntry {
  readonly id: string;
  readonly version: string;
  readonly licence: string;
  /** npm package, exact version and integrity that the bytes come from; absent for a model of the service. */
  readonly source?: {
    readonly package: string;
    readonly version: string;
    readonly integrity: string;
  };
  readonly input: ModelInput;
  readonly outputs: ModelOutputs;
  /** One graph (`.json`) and its weights (`.bin`, in the order of the graph's manifest). */
  readonly files: readonly ModelFile[];
  /** Output index → product class; every index that is not here is ignored and never read. */
  readonly classes: Readonly<Record<string, DetectedClass | 'ignored'>>;
  /** What the model's maker calls each output. A model of the service must tell those of all mapped outputs. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface ModelManifest {
  readonly schema: 2;
  /** Model that looks unless another one is chosen. */
  readonly default: string;
  readonly models: readonly ModelEntry[];
}

/** Files of a model, read by the main thread and handed to the worker, which hashes them again. */
export interface ModelBytes {
  readonly entry: ModelEntry;
  readonly files: ReadonlyMap<string, ArrayBuffer>;
}

/** Why a model is refused: fact `reason` of MODEL_REFUSED. Each has its words in `i18n`. */
export const MODEL_REFUSALS = [
  'no-entry',
  'schema',
  'reserved-id',
  'not-listed',
  'forbidden-class',
  'unknown-class',
  'unknown-outputs',
  'file-missing',
  'hash',
  'graph',
  'output-shape',
] as const;

export type ModelRefusal = (typeof MODEL_REFUSALS)[number];

/** A model that may be chosen: its id, and whether the service brought it. */
export interface DetectorOption {
  readonly id: string;
  readonly isOwn: boolean;
}

/** What computed: a real GPU, a software adapter driven through WebGPU, or WebAssembly. */
export type BackendName = 'webgpu' | 'webgpu-software' | 'wasm';

/** What is asked: `auto` measures and never takes a software adapter. */
export type BackendChoice = 'auto' | 'webgpu' | 'wasm';
