// Twin of updateBackground (background-state.ts): keep the two in step, line by line.

struct Step {
  age_ticks: i32,
  adopt_age: i32,
  turns: u32,
  turn_rate: i32,
  turn_ticks: i32,
  phase: u32,
  words: u32,
  // Share of the change of light that all levels take over in this step.
  light_rate: i32,
}

@group(0) @binding(0) var<uniform> params: Step;
@group(0) @binding(1) var<storage, read> luma: array<u32>;
// Tone curve for each level, then the flat value for each value.
@group(0) @binding(2) var<storage, read> tone: array<i32>;
// x: level, deviation; y: second level, its weight; z: candidate, its age; w: weight of the level. Low halves first.
@group(0) @binding(3) var<storage, read_write> pixels: array<vec4<u32>>;
@group(0) @binding(4) var<storage, read_write> mask: array<u32>;

fn pack_halves(low: i32, high: i32) -> u32 {
  return (u32(low) & 0xffffu) | ((u32(high) & 0xffffu) << 16u);
}

fn low_half(word: u32) -> i32 {
  return i32(word & 0xffffu);
}

fn high_half(word: u32) -> i32 {
  return i32(word >> 16u);
}

fn toward(level: i32, change: i32, rate: i32) -> i32 {
  return level + ((change * rate + 32768) >> 16u);
}

fn learn(pixel: vec4<u32>, change: i32) -> vec4<u32> {
  let level = low_half(pixel.x);
  let spread = high_half(pixel.x);
  let rate = params.turn_rate;
  let units = params.turn_ticks >> WEIGHT_SHIFT;
  return vec4<u32>(
    pack_halves(toward(level, change, rate), toward(spread, abs(change) - spread, rate)),
    pack_halves(low_half(pixel.y), max(0, high_half(pixel.y) - (units >> 1u))),
    pack_halves(low_half(pixel.z), max(0, high_half(pixel.z) - params.turn_ticks)),
    u32(min(GREATEST_WEIGHT, i32(pixel.w) + units)),
  );
}

fn follow(word: u32) -> u32 {
  let level = low_half(word);
  return pack_halves(toward(level, tone[level >> 8u], params.light_rate), high_half(word));
}

// The pixel after a value that is not its first level; the mask bit is in the second part.
struct Explained {
  pixel: vec4<u32>,
  bit: u32,
}

fn explain(pixel: vec4<u32>, raw: i32, value: i32) -> Explained {
  let units = (params.age_ticks + 8) >> WEIGHT_SHIFT;
  let other = low_half(pixel.y);
  let known = high_half(pixel.y);
  let weight = i32(pixel.w);
  if (known > 0 && abs(value - other) <= SECOND_THRESHOLD) {
    let older = min(GREATEST_WEIGHT, known + units);
    let refined = other + ((value - other) >> 4u);
    if (older <= weight) {
      return Explained(vec4<u32>(pixel.x, pack_halves(refined, older), pixel.z, u32(max(0, weight - units))), 0u);
    }
    let first = pack_halves(refined, INITIAL_DEVIATION);
    return Explained(vec4<u32>(first, pack_halves(low_half(pixel.x), weight), pixel.z, u32(older)), 0u);
  }
  let wanted = low_half(pixel.z);
  let spent = high_half(pixel.z);
  if (abs(raw - wanted) > CANDIDATE_THRESHOLD) {
    let left = spent - (params.age_ticks >> 1u);
    let candidate = select(pack_halves(raw, 0), pack_halves(wanted, left), left > 0);
    return Explained(vec4<u32>(pixel.x, pixel.y, candidate, pixel.w), 1u);
  }
  let refined = wanted + ((raw - wanted) >> 3u);
  let older = spent + params.age_ticks;
  if (older < params.adopt_age && older < (weight << WEIGHT_SHIFT) + MAJORITY_TICKS) {
    return Explained(vec4<u32>(pixel.x, pixel.y, pack_halves(refined, older), pixel.w), 1u);
  }
  let second = select(pixel.y, pack_halves(low_half(pixel.x), weight), weight >= known);
  let first = pack_halves(refined, INITIAL_DEVIATION);
  return Explained(vec4<u32>(first, second, pack_halves(refined, 0), u32(older >> WEIGHT_SHIFT)), 1u);
}

fn update_pixel(index: u32, byte: u32) -> u32 {
  var pixel = pixels[index];
  let raw = i32(byte) << 8u;
  let value = tone[256u + byte] << 8u;
  let level = low_half(pixel.x);
  let change = value - level;
  let threshold = clamp((high_half(pixel.x) * DEVIATION_HALVES) >> 1u, LEAST_THRESHOLD, GREATEST_THRESHOLD);
  let is_like = abs(change) <= threshold;
  if (is_like && (index >> RUN_SHIFT) % params.turns == params.phase % params.turns) {
    pixel = learn(pixel, change);
  }
  pixel.x = follow(pixel.x);
  pixel.y = follow(pixel.y);
  var bit = 0u;
  if (!is_like) {
    let explained = explain(pixel, raw, value);
    pixel = explained.pixel;
    bit = explained.bit;
  }
  pixels[index] = pixel;
  return bit;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let word = id.x;
  if (word >= params.words) {
    return;
  }
  let four = luma[word];
  var bits = 0u;
  for (var part = 0u; part < 4u; part = part + 1u) {
    bits = bits | (update_pixel(word * 4u + part, (four >> (part * 8u)) & 0xffu) << (part * 8u));
  }
  mask[word] = bits;
}
