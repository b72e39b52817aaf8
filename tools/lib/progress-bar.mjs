// @ts-check

const WIDTH = 30;

/**
 * A progress bar on one line of a terminal; elsewhere a line every ten percent.
 * @param {{ total: number, label: string, stream?: NodeJS.WriteStream, log?: (line: string) => void }} options
 * @returns {{ add: (count: number) => void, done: () => void }}
 */
export function progressBar({ total, label, stream = process.stderr, log = (line) => stream.write(`${line}\n`) }) {
  let [count, shown] = [0, -1];
  const started = Date.now();
  const line = () => {
    const part = total === 0 ? 1 : Math.min(1, count / total);
    const bar = '█'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH, '░');
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    return `${label} ${bar} ${count.toLocaleString('en')} / ${total.toLocaleString('en')}  ${Math.floor(part * 100)} %  ${seconds} s`;
  };
  return {
    add(more) {
      count += more;
      const percent = total === 0 ? 100 : Math.floor((100 * count) / total);
      if (stream.isTTY) stream.write(`\r\x1b[2K${line()}`);
      else if (Math.floor(percent / 10) > Math.floor(shown / 10) || shown < 0) log(line());
      shown = percent;
    },
    done() {
      if (stream.isTTY) stream.write('\n');
    },
  };
}
