// @ts-check
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { LaunchError } from './launch-error.mjs';

/**
 * @typedef {object} ChromiumLaunch
 * @property {string} executablePath
 * @property {string[]} args
 * @property {Record<string, string>} env variables to add to the browser's environment
 *
 * @typedef {object} ChromiumOptions
 * @property {NodeJS.ProcessEnv} [env] CHROMIUM_PATH and PATH are read
 * @property {string[]} [fontFolders] TrueType or OpenType fonts that the browser shall have besides the machine's
 */

const run = promisify(execFile);
const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * Playwright turns Chromium's sandbox off by itself unless `chromiumSandbox: true`; as root and in containers it cannot
 * work. The other flags that `@sparticuz/chromium` recommends are for a cloud function and are left out on purpose:
 * `--single-process` takes the browser down with the first closed context, and `--disable-web-security` would make
 * every test of content security and origins meaningless.
 */
const ARGS = ['--no-sandbox'];

/**
 * A real Chromium for `playwright-core`: the one of CHROMIUM_PATH, else of npm, else of the system. Each is asked for its
 * version before it is trusted to start.
 *
 *     const { executablePath, args, env } = await findChromium();
 *     const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
 *
 * @param {ChromiumOptions} [options]
 * @returns {Promise<ChromiumLaunch>}
 * @throws {LaunchError} CHROMIUM_MISSING
 */
export async function findChromium({ env = process.env, fontFolders = [] } = {}) {
  /** @type {string[]} */
  const refusals = [];
  for (const candidate of candidates(env)) {
    try {
      const { executablePath, libraries, fonts } = await candidate();
      const launchEnv = await workingEnvironment(executablePath, libraries);
      const folders = [...fonts, ...fontFolders];
      return {
        executablePath,
        args: [...ARGS],
        env: { ...launchEnv, ...(folders.length && fontEnvironment(folders)) },
      };
    } catch (error) {
      refusals.push(String(/** @type {Error} */ (error).message).split('\n')[0] ?? '');
    }
  }
  throw new LaunchError(
    'CHROMIUM_MISSING',
    `No Chromium starts here (${refusals.join('; ')}); install one and name it: CHROMIUM_PATH=/usr/bin/chromium`,
  );
}

/** @typedef {{ executablePath: string, libraries?: string, fonts: string[] }} Candidate */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {(() => Promise<Candidate>)[]}
 */
function candidates(env) {
  const system = (env.PATH ?? '').split(delimiter).flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return [
    ...(env.CHROMIUM_PATH ? [async () => ({ executablePath: env.CHROMIUM_PATH ?? '', fonts: [] })] : [unpacked]),
    ...system.filter((path) => existsSync(path)).map((path) => async () => ({ executablePath: path, fonts: [] })),
  ];
}

/**
 * The package unpacks into the temporary folder, at a path that is the same for every user and that it trusts when
 * present, half-written or not. We let it unpack into a folder of our own, which gets its name when it is complete.
 * @returns {Promise<Candidate>}
 */
async function unpacked() {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'));
  const folder = join(cacheFolder(), `chromium-${version}`);
  if (!existsSync(folder)) {
    const unfinished = mkdtempSync(`${folder}.`);
    try {
      const script = `import(${JSON.stringify(pathToFileURL(entry).href)}).then((m) => m.default.executablePath())`;
      // The name of an execution environment makes the package also unpack the libraries a bare machine has not.
      const env = { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x', NODE_OPTIONS: '' };
      await run(process.execPath, ['--input-type=module', '-e', script], { env });
      for (const path of [unfinished, join(unfinished, 'chromium')]) chmodSync(path, 0o755);
      renameSync(unfinished, folder);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      // Another process may have been quicker.
      if (!existsSync(folder)) throw error;
    }
  }
  return {
    executablePath: join(folder, 'chromium'),
    libraries: join(folder, 'al2023', 'lib'),
    fonts: [join(folder, 'fonts')],
  };
}

/** @returns {string} a folder nobody else can write to, kept between runs where possible */
function cacheFolder() {
  const inRepository = fileURLToPath(new URL('../../node_modules/.cache/mortise', import.meta.url));
  try {
    mkdirSync(inRepository, { recursive: true });
    accessSync(inRepository, constants.W_OK);
    return inRepository;
  } catch {
    const own = join(tmpdir(), `mortise-cache-${process.getuid?.() ?? 'user'}`);
    mkdirSync(own, { recursive: true, mode: 0o700 });
    if (lstatSync(own).uid !== process.getuid?.()) throw new Error(`${own} belongs to another user`);
    return own;
  }
}

/**
 * The libraries that come along are used only where the machine's own are missing.
 * @param {string} executablePath
 * @param {string | undefined} libraries
 * @returns {Promise<Record<string, string>>}
 */
async function workingEnvironment(executablePath, libraries) {
  /** @param {Record<string, string>} more */
  const starts = (more) => run(executablePath, ['--version', '--no-sandbox'], { env: { ...process.env, ...more } });
  try {
    await starts({});
    return {};
  } catch (error) {
    if (!libraries) throw error;
    const env = { LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter) };
    await starts(env);
    return env;
  }
}

/**
 * A bare machine has no fonts, and Chromium without any shows nothing.
 * @param {string[]} folders
 */
function fontEnvironment(folders) {
  const all = [...folders, '/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.local/share/fonts')];
  const escape = (/** @type {string} */ text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    ...all.map((folder) => `<dir>${escape(folder)}</dir>`),
    `<cachedir>${escape(join(cacheFolder(), 'fontconfig'))}</cachedir>`,
    '</fontconfig>',
  ];
  const content = lines.join('\n');
  // One file per set of folders: browsers with different fonts may run at the same time.
  const path = join(cacheFolder(), `fonts-${createHash('sha256').update(content).digest('hex').slice(0, 12)}.conf`);
  if (!existsSync(path)) writeFileSync(path, content);
  return { FONTCONFIG_FILE: path };
}
