import { identifier, sql, TENANT, tenantSql } from '../../../platform/database/tenant-sql.js';
import { OFFER_FORMS } from '../../products/product.entity.js';
import type { Batch, ImportKind, Merged, StagedValue } from '../import-kind.js';
import type { Row } from '../reading/row.js';
import { hashOf } from './content-hash.js';
import { createMissingCategories } from './references.js';

const FIELDS = {
  externalId: {
    description: "The product's number.",
    required: true,
    aliases: ['productExternalId', 'productId', 'sku', 'articleNumber'],
  },
  name: { description: 'Name.', required: true, aliases: ['productName'] },
  categoryExternalId: {
    description: 'Category, by its external id; created when it is missing.',
    required: true,
    aliases: ['category', 'categoryId'],
  },
  categoryName: { description: 'Name for a category that is created on the way.' },
  unit: { description: 'Unit of quantity.' },
  offerForm: { description: `One of ${OFFER_FORMS.join(', ')}; STANDARD unless told.` },
} as const;
type Field = keyof typeof FIELDS;

/** Products with their categories: new numbers are added, known ones must be the same. */
export class ProductsImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly staged = {
    ref: 'text not null',
    content: 'uuid not null',
    name: 'text not null',
    category_ref: 'text not null',
    category_name: 'text',
    unit: 'text',
    offer_form: 'text not null',
  } as const;

  read(row: Row<Field>): readonly StagedValue[] {
    const ref = row.requiredText('externalId', 100);
    const name = row.requiredText('name', 200);
    const category = row.requiredText('categoryExternalId', 100);
    const categoryName = row.text('categoryName', 200);
    const unit = row.text('unit', 20);
    const form = row.code('offerForm', OFFER_FORMS) ?? 'STANDARD';
    return [ref, hashOf([ref, name, category, unit, form]), name, category, categoryName, unit, form];
  }

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, importId } = batch;
    const categories = await createMissingCategories(batch);
    const unit = batch.gives('unit') ? sql`p.unit is distinct from s.unit` : sql`false`;
    const form = batch.gives('offerForm') ? sql`p.offer_form <> s.offer_form` : sql`false`;
    const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
      with numbered as (
        select s.*, row_number() over same as nth, first_value(content) over same as first_content
        from ${identifier(batch.rows)} s window same as (partition by ref order by row_number)),
      placed as materialized (
        select s.*, c.id as category_id, p.id is null and nth = 1 as fresh,
          case when p.id is null then s.content <> s.first_content
            else p.name <> s.name or p.category_id <> c.id or ${unit} or ${form} end as changed
        from numbered s join product_category c on c.tenant_id = ${TENANT}::uuid and c.external_id = s.category_ref
        left join product p on p.tenant_id = ${TENANT}::uuid and p.external_id = s.ref),
      added as (
        insert into product (tenant_id, id, external_id, name, category_id, unit, offer_form, created_at, import_id)
        select ${TENANT}::uuid, gen_random_uuid(), ref, name, category_id, unit, offer_form, ${ctx.now()}::timestamptz, ${importId}::uuid
        from placed where fresh order by row_number),
      refused as (
        insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
        select ${TENANT}::uuid, ${importId}::uuid, row_number, 0, ${batch.heading('externalId')}::text, 'ROW_CHANGED', ref,
          'This product is there already with other content; imports only add.' from placed where changed)
      select count(*) filter (where fresh) as added, count(*) filter (where changed) as rejected from placed`);
    return {
      added: Number(result?.added),
      rejected: Number(result?.rejected),
      created: { products: Number(result?.added), categories },
    };
  }
}
