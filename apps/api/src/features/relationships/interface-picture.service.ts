import type { IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Locale, RequestContext } from '../../platform/context/request-context.js';
import { type SignedLink, SignedLinks } from '../../platform/links/signed-links.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { PictureAnswers } from '../../platform/pictures/picture-answers.js';
import { AccountService } from '../accounts/account.service.js';
import { interfacePicture } from './interface-picture.js';
import { InterfaceService } from './interface.service.js';

/** The interface of an account on a day. */
export interface InterfaceDay {
  readonly accountId: string;
  readonly asOf: IsoDate;
}

/** Pictures of the contact matrix of an account on a day. */
@Injectable()
export class InterfacePictureService {
  constructor(
    @Inject(InterfaceService) private readonly interfaces: InterfaceService,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns SVG @throws AccountNotFound also for accounts the caller may not see */
  async draw(ctx: RequestContext, { accountId, asOf }: InterfaceDay, locale: Locale): Promise<string> {
    const { name } = await this.accounts.requireVisible(ctx, accountId, []);
    const read = await this.interfaces.of(ctx, accountId, asOf);
    const { form } = await this.interfaces.timeline(ctx, { accountId, asOf });
    return interfacePicture({ account: name, form, read }, locale);
  }

  /** Address on this server that opens the picture without signing in, up to its ending. */
  address(ctx: RequestContext, { accountId, asOf }: InterfaceDay): string {
    const expiresAt = PictureAnswers.expiryOf(ctx);
    const token = this.linksOf(asOf).sign({ tenantId: ctx.tenantId, id: accountId, expiresAt });
    return `/interface-pictures/${asOf}/${token}`;
  }

  /** What a genuine link to a picture of a day says, expired or not; undefined for anything else. */
  read(asOf: IsoDate, token: string): SignedLink | undefined {
    return this.linksOf(asOf).read(token);
  }

  /** A link to the picture of one day is worth nothing for another. */
  private linksOf(asOf: IsoDate): SignedLinks {
    return new SignedLinks(this.config.secret, `pictures of interfaces ${asOf}`);
  }
}
