import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type {
  Assessment,
  Advisory,
  Buyer,
  Complaint,
  ComplaintStatus,
  Invitation,
  InvitationAnswer,
  OrderLine,
} from '../src/api/types.js';
import { STRICT_CSP } from '@mortise/ui/test/strict-csp.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

const BUYER: Buyer = {
  id: 'ac1',
  name: 'Li Wei',
  language: 'zh-CN',
  email: 'li.wei@example.com',
  account: { id: 'a1', name: 'Rivertown Dairy' },
  supplier: { slug: 'harbour', name: 'Harbour Heat Exchangers' },
};

class Refusal extends Error {
  readonly code: string;
  readonly reasons: readonly object[];

  constructor(code: string, reasons: readonly object[] = []) {
    super(code);
    this.code = code;
    this.reasons = reasons;
  }
}

/** An advisory with its text in every language it is written in. */
type Warning = Omit<Advisory, 'text'> & { readonly texts: readonly Advisory['text'][] };

const STOCK_TEXTS: Warning['texts'] = [
  {
    language: 'en',
    title: 'Your stock lasts for about 146 days',
    body: 'By your figures for 2025, your stock lasts for about 146 days. We take 90 days for the upper limit.\n\nWe would like to look at it with you.',
  },
  { language: 'zh-CN', title: '贵公司库存约可用 146 天', body: '目前库存约可用 146 天。\n\n我们愿与您一起商讨。' },
];

/**
 * The portal's API as its contract says, in memory, and the built portal with the policy it is served with: enough to
 * try the pages one by one. Idempotency keys and sessions behave as in the real one.
 */
export class PortalServer {
  /** Whoever has a session. */
  buyer = BUYER;
  readonly complaints: Complaint[] = [];
  readonly orderLines: OrderLine[] = [];
  readonly invitations: Invitation[] = [];
  readonly assessments: Assessment[] = [];
  /** Sheets as they came in. */
  readonly sheets: unknown[] = [];
  readonly advisories: Warning[] = [];
  /** Names of the GraphQL operations and "upload", in the order in which they came in. */
  readonly calls: string[] = [];
  /** Codes with which the next calls of an operation, "upload" or "events" fail; NETWORK breaks the connection without an answer. */
  readonly failures = new Map<string, { code: string; reasons?: readonly object[]; afterWork?: boolean }[]>();
  /** Files in the order in which they came in. */
  readonly files: { key: string; id: string; name: string; mediaType: string; bytes: Buffer }[] = [];

  private readonly server: Server;
  private readonly dist: string;
  private readonly sessions = new Set<string>();
  private readonly links = new Map<string, 'FRESH' | 'USED' | 'EXPIRED'>();
  private readonly filed = new Map<string, Complaint>();
  private readonly streams = new Set<ServerResponse>();
  private readonly held = new Map<string, Promise<void>>();

