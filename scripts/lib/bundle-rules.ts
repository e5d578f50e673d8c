// What no built file may contain. Every exception is named, with its reason.

/** One thing found where it may not be. */
export interface Finding {
  readonly rule: string;
  readonly text: string;
}

interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  /** Exact matches that are let through, with the reason. */
  readonly allowed?: ReadonlyMap<string, string>;
}

/** Addresses that are names or lead a reader to a page. Nothing requests them, and the policy would refuse. */
const INERT_ADDRESSES = new Map<string, string>([
  ['http://www.w3.org/2000/svg', 'XML namespace'],
  ['http://www.w3.org/1999/xlink', 'XML namespace'],
  ['http://www.w3.org/1999/xhtml', 'XML namespace'],
  ['http://www.w3.org/1998/Math/MathML', 'XML namespace'],
  ['http://www.w3.org/XML/1998/namespace', 'XML namespace'],
  ['https://www.shadertoy.com/view/4djSRW', 'comment in a shader of tfjs-backend-webgpu'],
  ['https://en.wikipedia.org/wiki/IEEE_754-1985#Representation_of_non-numbers', 'comment in a shader of tfjs'],
  ['https://developer.mozilla.org/en-US/docs/Web/API/Fetch_API', 'error message of tfjs-core'],
  ['https://tinyurl.com/y2uuvskb', 'error message of dexie'],
  ['http://bit.ly/2kdckMn', 'error message of dexie'],
  [
    'https://emscripten.org/docs/porting/pthreads.html#blocking-on-the-main-browser-thread',
    'warning of the WebAssembly loader of tfjs-backend-wasm',
  ],
  ['https://github.com/vladmandic', 'author of the converted models, in centernet.json and nanodet.json'],
  ['https://github.com/610265158/mobilenetv3_centernet', 'origin of the model, in centernet.json'],
  ['https://github.com/RangiLyu/nanodet', 'origin of the model, in nanodet.json'],
  ['http://purl.org/dc/elements/1.1/', 'XML namespace of PDF metadata'],
  ['http://ns.adobe.com/xap/1.0/', 'XML namespace of PDF metadata'],
  ['http://ns.adobe.com/pdf/1.3/', 'XML namespace of PDF metadata'],
  ['http://www.aiim.org/pdfa/ns/id/', 'XML namespace of PDF metadata'],
  ['http://www.aiim.org/pdfa/ns/extension/', 'XML namespace of PDF metadata'],
  ['http://www.aiim.org/pdfa/ns/schema#', 'XML namespace of PDF metadata'],
  ['http://www.aiim.org/pdfa/ns/property#', 'XML namespace of PDF metadata'],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'XML namespace of PDF metadata'],
  ['https://www.webmproject.org/vp9/mp4/.', 'error message of mediabunny'],
  ['https://aomediacodec.github.io/av1-isobmff/.', 'error message of mediabunny'],
  ['https://www.w3.org/TR/webcodecs-aac-codec-registration/.', 'error message of mediabunny'],
  ['https://www.w3.org/TR/webcodecs-vorbis-codec-registration/.', 'error message of mediabunny'],
  ['https://www.w3.org/TR/webcodecs-flac-codec-registration/.', 'error message of mediabunny'],
  ['https://github.com/Hopding/pdf-lib', 'producer named by pdf-lib, which we replace by ours'],
]);

/** Reader's pages in error messages, whose end varies. */
const DOCUMENTATION = /^https:\/\/(?:svelte\.dev\/e\/|github\.com\/tensorflow\/tfjs\/)/;

const RULES: readonly Rule[] = [
  {
    name: 'live input',
    pattern: /getUserMedia|getDisplayMedia|ImageCapture|MediaStreamTrackProcessor|captureStream|MediaRecorder/g,
  },
  {
    // A name quoted in a list is one that the page closes (src/app/harden.ts); any other mention is a use.
    name: 'network interface',
    pattern: /(?<!,["'`])\b(?:RTCPeerConnection|WebTransport|WebSocket|EventSource|sendBeacon)\b(?!["'`],)/g,
  },
  { name: 'tfjs-data', pattern: /tfjs-data|microphone\(|webcam/gi },
  { name: 'playlist streaming', pattern: /EXTM3U|\bm3u8\b|mpegurl|\bHls[A-Z]\w*/g },
  { name: 'code from text', pattern: /\beval\(|new Function\(|Function\("return/g },
  {
    name: 'banned feature',
    pattern:
      /face[-_ ]?(?:landmark|mesh|recogni|detect|embedding)\w*|blazeface|facenet|arcface|\blandmarks?\b|\bre-?id\b|re-?identif\w*|\bocr\b|tesseract|(?:licen[cs]e|number)[-_ ]?plates?\b|\banpr\b|\balpr\b|\biris\b|posenet|movenet|body-?pix|\bgait\b|\bgender\b|\bethnicity\b/gi,
  },
  {
    name: 'forbidden word',
    pattern:
      /(?<![\p{L}_$])(?:suspect|suspecte|suspects|cible|cibles|identifié|identifiée|identifiés)(?![\p{L}_$(:=])/giu,
  },
];

function* matchesOf(rule: Rule, text: string): Generator<Finding> {
  for (const match of text.matchAll(rule.pattern)) {
    if (rule.allowed?.has(match[0]) !== true) {
      const around = text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 40);
      yield { rule: rule.name, text: around.replaceAll(/\s+/g, ' ') };
    }
  }
}

function* addressesOf(text: string): Generator<Finding> {
  for (const [address] of text.matchAll(/https?:\/\/[^\s"'`<>\\),;]+/g)) {
    if (!INERT_ADDRESSES.has(address) && !DOCUMENTATION.test(address)) {
      yield { rule: 'foreign address', text: address };
    }
  }
}

/** Everything in `text` that may not be in a build. */
export function scanText(text: string): readonly Finding[] {
  return [...RULES.flatMap((rule) => [...matchesOf(rule, text)]), ...addressesOf(text)];
}
