// The program that a GPU runs to lay pictures over each other, and how it is asked to.

/** Numbers of one quad in the buffer: place (4), edge colour (4), texel and radius (4), opacity and room (4). */
export const QUAD_NUMBERS = 16;

/** One picture that is laid over those before. */
export interface Quad {
  readonly texture: GPUTexture;
  /** Shares of the canvas. */
  readonly place: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly opacity: number;
  /** Red, green, blue 0–1 and width in pixels of the canvas; `undefined`: none. */
  readonly edge: { readonly rgb: readonly [number, number, number]; readonly width: number } | undefined;
}

/** Premultiplied throughout; the edge is where a neighbour within its width belongs to the object and the pixel does not. */
export const QUAD_SHADER = /* wgsl */ `
struct Quad {
  place: vec4f,
  edge: vec4f,
  // Width and height of a radius, shares of the quad's own picture.
  reach: vec2f,
  opacity: f32,
  room: f32,
  rest: vec4f,
}
struct Corner {
  @builtin(position) position: vec4f,
  @location(0) at: vec2f,
  @location(1) @interpolate(flat) index: u32,
}
@group(0) @binding(0) var<storage, read> quads: array<Quad>;
@group(0) @binding(1) var pixels: sampler;
@group(1) @binding(0) var picture: texture_2d<f32>;

@vertex fn corner(@builtin(vertex_index) vertex: u32, @builtin(instance_index) index: u32) -> Corner {
  let quad = quads[index];
  let share = vec2f(f32(vertex & 1u), f32(vertex >> 1u));
  let at = mix(-quad.reach, vec2f(1.0) + quad.reach, share);
  let place = quad.place.xy + at * quad.place.zw;
  return Corner(vec4f(place.x * 2.0 - 1.0, 1.0 - place.y * 2.0, 0.0, 1.0), at, index);
}

fn pixel(at: vec2f) -> vec4f {
  let inside = step(vec2f(0.0), at) * step(at, vec2f(1.0));
  return textureSampleLevel(picture, pixels, at, 0.0) * inside.x * inside.y;
}

@fragment fn shade(corner: Corner) -> @location(0) vec4f {
  let quad = quads[corner.index];
  let own = pixel(corner.at);
  var near = 0.0;
  if (quad.edge.a > 0.0) {
    for (var step = 0u; step < 8u; step += 1u) {
      let angle = f32(step) * 0.785398163;
      near = near + (1.0 - near) * pixel(corner.at + quad.reach * vec2f(cos(angle), sin(angle))).a;
    }
  }
  return (own + quad.edge * near * (1.0 - own.a)) * quad.opacity;
}
`;

/** The numbers of quads as the program reads them. */
export function quadNumbers(
  quads: readonly Quad[],
  canvasWidth: number,
  canvasHeight: number,
): Float32Array<ArrayBuffer> {
  const numbers = new Float32Array(QUAD_NUMBERS * Math.max(1, quads.length));
  quads.forEach(({ place, opacity, edge }, index) => {
    const start = index * QUAD_NUMBERS;
    numbers.set([place.x, place.y, place.w, place.h], start);
    if (edge !== undefined) {
      numbers.set([...edge.rgb, 1], start + 4);
      numbers.set([edge.width / (place.w * canvasWidth), edge.width / (place.h * canvasHeight)], start + 8);
    }
    numbers[start + 10] = opacity;
  });
  return numbers;
}
