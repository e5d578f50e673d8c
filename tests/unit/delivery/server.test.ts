import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../../scripts/lib/server.ts';
import { SERVED_HEADERS } from '../../../scripts/policies.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'derush-server-'));
  writeFileSync(join(folder, 'index.html'), 'page');
  writeFileSync(join(folder, 'sample.mp4'), 'film');
  server = await startServer({ folder, sample: join(folder, 'sample.mp4'), port: 0 });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** One raw request: `fetch` would tidy the path and the host. */
function ask(path: string, method = 'GET', host?: string): Promise<Answer> {
  const { hostname, port, host: own } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path, method, headers: { Host: host ?? own } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    call.on('error', reject).end();
  });
}

it('serves the page with every header of the policy', async () => {
  const { status, headers, body } = await ask('/');
  expect([status, body]).toEqual([200, 'page']);
  for (const [name, value] of Object.entries(SERVED_HEADERS)) {
    expect(headers[name.toLowerCase()]).toBe(value);
  }
});

it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '//etc/passwd', '/nothing'])(
  'does not find %s',
  async (path) => {
    expect((await ask(path)).status).toBe(404);
  },
);

it('refuses to write', async () => {
  expect((await ask('/', 'POST')).status).toBe(405);
});

it('refuses a name that only resolves to this machine', async () => {
  expect((await ask('/', 'GET', 'rebind.example')).status).toBe(421);
});

it('offers the sample where it exists', async () => {
  const { status, headers, body } = await ask('/sample/vtest.mp4', 'HEAD');
  expect([status, headers['content-length'], body]).toEqual([200, '4', '']);
  expect((await ask('/sample/vtest.mp4')).body).toBe('film');
});

it('rejects when the port is taken', async () => {
  const port = Number(new URL(server.url).port);
  await expect(startServer({ folder, sample: '', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it('L19 serves the page of the verifier under the policy that it carries, and no other page', async () => {
  const own = mkdtempSync(join(tmpdir(), 'derush-verifier-'));
  const policy = "default-src 'none'; script-src 'sha256-AAAA'";
  writeFileSync(
    join(own, 'verifier.html'),
    `<head><meta http-equiv="Content-Security-Policy" content="${policy}" /></head>`,
  );
  writeFileSync(join(own, 'index.html'), 'page');
  const other = await startServer({ folder: own, sample: '', port: 0 });
  const policyOf = async (path: string): Promise<string | null> =>
    (await fetch(new URL(path, other.url))).headers.get('Content-Security-Policy');
  expect(await policyOf('/verifier.html')).toBe(`${policy}; frame-ancestors 'none'`);
  expect(await policyOf('/')).toBe(SERVED_HEADERS['Content-Security-Policy']);
  await other.close();
  rmSync(own, { recursive: true });
});
