// The local server of the served shape: loopback only, read only, and the production headers on every answer.

import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { SERVED_HEADERS } from '../policies.ts';

/** Fixed: another port would be another origin, hence another store. */
export const PORT = 4173;
const HOST = '127.0.0.1';
const SAMPLE_PATH = '/sample/vtest.mp4';
/** A page of its own, under the policy that it carries: narrower than that of the application. */
const VERIFIER_PATH = '/verifier.html';

export interface ServerOptions {
  /** Folder of the built app. Files written there after the start are not served. */
  readonly folder: string;
  /** Sample footage offered at `/sample/vtest.mp4` where the file exists. */
  readonly sample: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

function refuse(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
  response.end(`${text}\n`);
}

function sendSample(request: IncomingMessage, response: ServerResponse, path: string): void {
  response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': statSync(path).size });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  createReadStream(path)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** Policy that the verifier's page carries in its head; `undefined` in a folder that has no such page. */
function verifierPolicy(folder: string): string | undefined {
  const path = join(folder, VERIFIER_PATH);
  const page = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
  return policy === undefined ? undefined : `${policy}; frame-ancestors 'none'`;
}

/** Answers one request. `files` knows its closed list of paths: nothing else can be named. */
function answer(
  options: ServerOptions & { readonly verifierPolicy: string | undefined },
  files: ReturnType<typeof sirv>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  for (const [name, value] of Object.entries(SERVED_HEADERS)) {
    response.setHeader(name, value);
  }
  if (request.url === VERIFIER_PATH && options.verifierPolicy !== undefined) {
    response.setHeader('Content-Security-Policy', options.verifierPolicy);
  }
  response.setHeader('Cache-Control', 'no-cache');
  const origin = `${HOST}:${request.socket.localPort ?? 0}`;
  // A page of another name that resolves to loopback must not read this origin.
  if (request.headers.host !== origin) {
    refuse(response, 421, `http://${origin}/`);
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, 405, 'GET, HEAD', { Allow: 'GET, HEAD' });
  } else if (request.url === SAMPLE_PATH && existsSync(options.sample)) {
    sendSample(request, response, options.sample);
  } else {
    files(request, response, () => {
      refuse(response, 404, 'Not found');
    });
  }
}

/** Starts listening; rejects with the error of the system when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const files = sirv(options.folder, { etag: true, dotfiles: false });
  const withPolicy = { ...options, verifierPolicy: verifierPolicy(options.folder) };
  const server = createServer((request, response) => {
    answer(withPolicy, files, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, HOST, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${address.port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => {
          if (error === undefined) {
            resolve();
          } else {
            reject(error);
          }
        });
      }),
  };
}