  constructor(dist: string) {
    this.dist = dist;
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get origin(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** Value of the cookie `mortise_portal` of a new session. */
  session(): string {
    const id = randomUUID();
    this.sessions.add(id);
    return id;
  }

  endSessions(): void {
    this.sessions.clear();
  }

  link(state: 'FRESH' | 'USED' | 'EXPIRED' = 'FRESH'): string {
    const token = `ml_${randomUUID()}`;
    this.links.set(token, state);
    return token;
  }

  failNext(operation: string, code: string, more: { reasons?: readonly object[]; afterWork?: boolean } = {}): void {
    this.failures.set(operation, [...(this.failures.get(operation) ?? []), { code, ...more }]);
  }

  /** Holds the next answer to an operation back until the returned function is called. */
  holdNext(operation: string): () => void {
    let release!: () => void;
    this.held.set(operation, new Promise((resolve) => (release = resolve)));
    return release;
  }

  addComplaint(status: ComplaintStatus, subject: string, at = new Date().toISOString()): Complaint {
    const number = `C-2026-${String(this.complaints.length + 1).padStart(6, '0')}`;
    const complaint: Complaint = {
      id: randomUUID(),
      number,
      subject,
      description: subject,
      status,
      createdAt: at,
      updatedAt: at,
      lot: null,
      quantity: null,
      unit: null,
      orderLine: null,
      files: [],
      events: [{ at, type: 'RECEIVED' }],
    };
    this.complaints.unshift(complaint);
    return complaint;
  }

  /** Asks the buyer how things are going. */
  ask(askedBy: string | null = 'Anna Berg'): Invitation {
    const sentAt = new Date().toISOString();
    const invitation: Invitation = {
      id: randomUUID(),
      sentAt,
      askedBy,
      state: 'WAITING',
      answer: null,
      note: null,
      complaint: null,
    };
    this.invitations.unshift(invitation);
    return invitation;
  }

  /** Asks the buyer how she or he sees the relationship. */
  assess(state: Assessment['state'] = 'WAITING'): Assessment {
    const items = ['TRUST', 'INFORMATION'].map((code) => ({
      ...{ code, question: `How about ${code.toLowerCase()}?` },
      anchors: ['None', 'Some', 'Much', 'All'].map((word) => `${word} of it`),
    }));
    const assessment: Assessment = { id: randomUUID(), state, deadline: '2026-12-24', requiredAnswers: 2, items };
    this.assessments.unshift(assessment);
    return assessment;
  }

  /** Warns the buyer of something. */
  warn(change: Partial<Warning> = {}): Warning {
    const warning: Warning = {
      ...{ id: randomUUID(), sentAt: '2026-11-20T08:00:00.000Z', state: 'UNREAD', kind: 'STOCK_CEILING' },
      ...{ sentBy: 'Anna Berg', action: null, actedAt: null, actedByYou: false, texts: STOCK_TEXTS },
      ...change,
    };
    this.advisories.unshift(warning);
    return warning;
  }

  /** Moves a complaint on, as staff would, and tells who listens. */
  moveOn(id: string, status: ComplaintStatus): void {
    const index = this.complaints.findIndex((each) => each.id === id);
    const complaint = this.complaints[index];
    if (!complaint) throw new Error(`No complaint ${id}`);
    const events = [...complaint.events, { at: new Date().toISOString(), type: status }];
    this.complaints[index] = { ...complaint, status, events };
    for (const stream of this.streams)
      stream.write(`id: ${events.length}\nevent: complaint.changed\ndata: {"id":"${id}"}\n\n`);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // On a fresh connection a browser does not quietly repeat a request whose answer was lost.
    response.setHeader('connection', 'close');
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/portal/graphql') return this.answerGraphql(request, response);
    if (path === '/portal/files' && request.method === 'POST') return this.answerUpload(request, response);
    if (path === '/portal/events') return this.answerEvents(request, response);
    const file = this.files.find(({ id }) => path === `/portal/files/${id}`);
    if (file) return void response.setHeader('content-type', file.mediaType).end(file.bytes);
    const asset = join(this.dist, path.slice('/portal/'.length));
    const found =
      path !== '/portal/' && existsSync(asset) && extname(asset) !== '' ? asset : join(this.dist, 'index.html');
    response.setHeader('content-type', TYPES[extname(found)] ?? 'application/octet-stream');
    response.setHeader('content-security-policy', STRICT_CSP).end(await readFile(found));
  }

  private async answerGraphql(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers['content-type'] !== 'application/json') return void response.writeHead(400).end();
    const { query, variables } = JSON.parse((await bodyOf(request)).toString()) as {
      query: string;
      variables: Variables;
    };
    const operation = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
    response.setHeader('content-type', 'application/json');
    const answer = this.answerTo(operation, variables, request, response);
    const held = this.held.get(operation);
    this.held.delete(operation);
    await held;
    if (answer) response.end(JSON.stringify(answer));
    else response.destroy();
  }

  /** Undefined when the connection is to break. */
  private answerTo(
    operation: string,
    variables: Variables,
    request: IncomingMessage,
    response: ServerResponse,
  ): object | undefined {
    try {
      return { data: this.guarded(operation, () => this.resolve(operation, variables, request, response)) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'NETWORK') return undefined;
      const extensions = { code: error.code, reasons: error.reasons };
      return { data: null, errors: [{ message: error.code, extensions }] };
    }
  }

  private async answerUpload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await bodyOf(request);
    const { headers } = request;
    response.setHeader('content-type', 'application/json');
    try {
      const file = this.guarded('upload', () => {
        this.demandSession(request);
        if (headers['x-mortise-request'] !== '1') throw new Refusal('REQUEST_HEADER_MISSING');
        const key = String(headers['idempotency-key']);
        const known = this.files.find((each) => each.key === key);
        if (known) return known;
        const name = decodeURIComponent(String(headers['x-file-name']));
        const fresh = { key, id: randomUUID(), name, mediaType: String(headers['content-type']), bytes };
        this.files.push(fresh);
        return fresh;
      });
      response.writeHead(201).end(JSON.stringify({ id: file.id }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'NETWORK') return void response.destroy();
      response.writeHead(400).end(JSON.stringify({ code: error.code, message: error.code, reasons: error.reasons }));
    }
  }

  private answerEvents(request: IncomingMessage, response: ServerResponse): void {
    if (!this.signedIn(request)) return void response.writeHead(401).end();
    if (this.failures.get('events')?.shift()) return void response.writeHead(503).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('id: 0\nretry: 2000\n\n');
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
  }

  /** Notes the call and lets it fail as the test asked, before or (answer lost) after it has done its work. */
  private guarded<T>(operation: string, work: () => T): T {
    this.calls.push(operation);
    const failure = this.failures.get(operation)?.shift();
    if (failure && !failure.afterWork) throw new Refusal(failure.code, failure.reasons);
    const result = work();
    if (failure) throw new Refusal(failure.code, failure.reasons);
    return result;
  }

  private resolve(operation: string, variables: Variables, request: IncomingMessage, response: ServerResponse): object {
    const input = variables.input ?? {};
    switch (operation) {
      case 'Supplier':
        return { supplier: variables.slug === BUYER.supplier.slug ? BUYER.supplier : null };
      case 'RequestMagicLink':
        return { requestMagicLink: true };
      case 'RedeemMagicLink':
        return { redeemMagicLink: this.redeem(String(input['token']), response) };
      case 'Me':
        this.demandSession(request);
        return { me: this.buyer };
    }
    this.demandSession(request);
    switch (operation) {
      case 'SignOut':
        this.endSessions();
        return { signOut: true };
      case 'Complaints':
        return { complaints: this.page(variables.first ?? 20, variables.after ?? null) };
      case 'Complaint':
        return { complaint: this.complaints.find(({ id }) => id === variables.id) ?? null };
      case 'OrderLines':
        return { orderLines: this.orderLines.filter((line) => matches(line, variables.search ?? '')) };
      case 'Invitations':
        return { invitations: { nodes: this.invitations } };
      case 'Invitation':
        return { invitation: this.invitations.find(({ id }) => id === variables.id) ?? null };
      case 'OpenInvitation':
        return { openInvitation: this.invitations.find(({ id }) => id === variables.id) ?? null };
      case 'AnswerInvitation':
        return { answerInvitation: this.takeAnswer(variables) };
      case 'Assessments':
        return { assessments: { nodes: this.assessments } };
      case 'Assessment':
        return { assessment: this.assessments.find(({ id }) => id === variables.id) ?? null };
      case 'AnswerAssessment':
        return { answerAssessment: this.takeSheet(variables) };
      case 'Advisories':
        return { advisories: this.advisoryPage(variables) };
      case 'AdvisoryOverview':
        return {
          unread: {
            nodes: this.read(variables)
              .filter(({ state }) => state === 'UNREAD')
              .slice(0, 3),
          },
          all: { totalCount: this.advisories.length },
        };
      case 'Advisory':
        return { advisory: this.read(variables).find(({ id }) => id === variables.id) ?? null };
      case 'OpenAdvisory':
        return {
          openAdvisory: this.change(variables, ({ state }) => ({ state: state === 'UNREAD' ? 'READ' : state })),
        };
      case 'ReportAdvisoryAction':
        return { reportAdvisoryAction: this.change(variables, (warning) => actedOn(warning, variables.action ?? '')) };
      case 'FileComplaint':
        return { fileComplaint: this.file(input) };
      default:
        throw new Refusal('GRAPHQL_VALIDATION_FAILED');
    }
  }

  /** What the buyer reads: in the language asked for, else in the first. */
  private read({ language }: Variables): readonly Advisory[] {
    return this.advisories.map(({ texts, ...rest }) => {
      return { ...rest, text: texts.find((text) => text.language === language) ?? texts[0]! };
    });
  }

  private advisoryPage(variables: Variables): object {
    const { first = 20, after = null } = variables;
    const all = this.read(variables);
    const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
    const nodes = all.slice(start, start + first);
    const pageInfo = { hasNextPage: start + first < all.length, endCursor: nodes.at(-1)?.id ?? null };
    return { nodes, pageInfo, totalCount: all.length };
  }

  private change(variables: Variables, work: (warning: Warning) => Partial<Warning>): Advisory {
    const index = this.advisories.findIndex(({ id }) => id === variables.id);
    const warning = this.advisories[index];
    if (!warning) throw new Refusal('NOT_FOUND');
    this.advisories[index] = { ...warning, ...work(warning) };
    return this.read(variables)[index]!;
  }

  private takeAnswer({ id, answer, note = null }: Variables): Invitation {
    const index = this.invitations.findIndex((each) => each.id === id);
    const invitation = this.invitations[index];
    if (!invitation || answer === undefined) throw new Refusal('NOT_FOUND');
    if (invitation.state === 'ANSWERED') {
      if (invitation.answer === answer && invitation.note === note) return invitation;
      throw new Refusal('ALREADY_ANSWERED');
    }
    const complaint = answer === 'COMPLAINT' ? this.addComplaint('RECEIVED', note ?? '') : null;
    const answered = { ...invitation, state: 'ANSWERED' as const, answer, note, complaint };
    this.invitations[index] = answered;
    return answered;
  }

  private takeSheet({ id, answers }: Variables): Assessment {
    const index = this.assessments.findIndex((each) => each.id === id);
    const assessment = this.assessments[index];
    if (!assessment) throw new Refusal('NOT_FOUND');
    if (assessment.state === 'ANSWERED') throw new Refusal('ALREADY_SUBMITTED');
    if (assessment.state === 'CLOSED') throw new Refusal('DEADLINE_PASSED');
    this.sheets.push(answers);
    return (this.assessments[index] = { ...assessment, state: 'ANSWERED' });
  }

  private redeem(token: string, response: ServerResponse): object {
    const state = this.links.get(token);
    if (state !== 'FRESH') throw new Refusal(state ? `LINK_${state}` : 'LINK_INVALID');
    this.links.set(token, 'USED');
    response.setHeader('set-cookie', `mortise_portal=${this.session()}; Path=/portal; HttpOnly; SameSite=Lax`);
    return this.buyer;
  }

  private page(first: number, after: string | null): object {
    const start = after === null ? 0 : this.complaints.findIndex(({ id }) => id === after) + 1;
    const nodes = this.complaints.slice(start, start + first);
    const pageInfo = { hasNextPage: start + first < this.complaints.length, endCursor: nodes.at(-1)?.id ?? null };
    return { nodes, pageInfo, totalCount: this.complaints.length };
  }

  private file(input: Readonly<Record<string, unknown>>): Complaint {
    const key = String(input['idempotencyKey']);
    const known = this.filed.get(key);
    if (known) return known;
    const fileIds = input['fileIds'] as string[];
    const complaint = {
      ...this.addComplaint('RECEIVED', String(input['subject'])),
      description: String(input['description']),
      lot: input['lot'] as string | null,
      quantity: input['quantity'] as string | null,
      unit: input['unit'] as string | null,
      orderLine: this.orderLines.find(({ id }) => id === input['orderLineId']) ?? null,
      files: this.files
        .filter(({ id }) => fileIds.includes(id))
        .map(({ id, name, mediaType, bytes }) => ({
          id,
          name,
          mediaType,
          bytes: bytes.length,
          url: `/portal/files/${id}`,
        })),
    };
    this.complaints[0] = complaint;
    this.filed.set(key, complaint);
    return complaint;
  }

  private signedIn(request: IncomingMessage): boolean {
    const cookie = /mortise_portal=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    return cookie !== undefined && this.sessions.has(cookie);
  }

  private demandSession(request: IncomingMessage): void {
    if (!this.signedIn(request)) throw new Refusal('UNAUTHENTICATED');
  }
}

function actedOn({ state, action, actedByYou }: Warning, words: string): Partial<Warning> {
  if (state === 'ACTED' && actedByYou && action === words) return {};
  if (state !== 'READ') throw new Refusal('TRANSITION_NOT_ALLOWED');
  return { state: 'ACTED', action: words, actedAt: '2026-11-21T08:00:00.000Z', actedByYou: true };
}

interface Variables {
  readonly language?: string;
  readonly action?: string;
  readonly slug?: string;
  readonly id?: string;
  readonly first?: number;
  readonly after?: string | null;
  readonly search?: string | null;
  readonly answer?: InvitationAnswer;
  readonly note?: string | null;
  readonly answers?: readonly object[];
  readonly input?: Readonly<Record<string, unknown>>;
}

function matches(line: OrderLine, search: string): boolean {
  return `${line.orderNumber} ${line.productName}`.toLowerCase().includes(search.toLowerCase());
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
