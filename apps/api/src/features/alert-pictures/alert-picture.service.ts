import { Inject, Injectable } from '@nestjs/common';
import type { Locale, RequestContext } from '../../platform/context/request-context.js';
import { PictureLinks } from '../../platform/links/signed-links.js';
import { AlertWhyService } from '../alerts/alert-why.service.js';
import { emptyPicture, levelPicture } from './level-picture.js';
import { PICTURE_WIDTHS, type PictureLook, PictureRenderer } from './picture-renderer.js';
import { rhythmPicture } from './rhythm-picture.js';

/** How long a link to a picture opens it: a mail that shows one is read within a day. */
const LINK_HOURS = 24;

/** Pictures of why an alert was raised. */
@Injectable()
export class AlertPictureService {
  constructor(
    @Inject(AlertWhyService) private readonly reasons: AlertWhyService,
    @Inject(PictureLinks) private readonly links: PictureLinks,
    @Inject(PictureRenderer) private readonly renderer: PictureRenderer,
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

  /**
   * The same in pixels, for what shows no SVG, as most mail programs do.
   * @returns PNG
   * @throws NotFound also for alerts of accounts the caller may not see @throws PicturesBusy
   */
  async drawPixels(ctx: RequestContext, alertId: string, look: PictureLook): Promise<Buffer> {
    return this.inPixels(await this.draw(ctx, alertId, look.locale), look);
  }

  /** A picture that was drawn, in pixels. @throws PicturesBusy */
  inPixels(svg: string, look: PictureLook): Promise<Buffer> {
    return this.renderer.png(svg, look);
  }

  /** Address on this server that opens the picture without signing in, for a day. */
  linkTo(ctx: RequestContext, alertId: string): string {
    return `${this.address(ctx, alertId)}.svg?lang=${ctx.locale}`;
  }

  /** As {@link AlertPictureService.linkTo}, in pixels. */
  linkToPixels(ctx: RequestContext, alertId: string, { width, theme }: Omit<PictureLook, 'locale'>): string {
    const size = width === PICTURE_WIDTHS.usual ? '' : `&width=${width}`;
    return `${this.address(ctx, alertId)}.png?lang=${ctx.locale}${size}${theme === 'dark' ? '&theme=dark' : ''}`;
  }

  private address(ctx: RequestContext, alertId: string): string {
    const expiresAt = new Date(ctx.now().getTime() + LINK_HOURS * 3_600_000);
    return `/pictures/${this.links.sign({ tenantId: ctx.tenantId, id: alertId, expiresAt })}`;
  }
}
