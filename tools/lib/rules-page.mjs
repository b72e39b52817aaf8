// @ts-check
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** Where the page stands and whose tests it lists, from the repository's root. */
export const RULES_PAGE = 'docs/rules.md';
const SOURCES = 'libs/domain/src';
/** What tests of several concepts share: it is looked through, not listed. */
const SUPPORT = 'libs/domain/test';
/** What every concept stands on; listed for its own tests only. */
const FOUNDATIONS = ['calendar', 'errors', 'random', 'statistics'].map((folder) => `${SOURCES}/${folder}`);

/** What a rule is called in the specification: a row, a section, a contradiction between its sources. */
const ID = '(?:[A-Z]{2}-\\d{2}|§\\d+(?:\\.\\d+)*|K\\d{1,2}|P\\d{1,2})';
const IDS = new RegExp(`^${ID}(?:[\\s,/…–&+-]+${ID})*(?=[:\\s]|$)`);

/**
 * @typedef {object} Tested one test of one or several rules
 * @property {readonly string[]} ids
 * @property {string} title without the ids
 * @property {string} file
 * @property {readonly Used[]} uses
 *
 * @typedef {object} Used something of the domain that a test calls
 * @property {string} name
 * @property {string} file that declares it
 */

/**
 * The page on which every rule is found by its id: what computes it, and which test holds it.
 * @param {string} root of the repository
 * @returns {string} Markdown
 */
export function rulesPage(root) {
  const files = globSync(`${SOURCES}/**/*.spec.ts`, { cwd: root }).sort();
  const tests = files.flatMap((file) => testsOf(root, file));
  const ids = [...new Set(tests.flatMap(({ ids }) => ids))].sort(byId);
  const rows = ids.map((id) =>
    row(
      id,
      tests.filter((test) => test.ids.includes(id)),
    ),
  );
  return `# Where a rule is

Written by \`npm run rules\` from the tests of \`${SOURCES}\`, which name the rules they hold: the rows of the catalogue by their
codes (ST-07), sections by their numbers (§8.3), golden numbers as §10.

| rule | computed by | held by |
| ---- | ----------- | ------- |
${rows.join('\n')}
`;
}

/**
 * @param {string} id
 * @param {readonly Tested[]} tests
 */
