// The adjusted picture, drawn by the GPU at the native size on a canvas of its own; its source is only read.

import type { Adjustment } from './adjustments.svelte.ts';

const VERTEX = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D picture;
uniform float brightness;
uniform float contrast;
uniform float gamma;
uniform float sharpness;
out vec4 colour;

vec3 at(ivec2 place) {
  return texelFetch(picture, clamp(place, ivec2(0), textureSize(picture, 0) - 1), 0).rgb;
}

void main() {
  // Row 0 of the texture is the top row of the picture.
  ivec2 place = ivec2(int(gl_FragCoord.x), textureSize(picture, 0).y - 1 - int(gl_FragCoord.y));
  vec3 around = at(place + ivec2(1, 0)) + at(place - ivec2(1, 0)) + at(place + ivec2(0, 1)) + at(place - ivec2(0, 1));
  vec3 here = at(place);
  vec3 sharp = clamp(here + sharpness * (here - around / 4.0), 0.0, 1.0);
  vec3 open = pow(sharp, vec3(1.0 / gamma));
  colour = vec4(clamp((open - 0.5) * contrast + 0.5 + brightness, 0.0, 1.0), 1.0);
}`;

export class PictureAdjuster implements Disposable {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #texture: WebGLTexture;

  private constructor(gl: WebGL2RenderingContext, program: WebGLProgram) {
    this.#gl = gl;
    this.#program = program;
    this.#texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.useProgram(program);
  }

  /** `undefined` when the graphics of this machine cannot do it. */
  static on(canvas: HTMLCanvasElement): PictureAdjuster | undefined {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
    const program = gl === null ? undefined : link(gl);
    return gl === null || program === undefined ? undefined : new PictureAdjuster(gl, program);
  }

  /** Draws `source` adjusted, pixel for pixel. False when it could not: too large a picture, or graphics that are gone. */
  draw(source: HTMLCanvasElement, adjustment: Adjustment): boolean {
    const gl = this.#gl;
    const { canvas } = gl;
    const { width, height } = source;
    if (gl.isContextLost() || Math.max(width, height) > Number(gl.getParameter(gl.MAX_TEXTURE_SIZE))) {
      return false;
    }
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    gl.viewport(0, 0, width, height);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source);
    for (const name of ['brightness', 'contrast', 'gamma', 'sharpness'] as const) {
      gl.uniform1f(gl.getUniformLocation(this.#program, name), adjustment[name]);
    }
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    return gl.getError() === gl.NO_ERROR;
  }

  [Symbol.dispose](): void {
    this.#gl.deleteTexture(this.#texture);
    this.#gl.deleteProgram(this.#program);
    // The context itself is one of few: it is given back at once, not when memory is swept.
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
}

function link(gl: WebGL2RenderingContext): WebGLProgram | undefined {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) {
      return undefined;
    }
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : undefined;
}
