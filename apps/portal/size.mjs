import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 60 * 1024;
const dist = new URL('./dist/', import.meta.url);
const page = readFileSync(new URL('index.html', dist), 'utf8');

// What the browser loads before anything can be pressed: the page, what it names, and the largest language.
const named = [...page.matchAll(/(?:src|href)="\/portal\/(assets\/[^"]+)"/g)].map(([, path]) => path);
const script = named.find((path) => path.endsWith('.js')) ?? '';
const languages = [...new Set(readFileSync(new URL(script, dist), 'utf8').match(/assets\/zh-[\w-]+\.js/g) ?? [])];
const size = (path) => gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length;

const rows = ['index.html', ...named].map((path) => [path, size(path)]);
const language = languages.map((path) => [path, size(path)]).sort((a, b) => b[1] - a[1])[0];
if (language) rows.push(language);
const total = rows.reduce((sum, [, bytes]) => sum + bytes, 0);
for (const [path, bytes] of [...rows, ['to first interaction', total]]) {
  process.stdout.write(`${(bytes / 1024).toFixed(1).padStart(6)} KiB gzip  ${path}` + '\n');
}
if (total > LIMIT) {
  process.stderr.write(`More than ${LIMIT / 1024} KiB in ${fileURLToPath(dist)}\n`);
  process.exitCode = 1;
}