function row(id, tests) {
  const uses = new Map(tests.flatMap(({ uses }) => uses).map((use) => [use.name, use]));
  const functions = [...uses.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const computed = functions.map(({ name, file }) => `[\`${name}\`](../${file})`);
  const held = tests.map(({ title, file }) => `[${escape(title)}](../${file})`);
  return `| ${id} | ${computed.join(', ')} | ${held.join('; ')} |`;
}

/** @param {string} text */
function escape(text) {
  return text
    .replaceAll('|', '\\|')
    .replaceAll(/[[\]<>]/g, '\\$&')
    .replaceAll(/[*_]/g, '\\$&');
}

/**
 * @param {string} a
 * @param {string} b
 */
function byId(a, b) {
  const kind = Number(a.startsWith('§')) - Number(b.startsWith('§'));
  return kind || a.localeCompare(b, 'en', { numeric: true });
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {Tested[]}
 */
function testsOf(root, file) {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const imports = importsOf(root, source);
  const helpers = helpersOf(source, new Set(imports.keys()));
  /** @type {Tested[]} */
  const tests = [];
  visit(source, []);
  return tests;

  /**
   * @param {ts.Node} node
   * @param {readonly string[]} outer ids of the blocks around
   * @returns {void}
   */
  function visit(node, outer) {
    const call = testCall(node);
    if (!call) return void ts.forEachChild(node, (child) => visit(child, outer));
    const { kind, title, body } = call;
    const own = IDS.exec(title)?.[0] ?? '';
    const ids = [...new Set([...outer, ...(own.match(new RegExp(ID, 'g')) ?? [])])];
    if (kind === 'describe') return void ts.forEachChild(body, (child) => visit(child, ids));
    if (ids.length === 0) return;
    const names = [...mentioned(body)].flatMap((name) => [name, ...(helpers.get(name) ?? [])]);
    const uses = [...new Set(names)]
      .flatMap((name) => imports.get(name) ?? [])
      .filter((use) => dirname(use.file) === dirname(file) || !FOUNDATIONS.includes(dirname(use.file)));
    tests.push({ ids, title: title.slice(own.length).replace(/^[:\s]+/, ''), file, uses });
  }
}

/**
 * `describe`, `it` or `test` with its title and body; also with `.each(…)`.
 * @param {ts.Node} node
 * @returns {{ kind: string, title: string, body: ts.Node } | undefined}
 */
function testCall(node) {
  if (!ts.isCallExpression(node)) return undefined;
  let callee = node.expression;
  while (
    ts.isCallExpression(callee) ||
    ts.isPropertyAccessExpression(callee) ||
    ts.isTaggedTemplateExpression(callee)
  ) {
    callee = ts.isTaggedTemplateExpression(callee) ? callee.tag : callee.expression;
  }
  const [title, body] = node.arguments;
  if (!ts.isIdentifier(callee) || !['describe', 'it', 'test'].includes(callee.text) || !title || !body)
    return undefined;
  const text = ts.isStringLiteralLike(title)
    ? title.text
    : ts.isTemplateExpression(title)
      ? title.head.text
      : undefined;
  return text === undefined ? undefined : { kind: callee.text, title: text, body: node };
}

/**
 * Functions and constants of the domain by the name the test has for them. Types compute nothing.
 * @param {string} root
 * @param {ts.SourceFile} source
 * @returns {Map<string, readonly Used[]>}
 */
function importsOf(root, source) {
  /** @type {Map<string, readonly Used[]>} */
  const found = new Map();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const from = statement.moduleSpecifier.text;
    const bindings = statement.importClause?.namedBindings;
    if (!from.startsWith('.') || !bindings || !ts.isNamedImports(bindings)) continue;
    if (statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
    const module = relative(root, resolve(root, dirname(source.fileName), from)).replace(/\.js$/, '.ts');
    if (!existsSync(join(root, module))) continue;
    const support = module.startsWith(SOURCES)
      ? undefined
      : module.startsWith(SUPPORT)
        ? supportOf(root, module)
        : new Map();
    for (const { name, propertyName, isTypeOnly } of bindings.elements) {
      if (isTypeOnly) continue;
      const original = (propertyName ?? name).text;
      const file = support ? undefined : declaringFile(root, module, original);
      const uses = support ? support.get(original) : file && [{ name: original, file }];
      if (uses) found.set(name.text, uses);
    }
  }
  return found;
}

/**
 * What the functions and constants of a file that tests share use of the domain, by their names.
 * @param {string} root
 * @param {string} file
 * @returns {Map<string, readonly Used[]>}
 */
function supportOf(root, file) {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const imports = importsOf(root, source);
  const helpers = helpersOf(source, new Set(imports.keys()));
  return new Map([...helpers].map(([name, used]) => [name, [...used].flatMap((each) => imports.get(each) ?? [])]));
}

/**
 * The file that declares a function or a constant, through files that only pass it on.
 * @param {string} root
 * @param {string} file
 * @param {string} name
 * @returns {string | undefined}
 */
function declaringFile(root, file, name) {
  const text = readFileSync(join(root, file), 'utf8');
  if (new RegExp(`export (?:async )?(?:function\\*?|const|class) ${name}\\b`).test(text)) return file;
  for (const [, names, from] of text.matchAll(/export (\*|\{[^}]*\}) from '(\.[^']+)'/g)) {
    if (names !== '*' && !new RegExp(`\\b${name}\\b`).test(names ?? '')) continue;
    const found = declaringFile(root, join(dirname(file), (from ?? '').replace(/\.js$/, '.ts')), name);
    if (found) return found;
  }
  return undefined;
}

/**
 * What the test's own functions and constants mention, directly and through each other.
 * @param {ts.SourceFile} source
 * @param {ReadonlySet<string>} known names worth finding
 * @returns {Map<string, Set<string>>}
 */
function helpersOf(source, known) {
  /** @type {Map<string, Set<string>>} */
  const direct = new Map();
  collect(source);
  return new Map([...direct.keys()].map((name) => [name, reached(name)]));

  /** @param {ts.Node} node of what tests have in common, not of a test */
  function collect(node) {
    const call = testCall(node);
    if (call && call.kind !== 'describe') return;
    if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name) add(node.name, node);
    else if (ts.isVariableDeclaration(node) && node.initializer) add(node.name, node.initializer);
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      add(node.left, node.right);
    ts.forEachChild(node, collect);
  }

  /**
   * @param {ts.Node} name
   * @param {ts.Node} value
   */
  function add(name, value) {
    if (ts.isIdentifier(name)) direct.set(name.text, new Set([...(direct.get(name.text) ?? []), ...mentioned(value)]));
  }

  /** @param {string} start */
  function reached(start) {
    const seen = new Set([start]);
    for (const name of seen)
      for (const next of direct.get(name) ?? []) if (direct.has(next) || known.has(next)) seen.add(next);
    // A constant that only a helper uses says nothing about the test.
    return new Set([...seen].filter((name) => known.has(name) && !/^[A-Z\d_]+$/.test(name)));
  }
}

/**
 * @param {ts.Node} node
 * @returns {Set<string>} all identifiers in it
 */
function mentioned(node) {
  /** @type {Set<string>} */
  const names = new Set();
  const visit = (/** @type {ts.Node} */ each) => {
    if (ts.isIdentifier(each)) names.add(each.text);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return names;
}
