// Twin of subsampleLuma (planes.ts) and saturationOf (saturation.ts), on a frame that stays on the GPU.

struct Frame {
  // Shares of R'G'B' in luma; they sum up to one.
  weights: vec3<f32>,
  // Levels of luma from black to white, and that of black.
  range: f32,
  black: f32,
  // Levels of chroma from no blue (no red) to the most, for luma from 0 to 1.
  blue: f32,
  red: f32,
  // Comes back as the last word: an answer to another frame has another stamp.
  stamp: u32,
  // Upright size, pixels.
  size: vec2<f32>,
  grid_width: u32,
  grid_count: u32,
  // Pixels a cell.
  step: u32,
  // Quarter turns clockwise that bring the stored frame upright.
  turns: u32,
  points_a_row: u32,
  point_count: u32,
  point_step: u32,
  // 1 when the browser changed the primaries: then `primaries` leads back, in linear light.
  is_changed: u32,
  primaries: mat3x3<f32>,
}

@group(0) @binding(0) var<uniform> frame: Frame;
@group(0) @binding(1) var picture: texture_external;
@group(0) @binding(2) var nearest: sampler;
// Cells, then points of chroma, a byte each, then the stamp.
@group(0) @binding(3) var<storage, read_write> answer: array<u32>;

fn linear(value: vec3<f32>) -> vec3<f32> {
  let size = abs(value);
  let curve = pow((size + 0.055) / 1.055, vec3<f32>(2.4));
  return sign(value) * select(curve, size / 12.92, size <= vec3<f32>(0.04045));
}

fn encoded(value: vec3<f32>) -> vec3<f32> {
  let size = abs(value);
  let curve = 1.055 * pow(size, vec3<f32>(1.0 / 2.4)) - 0.055;
  return sign(value) * select(curve, size * 12.92, size <= vec3<f32>(0.0031308));
}

fn rgb_at(x: u32, y: u32) -> vec3<f32> {
  let upright = (vec2<f32>(f32(x), f32(y)) + 0.5) / frame.size;
  var stored = upright;
  switch frame.turns {
    case 1u: { stored = vec2<f32>(upright.y, 1.0 - upright.x); }
    case 2u: { stored = 1.0 - upright; }
    case 3u: { stored = vec2<f32>(1.0 - upright.y, upright.x); }
    default: {}
  }
  let rgb = textureSampleBaseClampToEdge(picture, nearest, stored).rgb;
  if (frame.is_changed == 0u) {
    return rgb;
  }
  return encoded(frame.primaries * linear(rgb));
}

fn level(value: f32) -> u32 {
  return u32(clamp(floor(value + 0.5), 0.0, 255.0));
}

fn luma_at(x: u32, y: u32) -> u32 {
  return level(dot(rgb_at(x, y), frame.weights) * frame.range + frame.black);
}

fn cell(index: u32) -> u32 {
  let x = (index % frame.grid_width) * frame.step;
  let y = (index / frame.grid_width) * frame.step;
  let half = frame.step >> 1u;
  let sum = luma_at(x, y) + luma_at(x + half, y) + luma_at(x, y + half) + luma_at(x + half, y + half);
  return (sum + 2u) >> 2u;
}

// Distance of chroma from grey, both parts together, at every so many pixels.
fn saturation(index: u32) -> u32 {
  let x = (index % frame.points_a_row) * frame.point_step + (frame.point_step >> 1u);
  let y = (index / frame.points_a_row) * frame.point_step + (frame.point_step >> 1u);
  let rgb = rgb_at(x, y);
  let luma = dot(rgb, frame.weights);
  return level(abs(rgb.b - luma) * frame.blue) + level(abs(rgb.r - luma) * frame.red);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let cell_words = (frame.grid_count + 3u) / 4u;
  let words = cell_words + (frame.point_count + 3u) / 4u;
  if (id.x > words) {
    return;
  }
  if (id.x == words) {
    answer[words] = frame.stamp;
    return;
  }
  var four = 0u;
  for (var part = 0u; part < 4u; part = part + 1u) {
    let shift = part * 8u;
    if (id.x < cell_words) {
      let index = id.x * 4u + part;
      if (index < frame.grid_count) {
        four = four | (cell(index) << shift);
      }
    } else {
      let index = (id.x - cell_words) * 4u + part;
      if (index < frame.point_count) {
        four = four | (min(255u, saturation(index)) << shift);
      }
    }
  }
  answer[id.x] = four;
}
