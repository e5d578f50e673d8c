// Where an analysis spends its processor time: seconds of each kind of thread, in the full pass and in decoding alone.
// Command: tsx scripts/bench/threads.ts VIDEO (Linux: it reads /proc; every Chromium of the machine is counted)

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { ROOT } from '../lib/setup.mjs';

const EVERY_MS = 200;
/** Clock ticks of /proc a second. */
const TICKS = 100;
const SHOWN = 8;

type Phase = 'before' | 'first look' | 'full pass' | 'decoding alone';

const [video] = process.argv.slice(2);
if (video === undefined) {
  throw new Error('tsx scripts/bench/threads.ts VIDEO');
}

const spent = new Map<Phase, Map<string, number>>();
const seen = new Map<string, number>();
let phase: Phase = 'before';
const driver = spawn('npm', ['run', '-s', 'analyse', '--', video], { cwd: ROOT, stdio: ['ignore', 'inherit', 'pipe'] });
driver.stderr.on('data', (told: Buffer) => {
  phase = phaseOf(told.toString()) ?? phase;
});
const timer = setInterval(sample, EVERY_MS);
driver.on('exit', () => {
  clearInterval(timer);
  for (const [name, threads] of spent) {
    const rows = [...threads].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
    const total = [...threads.values()].reduce((sum, seconds) => sum + seconds, 0);
    console.log(`${name}: ${total.toFixed(1)} s`);
    rows.forEach(([thread, seconds]) => {
      console.log(`  ${seconds.toFixed(2).padStart(7)} s  ${thread}`);
    });
  }
});

/** What the driver is at, from what the interface says. */
function phaseOf(told: string): Phase | undefined {
  if (told.includes('decoding once more')) {
    return 'decoding alone';
  }
  return told.includes('Premier regard') ? 'first look' : /vitesse|reste/.test(told) ? 'full pass' : undefined;
}

function sample(): void {
  const threads = spent.get(phase) ?? new Map<string, number>();
  spent.set(phase, threads);
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const type = /chromium[^]*?--type=([a-z-]+)/.exec(read(`/proc/${pid}/cmdline`))?.[1];
    for (const tid of type === undefined ? [] : list(`/proc/${pid}/task`)) {
      const stat = read(`/proc/${pid}/task/${tid}/stat`);
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const seconds = (Number(fields[11]) + Number(fields[12])) / TICKS;
      const key = `${type ?? ''} ${/\((.*)\)/.exec(stat)?.[1] ?? ''} ${tid}`;
      if (Number.isFinite(seconds)) {
        threads.set(key, (threads.get(key) ?? 0) + seconds - (seen.get(key) ?? 0));
        seen.set(key, seconds);
      }
    }
  }
}

/** '' and [] for a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
