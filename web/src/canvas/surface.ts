/** Draws tables of triangles with WebGL2. Everything can be made anew when the browser takes it away. */
import type { Atlas, Drawing } from './memory.ts';

const kVertex = `#version 300 es
uniform vec2 size;
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 spot;
layout(location = 2) in vec4 colour;
out vec2 at;
out vec4 tone;
void main() {
  at = spot;
  tone = colour;
  gl_Position = vec4(2.0 * place.x / size.x - 1.0, 1.0 - 2.0 * place.y / size.y, 0, 1);
}`;

/** Letters are a picture of how much of each pixel they cover. */
const kFragment = `#version 300 es
precision mediump float;
uniform sampler2D picture;
uniform bool letters;
in vec2 at;
in vec4 tone;
out vec4 pixel;
void main() {
  vec4 found = texture(picture, at);
  vec4 mixed = tone * (letters ? vec4(1, 1, 1, found.r) : found);
  pixel = vec4(mixed.rgb * mixed.a, mixed.a);
}`;

const kAtlas = 1;
const kVertexBytes = 20;

interface Kept {
  program: WebGLProgram;
  size: WebGLUniformLocation | null;
  letters: WebGLUniformLocation | null;
  vertices: WebGLBuffer;
  indices: WebGLBuffer;
  fields: WebGLVertexArrayObject;
}

export class Surface {
  readonly #gl: WebGL2RenderingContext;
  readonly #textures = new Map<number, WebGLTexture>();
  #kept: Kept | undefined;
  #next = kAtlas + 1;

  /** Undefined where the browser draws no such canvas. */
  static on(canvas: HTMLCanvasElement): Surface | undefined {
    const gl = canvas.getContext('webgl2', { antialias: false, depth: false, stencil: false, alpha: true });
    return gl ? new Surface(gl) : undefined;
  }

  private constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#kept = this.#make();
  }

  get isLost(): boolean {
    return this.#gl.isContextLost();
  }

  /** The browser has given the canvas back: nothing of before is there. */
  restore(): void {
    this.#textures.clear();
    this.#kept = this.#make();
  }

  /** Gives everything back at once; the canvas is not drawn to again. */
  close(): void {
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  setAtlas({ width, height, pixels }: Atlas): void {
    const gl = this.#gl;
    this.#bind(kAtlas);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, width, height, 0, gl.RED, gl.UNSIGNED_BYTE, pixels);
  }

  /** The number of a picture from now on. */
  addPicture(source: HTMLCanvasElement, known?: number): number {
    const gl = this.#gl;
    const number = known ?? this.#next++;
    this.#bind(number);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source);
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    return number;
  }

  /** `width` and `height` in pixels of CSS. */
  draw(drawing: Drawing, width: number, height: number, density: number): void {
    const gl = this.#gl;
    const kept = this.#kept;
    if (!kept || gl.isContextLost()) return;
    const deep = gl.drawingBufferHeight;
    gl.viewport(0, 0, gl.drawingBufferWidth, deep);
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.SCISSOR_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.useProgram(kept.program);
    gl.uniform2f(kept.size, width, height);
    gl.bindVertexArray(kept.fields);
    gl.bindBuffer(gl.ARRAY_BUFFER, kept.vertices);
    gl.bufferData(gl.ARRAY_BUFFER, drawing.vertices, gl.STREAM_DRAW);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, drawing.indices, gl.STREAM_DRAW);
    for (const { clip, texture, count, first } of drawing.cuts) {
      const [left = 0, top = 0, right = 0, bottom = 0] = clip.map((length) => Math.round(length * density));
      if (right <= left || bottom <= top) continue;
      gl.scissor(left, deep - bottom, right - left, bottom - top);
      gl.uniform1i(kept.letters, texture === kAtlas ? 1 : 0);
      gl.bindTexture(gl.TEXTURE_2D, this.#textures.get(texture) ?? null);
      gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, first * 4);
    }
  }

  #bind(number: number): void {
    const gl = this.#gl;
    const texture = this.#textures.get(number) ?? gl.createTexture();
    this.#textures.set(number, texture);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    for (const [name, value] of [
      [gl.TEXTURE_MIN_FILTER, gl.LINEAR],
      [gl.TEXTURE_MAG_FILTER, gl.LINEAR],
      [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
      [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
    ] as const) {
      gl.texParameteri(gl.TEXTURE_2D, name, value);
    }
  }

  #make(): Kept | undefined {
    const gl = this.#gl;
    const program = gl.createProgram();
    for (const [kind, text] of [
      [gl.VERTEX_SHADER, kVertex],
      [gl.FRAGMENT_SHADER, kFragment],
    ] as const) {
      const shader = gl.createShader(kind);
      if (!shader) return undefined;
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return undefined;
    const fields = gl.createVertexArray();
    const vertices = gl.createBuffer();
    const indices = gl.createBuffer();
    gl.bindVertexArray(fields);
    gl.bindBuffer(gl.ARRAY_BUFFER, vertices);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
    gl.enableVertexAttribArray(0);
    gl.enableVertexAttribArray(1);
    gl.enableVertexAttribArray(2);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, kVertexBytes, 0);
    gl.vertexAttribPointer(1, 2, gl.FLOAT, false, kVertexBytes, 8);
    gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, kVertexBytes, 16);
    const size = gl.getUniformLocation(program, 'size');
    const letters = gl.getUniformLocation(program, 'letters');
    return { program, size, letters, vertices, indices, fields };
  }
}
