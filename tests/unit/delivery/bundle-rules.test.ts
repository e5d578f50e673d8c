import { describe, expect, it } from 'vitest';
import { scanText } from '../../../scripts/lib/bundle-rules.ts';

const rulesOf = (text: string): readonly string[] => scanText(text).map(({ rule }) => rule);

describe('the bundle scan', () => {
  it.each([
    ['navigator.mediaDevices.getUserMedia({video:true})', 'live input'],
    ['new ImageCapture(t)', 'live input'],
    ['new WebSocket(u)', 'network interface'],
    ['globalThis["WebSocket"]', 'network interface'],
    ['if(e!==`#EXTM3U`)', 'playlist streaming'],
    ['from"@tensorflow/tfjs-data"', 'tfjs-data'],
    ['eval("1")', 'code from text'],
    ['new Function("return 1")', 'code from text'],
    ['models/face_landmark.bin', 'banned feature'],
    ['label:"licence plate"', 'banned feature'],
    ['<b>Un suspect</b>', 'forbidden word'],
    ['const u="https://cdn.example/x.js"', 'foreign address'],
    ['const u="http://www.w3.org/2000/svg.example/x"', 'foreign address'],
  ])('finds %s', (text, rule) => {
    expect(rulesOf(text)).toContain(rule);
  });

  it.each([
    'const transposed=compose(a)',
    'a.evaluate(b)',
    'svg.setAttribute("xmlns","http://www.w3.org/2000/svg")',
    'interface={}',
    'const closed=[`open`,`WebSocket`,`EventSource`,`fetch`]',
  ])('lets %s through', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });
});
