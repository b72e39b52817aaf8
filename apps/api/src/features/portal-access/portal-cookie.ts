import type { CookieSerializeOptions } from '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { PORTAL_COOKIE } from '../../platform/http/request-context.hook.js';
import { SESSION_DAYS } from './portal-session.service.js';

/** The cookie of a buyer's session: no script reads it, no other site sends it, nothing outside the portal gets it. */
@Injectable()
export class PortalCookie {
  private readonly options: CookieSerializeOptions;

  constructor(@Inject(CONFIG) config: Config) {
    this.options = {
      httpOnly: true,
      sameSite: 'strict',
      path: '/portal',
      secure: config.publicUrl.startsWith('https:'),
    };
  }

  set(reply: FastifyReply, token: string): void {
    void reply.setCookie(PORTAL_COOKIE, token, { ...this.options, maxAge: SESSION_DAYS * 86_400 });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(PORTAL_COOKIE, this.options);
  }
}
