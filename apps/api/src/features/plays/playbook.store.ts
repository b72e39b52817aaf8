import { PLAYBOOK, type PlayTemplate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** A play of the tenant's playbook. */
export interface StoredPlay {
  readonly template: PlayTemplate;
  readonly own: boolean;
  readonly switchedOff: boolean;
}

interface PlayRow {
  code: string;
  template: PlayTemplate | null;
  switched_off: boolean;
}

/** The plays that come with Mortise, with what the tenant has switched off and added. */
@Injectable()
export class PlaybookStore {
  /** In the order of Mortise's playbook, then the tenant's own by their codes. */
  async all(ctx: RequestContext): Promise<readonly StoredPlay[]> {
    const rows = await ctx.unit.query<PlayRow>(tenantSql`
      select code, template, switched_off from playbook_play where tenant_id = ${TENANT} order by code`);
    const off = new Set(rows.filter((row) => row.switched_off).map(({ code }) => code));
    return [
      ...PLAYBOOK.map((template) => ({ template, own: false, switchedOff: off.has(template.code) })),
      ...rows.flatMap(({ template, switched_off: switchedOff }) =>
        template === null ? [] : [{ template, own: true, switchedOff }],
      ),
    ];
  }

  /** Adds a play of the tenant's own, or puts it in the place of the one with its code, which stays on or off. */
  async save(ctx: RequestContext, template: PlayTemplate): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into playbook_play as present (tenant_id, code, template, switched_off, changed_at, changed_by)
      values (${TENANT}, ${template.code}, ${JSON.stringify(template)}, false, ${ctx.now()}, ${ctx.actor})
      on conflict (tenant_id, code) do update set template = excluded.template, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
  }

  /** Switches a play off, or on again. */
  async switch(ctx: RequestContext, code: string, off: boolean): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into playbook_play as present (tenant_id, code, switched_off, changed_at, changed_by)
      values (${TENANT}, ${code}, ${off}, ${ctx.now()}, ${ctx.actor})
      on conflict (tenant_id, code) do update set switched_off = excluded.switched_off, changed_at = excluded.changed_at,
        changed_by = excluded.changed_by`);
  }
}
