// A disk that fills up, in a real browser: the page may store so many bytes more, as DevTools set it, and another
// database takes them all.

import { cdp } from 'vitest/browser';

const FILLER = 'filler';
const ROOM = 16_000_000;
const LEAST = 100;
/** Bytes that the browser draws at once. */
const MOST_RANDOM = 65_536;

/**
 * To be called before anything is stored: the browser remembers for a while how much room it found. Several megabytes
 * are left until {@link fillDisk}.
 */
export async function shrinkDisk(): Promise<void> {
  const { usage = 0 } = await navigator.storage.estimate();
  await setQuota(usage + ROOM);
}

/** Leaves room for no commit of an analysis. */
export async function fillDisk(): Promise<void> {
  const database = await openFiller();
  for (let size = ROOM; size >= LEAST; size /= 4) {
    while (await put(database, Math.floor(size))) {
      // As many of this size as there is room for.
    }
  }
  database.close();
  // What the browser packs tighter afterwards gives no room back.
  await setQuota(1);
}

/** There is as much room as the machine has. */
export async function freeDisk(): Promise<void> {
  await setQuota(undefined);
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(FILLER);
    request.onsuccess = resolve;
    request.onerror = resolve;
  });
}

async function setQuota(bytes: number | undefined): Promise<void> {
  const { origin } = location;
  await cdp().send('Storage.overrideQuotaForOrigin', bytes === undefined ? { origin } : { origin, quotaSize: bytes });
}

function openFiller(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(FILLER);
    request.onupgradeneeded = () => request.result.createObjectStore(FILLER, { autoIncrement: true });
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(new Error('no room for the filler', { cause: request.error }));
    };
  });
}

/** Whether there was room for so many bytes. */
function put(database: IDBDatabase, bytes: number): Promise<boolean> {
  return new Promise((resolve) => {
    const transaction = database.transaction(FILLER, 'readwrite');
    transaction.oncomplete = () => {
      resolve(true);
    };
    transaction.onabort = () => {
      resolve(false);
    };
    for (let left = bytes; left > 0; left -= MOST_RANDOM) {
      transaction.objectStore(FILLER).put(crypto.getRandomValues(new Uint8Array(Math.min(left, MOST_RANDOM))));
    }
  });
}
