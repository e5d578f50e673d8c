// The trap itself: without these, "no traffic" would prove nothing.

import { expect, test } from './support/fixtures.ts';

test('a page without our policy does hit the trap over TCP', async ({ browser, trap }) => {
  const before = trap.hits.length;
  const page = await browser.newPage();
  await page.evaluate(() => fetch('http://positive-control.example/').catch(() => undefined));
  await expect
    .poll(() => trap.hits.slice(before).some((hit) => hit.protocol === 'tcp' && hit.head.startsWith('GET /')))
    .toBe(true);
  await page.close();
  await trap.settle();
});

test('a page without our policy does hit the trap over UDP', async ({ browser, trap }) => {
  const before = trap.hits.length;
  const page = await browser.newPage();
  // A STUN name resolves to the trap's address; its port is not rewritten, so it is named.
  await page.evaluate(async (port) => {
    // eslint-disable-next-line no-restricted-globals -- the control must use what the product may not.
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:positive-control.example:${port}` }] });
    peer.createDataChannel('control');
    await peer.setLocalDescription(await peer.createOffer());
  }, trap.port);
  await expect.poll(() => trap.hits.slice(before).some((hit) => hit.protocol === 'udp')).toBe(true);
  await page.close();
  await trap.settle();
});

test('the policy refuses a request, and the watch sees it', async ({ page, watch, trap, appUrl }) => {
  const before = trap.hits.length;
  await page.goto(appUrl);
  const outcome = await page.evaluate(() =>
    fetch('http://positive-control.example/').then(
      () => 'sent',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
  await expect.poll(() => watch.violations.length).toBeGreaterThan(0);
  expect(trap.hits.slice(before)).toEqual([]);
});

test('what the policy leaves open is closed before anything else runs', async ({ page, watch, trap, appUrl }) => {
  const before = trap.hits.length;
  await page.goto(appUrl);
  await expect(page.getByTestId('door-exercise')).toBeVisible();
  const open = await page.evaluate(() =>
    ['RTCPeerConnection', 'WebSocket', 'XMLHttpRequest', 'WebTransport', 'EventSource', 'open'].filter(
      (name) => Reflect.get(globalThis, name) !== undefined,
    ),
  );
  expect(open).toEqual([]);
  const devices = await page.evaluate(() => typeof Reflect.get(navigator, 'mediaDevices'));
  expect(devices).toBe('undefined');
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'http://positive-control.example/';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    location.assign('http://positive-control.example/');
  });
  await page.waitForTimeout(500);
  expect(page.url()).toBe(new URL(appUrl).href);
  await expect(page.getByTestId('door-exercise')).toBeVisible();
  expect(trap.hits.slice(before)).toEqual([]);
  watch.violations.length = 0;
});
