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
