// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Lets this process import TypeScript sources without a build: a relative `./name.js` that does not exist is taken from
 * `./name.ts`, and types are taken out by Node itself, which also knows what plain stripping does not (constructor
 * properties). Packages, and JavaScript that does exist, are left alone. Types are not checked.
 * @returns {() => void} takes the hooks away again
 */
export function loadTypeScript() {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      return next(sourceOf(specifier, context.parentURL) ?? specifier, context);
    },
    load(url, context, next) {
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
      const source = readFileSync(fileURLToPath(url), 'utf8');
      const options = /** @type {const} */ ({ mode: 'transform', sourceMap: true, sourceUrl: url });
      return { format: 'module', source: stripTypeScriptTypes(source, options), shortCircuit: true };
    },
  });
  return () => hooks.deregister();
}

/**
 * @param {string} specifier
 * @param {string | undefined} parent
 * @returns {string | undefined} the TypeScript file that is meant, if any
 */
function sourceOf(specifier, parent) {
  if (parent === undefined || !/^\.{1,2}\/.*\.js$/.test(specifier)) return undefined;
  const script = new URL(specifier, parent);
  if (script.protocol !== 'file:' || existsSync(script)) return undefined;
  const source = new URL(script.href.replace(/\.js$/, '.ts'));
  return existsSync(source) ? source.href : undefined;
}
