import { Inject, Injectable } from '@nestjs/common';
import type { Locale, RequestContext } from '../../platform/context/request-context.js';
import { PictureLinks, type SignedLink } from '../../platform/links/signed-links.js';
import { PictureAnswers } from '../../platform/pictures/picture-answers.js';
import { AlertWhyService } from '../alerts/alert-why.service.js';
import { emptyPicture, levelPicture } from './level-picture.js';
import { rhythmPicture } from './rhythm-picture.js';

/** Pictures of why an alert was raised. */
@Injectable()
export class AlertPictureService {
  constructor(
    @Inject(AlertWhyService) private readonly reasons: AlertWhyService,
    @Inject(PictureLinks) private readonly links: PictureLinks,
  ) {}

  /**
   * Its clearest detector: the rhythm of orders, or a level against its limit.
   * @returns SVG
   * @throws NotFound also for alerts of accounts the caller may not see
   */
  async draw(ctx: RequestContext, alertId: string, locale: Locale): Promise<string> {
    const { account, rhythm, levels, currency, asOf, agreeing } = await this.reasons.of(ctx, alertId);
    const leading = agreeing.find((kind) => kind === 'ORDER_GAP' || levels.some((level) => level.kind === kind));
    const level = levels.find(({ kind }) => kind === leading);
    if (level) return levelPicture({ account, currency, level }, locale);
    if (rhythm) return rhythmPicture({ account, asOf, rhythm }, locale);
    const [first] = levels;
    // What it was raised for may be gone since.
    return first ? levelPicture({ account, currency, level: first }, locale) : emptyPicture(account, locale);
  }

  /** Address on this server that opens the picture without signing in, up to its ending. */
  address(ctx: RequestContext, alertId: string): string {
    const expiresAt = PictureAnswers.expiryOf(ctx);
    return `/pictures/${this.links.sign({ tenantId: ctx.tenantId, id: alertId, expiresAt })}`;
  }

  /** What a genuine link says, expired or not; undefined for anything else. */
  read(token: string): SignedLink | undefined {
    return this.links.read(token);
  }
}
