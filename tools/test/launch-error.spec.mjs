import { describe, expect, it } from '@jest/globals';
import { LaunchError } from '../lib/launch-error.mjs';
import { requireNode } from '../lib/node-version.mjs';
import { parsePort } from '../lib/port.mjs';
import { startNode } from './support/processes.mjs';

describe(LaunchError.name, () => {
  it('is one line and exit code 1', async () => {
    const command = startNode('../bin/start.mjs', { env: { PORT: 'x' } });
    expect(await command.ended).toBe(1);
    expect(command.output()).toBe('PORT_INVALID: PORT must be a number from 0 to 65535 and is "x".\n');
  });
});

describe(requireNode.name, () => {
  it.each(['24.9.0', '24.21.0', '25.0.0', '100.0.0'])('accepts %s', (version) => requireNode(version));

  it.each(['24.8.9', '20.19.0', '9.24.0'])('names version and way out for %s', (version) => {
    expect(() => requireNode(version)).toThrow(
      expect.objectContaining({ code: 'NODE_TOO_OLD', message: expect.stringMatching(`${version}.*npm ci`) }),
    );
  });
});

describe(parsePort.name, () => {
  it.each([
    [undefined, 3000],
    ['', 3000],
    ['0', 0],
    ['8080', 8080],
    ['65535', 65_535],
  ])('reads %j as %j', (value, port) => {
    expect(parsePort(value)).toBe(port);
  });

  it.each(['-1', '65536', '3000.5', 'http'])('refuses %j', (value) => {
    expect(() => parsePort(value)).toThrow(expect.objectContaining({ code: 'PORT_INVALID' }));
  });
});
