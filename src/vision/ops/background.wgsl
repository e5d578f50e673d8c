// Twin of updateBackground (background.ts): keep the two in step, line by line.

struct Step {
  rate: i32,
  age_ticks: i32,
  adopt_age: i32,
  words: i32,
}

@group(0) @binding(0) var<uniform> params: Step;
@group(0) @binding(1) var<storage, read> luma: array<u32>;
@group(0) @binding(2) var<storage, read> tone: array<i32>;
@group(0) @binding(3) var<storage, read_write> levels: array<u32>;
@group(0) @binding(4) var<storage, read_write> candidates: array<u32>;
@group(0) @binding(5) var<storage, read_write> mask: array<u32>;

fn pack_halves(low: i32, high: i32) -> u32 {
  return (u32(low) & 0xffffu) | ((u32(high) & 0xffffu) << 16u);
}

fn update_pixel(index: u32, value: i32) -> u32 {
  let level = i32(levels[index] & 0xffffu);
  let spread = i32(levels[index] >> 16u);
  let other = i32(candidates[index] & 0xffffu);
  let age = i32(candidates[index] >> 16u);
  let expected = level + tone[level >> 8u];
  let distance = abs(value - expected);
  let threshold = clamp((spread * DEVIATION_HALVES) >> 1u, LEAST_THRESHOLD, GREATEST_THRESHOLD);
  if (distance <= threshold) {
    let mean = level + (((value - level) * params.rate + 32768) >> 16u);
    let deviation = spread + (((distance - spread) * params.rate + 32768) >> 16u);
    levels[index] = pack_halves(mean, deviation);
    candidates[index] = pack_halves(other, max(0, age - params.age_ticks));
    return 0u;
  }
  if (abs(value - other) > CANDIDATE_THRESHOLD) {
    candidates[index] = pack_halves(value, 0);
    return 1u;
  }
  let refined = other + ((value - other) >> 3u);
  let older = age + params.age_ticks;
  if (older < params.adopt_age) {
    candidates[index] = pack_halves(refined, older);
    return 1u;
  }
  levels[index] = pack_halves(refined, INITIAL_DEVIATION);
  candidates[index] = pack_halves(level, params.adopt_age >> 1u);
  return 1u;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let word = id.x;
  if (word >= u32(params.words)) {
    return;
  }
  let four = luma[word];
  var bits = 0u;
  for (var part = 0u; part < 4u; part = part + 1u) {
    let value = i32((four >> (part * 8u)) & 0xffu) << 8u;
    bits = bits | (update_pixel(word * 4u + part, value) << (part * 8u));
  }
  mask[word] = bits;
}
