import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface SourceMessage {
  readonly id: string;
  readonly text: string;
  /** How many values the text takes. */
  readonly values: number;
  readonly file: string;
}

/** Every `msg(…, { id })` in the sources below a folder; one without a literal text and id is an error. */
export function sourceMessages(folder: string): SourceMessage[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => messagesOf(file, readFileSync(join(folder, file), 'utf8')));
}

function messagesOf(file: string, text: string): SourceMessage[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext);
  const found: SourceMessage[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'msg')
      found.push(messageOf(file, source, node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function messageOf(
  file: string,
  source: ts.SourceFile,
  { arguments: [text, options] }: ts.CallExpression,
): SourceMessage {
  const id = /^\{\s*id: '([^']+)',?\s*\}$/.exec(options?.getText(source) ?? '')?.[1];
  if (!id || !text) throw new Error(`${file}: msg() without an id: ${text?.getText(source)}`);
  if (ts.isStringLiteral(text)) return { id, text: text.text, values: 0, file };
  if (ts.isTaggedTemplateExpression(text) && ts.isTemplateExpression(text.template)) {
    const { head, templateSpans } = text.template;
    const parts = templateSpans.map(({ literal }, index) => `{${index}}${literal.text}`);
    return { id, text: head.text + parts.join(''), values: templateSpans.length, file };
  }
  throw new Error(`${file}: msg() needs a literal text: ${text.getText(source)}`);
}
