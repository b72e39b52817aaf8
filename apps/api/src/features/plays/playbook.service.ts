import {
  localizedText,
  type LocalizedText,
  PLAY_GUARDS,
  PLAY_MEANS,
  PLAY_ROLES,
  PLAYBOOK,
  playFaults,
  type PlayTemplate,
  RELATIONSHIP_LEVELS,
  STAGES,
  TRIGGER_CODES,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { line, parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { PLAY_PURPOSES } from './play.enums.js';
import type { Play, SavePlayInput } from './play.types.js';
import { playView } from './play.view.js';
import { PlaybookStore, type StoredPlay } from './playbook.store.js';
import { PlayCodeTaken, PlayRefused, PlayUnknown } from './plays.errors.js';

const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/, 'must be capitals, digits and _, up to 60 characters');
const said = line(300).nullish();
const text = z.object({ en: said, zhTW: said, zhCN: said }).transform(({ en, zhTW, zhCN }): LocalizedText => {
  const first = en ?? zhTW ?? zhCN ?? '';
  return localizedText(en ?? first, zhTW ?? zhCN ?? first, zhCN ?? zhTW ?? first);
});
const few = <T extends z.ZodType>(item: T) => z.array(item).max(20).nullish();
const saveInput = z.object({
  code,
  name: text,
  objective: text,
  driver: text,
  stages: few(z.enum(STAGES)),
  levels: few(z.enum(RELATIONSHIP_LEVELS)),
  purpose: z.enum(PLAY_PURPOSES),
  triggers: few(z.enum(TRIGGER_CODES)),
  actions: z
    .array(
      z.object({
        code,
        text,
        role: z.enum(PLAY_ROLES),
        dueDays: z.int().min(0).max(366),
        means: z.enum(PLAY_MEANS),
      }),
    )
    .max(20),
  evidence: z.array(code).max(20),
  guards: few(z.enum(PLAY_GUARDS)),
});
const codeArgument = z.object({ code: z.string().max(60) });

/** The tenant's playbook: what comes with Mortise, less what is switched off, and the tenant's own. */
@Injectable()
export class PlaybookService {
  constructor(
    @Inject(PlaybookStore) private readonly store: PlaybookStore,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  async list(ctx: RequestContext): Promise<Play[]> {
    return (await this.store.all(ctx)).map((play) => playView(play, ctx.locale));
  }

  /** The plays that may be proposed. */
  async offered(ctx: RequestContext): Promise<readonly StoredPlay[]> {
    return (await this.store.all(ctx)).filter(({ switchedOff }) => !switchedOff);
  }

  /** @throws InputInvalid, PlayCodeTaken, PlayRefused */
  async save(ctx: RequestContext, input: SavePlayInput): Promise<Play> {
    const { stages, levels, triggers, guards, actions, ...rest } = parseInput(saveInput, input);
    const template: PlayTemplate = {
      ...rest,
      ...{ stages: stages ?? [], levels: levels ?? [], triggers: triggers ?? [], guards: guards ?? [], signals: [] },
      actions: actions.map(({ role, ...action }) => ({ ...action, owner: role })),
    };
    if (PLAYBOOK.some((play) => play.code === template.code)) throw new PlayCodeTaken();
    const faults = playFaults(template);
    if (faults.length > 0) throw new PlayRefused(faults);
    await this.store.save(ctx, template);
    await this.record(ctx, template.code, 'saved', { template });
    return this.one(ctx, template.code);
  }

  /** @throws PlayUnknown */
  async switch(ctx: RequestContext, args: { readonly code: string; readonly off: boolean }): Promise<Play> {
    const named = parseArguments(codeArgument, args).code;
    await this.one(ctx, named);
    await this.store.switch(ctx, named, args.off);
    await this.record(ctx, named, args.off ? 'switched-off' : 'switched-on', {});
    return this.one(ctx, named);
  }

  private async one(ctx: RequestContext, named: string): Promise<Play> {
    const play = (await this.store.all(ctx)).find(({ template }) => template.code === named);
    if (!play) throw new PlayUnknown(['code']);
    return playView(play, ctx.locale);
  }

  private record(ctx: RequestContext, named: string, action: string, detail: object): Promise<void> {
    return this.audit.record(ctx, { action, entity: 'play', entityId: named, detail: { ...detail } });
  }
}
