// The machine on which a document is drawn up, as far as the browser tells.

import type { ReportInput } from '../../domain/documents/inputs.ts';

export type Environment = ReportInput['environment'];

const NO_GRAPHICS = 'aucune carte graphique utilisable';

/** Browser and system as the browser names itself, and the graphics chip that it draws with. */
export function readEnvironment(): Environment {
  const { userAgent } = navigator;
  return { browser: browserOf(userAgent), system: systemOf(userAgent), graphics: graphicsOf() };
}

/** « Chromium 156 », from the whole of what it says of itself. */
export function browserOf(userAgent: string): string {
  const [, name, version] = /\b(Edg|OPR|Firefox|Chrome|Version)\/(\d+(?:\.\d+)*)/.exec(preferred(userAgent)) ?? [];
  const known: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', Chrome: 'Chromium', Version: 'Safari' };
  return name === undefined || version === undefined ? userAgent : `${known[name] ?? name} ${version}`;
}

/** The others call themselves Chrome too, before their own name. */
const preferred = (userAgent: string): string => /\b(?:Edg|OPR)\/.*/.exec(userAgent)?.[0] ?? userAgent;

/** « Windows NT 10.0; Win64; x64 » */
export function systemOf(userAgent: string): string {
  return /\(([^)]*)\)/.exec(userAgent)?.[1] ?? userAgent;
}

function graphicsOf(): string {
  const context = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('webgl2');
  if (context === null) {
    return NO_GRAPHICS;
  }
  const told = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = context.getParameter(told === null ? context.RENDERER : told.UNMASKED_RENDERER_WEBGL);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' && name.trim() !== '' ? name : NO_GRAPHICS;
}
