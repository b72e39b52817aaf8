// @ts-check

const WIDTH = 30;

/**
 * A progress bar on one line of a terminal; elsewhere a line every ten percent. Without a total it shows what is done.
 * @param {object} options
 * @param {number | null} options.total
 * @param {string} options.label
 * @param {(count: number) => string} [options.format] how a count is written
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} [options.stream]
 * @param {(line: string) => void} [options.log]
 * @param {() => number} [options.now] milliseconds
 * @returns {{ add: (count: number) => void, done: () => void }}
 */
export function progressBar({
  total,
  label,
  format = (count) => count.toLocaleString('en'),
  stream = process.stderr,
  log = (line) => stream.write(`${line}\n`),
  now = Date.now,
}) {
  let [count, shown] = [0, -1];
  const started = now();
  const line = () => {
    const seconds = (now() - started) / 1000;
    const rate = seconds > 0 ? `  ${format(Math.round(count / seconds))}/s` : '';
    if (total === null) return `${label} ${format(count)}${rate}  ${seconds.toFixed(0)} s`;
    const part = total === 0 ? 1 : Math.min(1, count / total);
    const bar = '█'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH, '░');
    const left = part > 0 && part < 1 ? `, ${(seconds / part - seconds).toFixed(0)} s left` : '';
    return `${label} ${bar} ${format(count)} / ${format(total)}  ${Math.floor(part * 100)} %${rate}  ${seconds.toFixed(0)} s${left}`;
  };
  return {
    add(more) {
      count += more;
      const percent = total ? Math.floor((100 * count) / total) : 100;
      if (stream.isTTY) stream.write(`\r\x1b[2K${line()}`);
      else if (Math.floor(percent / 10) > Math.floor(shown / 10) || shown < 0) log(line());
      shown = percent;
    },
    done() {
      if (stream.isTTY) stream.write('\n');
    },
  };
}
