import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CLOCK } from '../context/clock.js';
import { ContextFactory } from '../context/context.factory.js';
import { type Clock, type Locale, LOCALES, type RequestContext } from '../context/request-context.js';
import { NotFound } from '../errors/domain-error.js';
import { FileLinkExpired } from '../files/file.errors.js';
import type { SignedLink } from '../links/signed-links.js';
import { nearestWidth, PictureRenderer } from './picture-renderer.js';

/** How long a link to a picture opens it: a mail that shows one is read within a day. */
const LINK_HOURS = 24;

/** A picture may be shown anywhere, and does nothing there. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, max-age=600',
} as const;

/** What a picture can be asked for as, by the end of its address. */
const NAME = /^(.+)\.(svg|png)$/;

/** What is asked for by an address: the picture, and how it is to look. */
export interface PictureRequest {
  /** The signed token and its ending, `….svg` or `….png`. */
  readonly name: string;
  readonly query: Readonly<Record<string, unknown>>;
}

/** Opens pictures by signed link; the link is the permission, so that mails and other programs can show them. */
@Injectable()
export class PictureAnswers {
  constructor(
    @Inject(PictureRenderer) private readonly renderer: PictureRenderer,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** When a link that is made now shall no longer open its picture. */
  static expiryOf(ctx: RequestContext): Date {
    return new Date(ctx.now().getTime() + LINK_HOURS * 3_600_000);
  }

  /**
   * @param read what a genuine token says; undefined for anything else
   * @param draw the picture of what the link is of @returns SVG
   * @throws NotFound @throws FileLinkExpired @throws PicturesBusy
   */
  async send(
    reply: FastifyReply,
    { name, query: { lang, width, theme } }: PictureRequest,
    read: (token: string) => SignedLink | undefined,
    draw: (ctx: RequestContext, id: string, locale: Locale) => Promise<string>,
  ): Promise<void> {
    const [, token = '', form] = NAME.exec(name) ?? [];
    const link = read(token);
    if (!link) throw new NotFound('Picture');
    if (link.expiresAt <= this.clock.now()) throw new FileLinkExpired();
    const locale = LOCALES.find((each) => each === lang) ?? 'en';
    const svg = await this.contexts.asSystem(link.tenantId, 'picture-link', (ctx) => draw(ctx, link.id, locale));
    if (form === 'svg') {
      await reply.headers({ ...HEADERS, 'content-type': 'image/svg+xml; charset=utf-8' }).send(svg);
      return;
    }
    const pixels = await this.renderer.png(svg, {
      ...{ locale, width: nearestWidth(Number.parseInt(String(width), 10)) },
      theme: theme === 'dark' ? 'dark' : 'light',
    });
    await reply.headers({ ...HEADERS, 'content-type': 'image/png' }).send(pixels);
  }
}
