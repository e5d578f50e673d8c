// Paints on the GPU: every bitmap a texture, every object one quad. Its canvas is copied to that of the screen, which stays one
// that anything can paint on when the GPU is lost.

import type { SynopsisPicture } from './film-types.ts';
import { QUAD_NUMBERS, QUAD_SHADER, quadNumbers, type Quad } from './gpu-quads.ts';
import { edgeWidth, NO_PLATE, plateOpacities, type PaintContext, type Painter, type PaintMarks } from './painter.ts';

const FORMAT = 'rgba8unorm';
const PREMULTIPLIED: GPUBlendComponent = { srcFactor: 'one', dstFactor: 'one-minus-src-alpha', operation: 'add' };

export class GpuPainter implements Painter {
  readonly #device: GPUDevice;
  readonly #target: PaintContext;
  readonly #canvas: OffscreenCanvas;
  readonly #context: GPUCanvasContext;
  readonly #pipeline: GPURenderPipeline;
  readonly #sampler: GPUSampler;
  /** Of the bitmaps of the last picture. */
  #textures = new Map<ImageBitmap, GPUTexture>();
  #buffer: GPUBuffer | undefined;

  /** Throws when the canvas cannot be had. The device is the painter's, who gives it back when it is disposed of. */
  constructor(device: GPUDevice, target: PaintContext) {
    const canvas = new OffscreenCanvas(Math.max(1, target.canvas.width), Math.max(1, target.canvas.height));
    const context = canvas.getContext('webgpu');
    if (context === null) {
      throw new Error('No WebGPU context');
    }
    context.configure({ device, format: FORMAT, alphaMode: 'opaque' });
    const module = device.createShaderModule({ code: QUAD_SHADER });
    const blend = { color: PREMULTIPLIED, alpha: PREMULTIPLIED };
    this.#pipeline = device.createRenderPipeline({
      layout: 'auto',
      vertex: { module, entryPoint: 'corner' },
      fragment: { module, entryPoint: 'shade', targets: [{ format: FORMAT, blend }] },
      primitive: { topology: 'triangle-strip' },
    });
    this.#sampler = device.createSampler({ magFilter: 'linear', minFilter: 'linear' });
    [this.#device, this.#target, this.#canvas, this.#context] = [device, target, canvas, context];
  }

  paint(picture: SynopsisPicture, marks: PaintMarks): void {
    const { width, height } = this.#target.canvas;
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      [this.#canvas.width, this.#canvas.height] = [width, height];
    }
    const used = new Map<ImageBitmap, GPUTexture>();
    const quads = this.#quads(picture, marks, used);
    this.#draw(quads);
    for (const [image, texture] of this.#textures) {
      if (!used.has(image)) {
        texture.destroy();
      }
    }
    this.#textures = used;
    this.#target.globalAlpha = 1;
    this.#target.globalCompositeOperation = 'copy';
    this.#target.drawImage(this.#canvas, 0, 0);
    this.#target.globalCompositeOperation = 'source-over';
  }

  [Symbol.dispose](): void {
    this.#context.unconfigure();
    this.#device.destroy(); // With its textures and buffers.
    this.#textures.clear();
  }

  #quads(
    { background, figures }: SynopsisPicture,
    marks: PaintMarks,
    used: Map<ImageBitmap, GPUTexture>,
  ): readonly Quad[] {
    const opacities = plateOpacities(background);
    const plates = background.map(({ image }, index) => ({
      texture: this.#texture(image, used),
      place: { x: 0, y: 0, w: 1, h: 1 },
      opacity: opacities[index] ?? 1,
      edge: undefined,
    }));
    const objects = figures.map((figure) => {
      const colour = marks.edgeOf(figure);
      const width = edgeWidth(this.#canvas.width, marks.isPointedAt(figure));
      return {
        texture: this.#texture(figure.sprite.image, used),
        place: figure.place,
        opacity: 1,
        edge: colour === undefined ? undefined : { rgb: rgbOf(colour), width },
      };
    });
    return [...plates, ...objects];
  }

  #texture(image: ImageBitmap, used: Map<ImageBitmap, GPUTexture>): GPUTexture {
    const known = used.get(image) ?? this.#textures.get(image);
    const texture = known ?? this.#upload(image);
    used.set(image, texture);
    return texture;
  }

  #upload(image: ImageBitmap): GPUTexture {
    const size = [image.width, image.height];
    const texture = this.#device.createTexture({
      size,
      format: FORMAT,
      usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST | GPUTextureUsage.RENDER_ATTACHMENT,
    });
    this.#device.queue.copyExternalImageToTexture({ source: image }, { texture, premultipliedAlpha: true }, size);
    return texture;
  }

  #draw(quads: readonly Quad[]): void {
    const [r, g, b] = rgbOf(NO_PLATE);
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginRenderPass({
      colorAttachments: [
        {
          view: this.#context.getCurrentTexture().createView(),
          clearValue: { r, g, b, a: 1 },
          loadOp: 'clear',
          storeOp: 'store',
        },
      ],
    });
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, this.#group(0, [{ buffer: this.#numbers(quads) }, this.#sampler]));
    quads.forEach(({ texture }, index) => {
      pass.setBindGroup(1, this.#group(1, [texture.createView()]));
      pass.draw(4, 1, 0, index);
    });
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  #group(index: number, resources: readonly GPUBindingResource[]): GPUBindGroup {
    return this.#device.createBindGroup({
      layout: this.#pipeline.getBindGroupLayout(index),
      entries: resources.map((resource, binding) => ({ binding, resource })),
    });
  }

  #numbers(quads: readonly Quad[]): GPUBuffer {
    const numbers = quadNumbers(quads, this.#canvas.width, this.#canvas.height);
    let buffer = this.#buffer;
    if (buffer === undefined || buffer.size < numbers.byteLength) {
      buffer?.destroy();
      // Room for twice as many, so that it is seldom made anew.
      const size = 2 * Math.max(numbers.byteLength, QUAD_NUMBERS * 4);
      buffer = this.#device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
      this.#buffer = buffer;
    }
    this.#device.queue.writeBuffer(buffer, 0, numbers);
    return buffer;
  }
}

/** Red, green and blue of `#rrggbb`, 0–1; white for what is written otherwise. */
function rgbOf(colour: string): readonly [number, number, number] {
  const digits = /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
  const bits = digits === undefined ? 0xffffff : Number.parseInt(digits, 16);
  return [(bits >> 16) / 255, ((bits >> 8) & 255) / 255, (bits & 255) / 255];
}
