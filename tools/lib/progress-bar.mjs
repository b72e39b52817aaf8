// @ts-check

const WIDTH = 30;

/**
 * A progress bar on one line of a terminal; elsewhere a line every ten percent. Without a total it shows what is done.
 * @param {object} options
 * @param {number | null} options.total
 * @param {string} options.label
 * @param {(count: number) => string} [options.format] how a count is written
 * @param {{ isTTY?: boolean, columns?: number, write: (text: string) => unknown }} [options.stream]
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
    const left = part > 0 && part < 1 ? `, ${(seconds / part - seconds).toFixed(0)} s left` : '';
    const figures = `${format(count)} / ${format(total)}  ${Math.floor(part * 100)} %${rate}  ${seconds.toFixed(0)} s${left}`;
    // A line that is wider than the terminal would not be overwritten by the next.
    const room = (stream.columns ?? Infinity) - label.length - figures.length - 3;
    const width = Math.max(0, Math.min(WIDTH, room));
    return `${label} ${'█'.repeat(Math.round(part * width)).padEnd(width, '░')} ${figures}`;
  };
  return {
    add(more) {
      count += more;
      const percent = total ? Math.floor((100 * count) / total) : 100;
      if (stream.isTTY) stream.write(`\r\x1b[2K${line().slice(0, (stream.columns ?? Infinity) - 1)}`);
      else if (Math.floor(percent / 10) > Math.floor(shown / 10) || shown < 0) log(line());
      shown = percent;
    },
    done() {
      if (stream.isTTY) stream.write('\n');
    },
  };
}
