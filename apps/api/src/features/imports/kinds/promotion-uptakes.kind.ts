import { mergePromotionUptakes, STAGED_PROMOTION_UPTAKE } from '../../promotions/promotion-uptake.merge.js';
import { withdrawPromotionUptakes } from '../../promotions/promotion.withdraw.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import type { Row } from '../reading/row.js';
import { createMissingAccounts } from './references.js';

const FIELDS = {
  promotionCode: {
    description: 'Promotion, by its code.',
    required: true,
    aliases: ['promotion', 'code', 'campaign', 'campaignCode'],
  },
  accountExternalId: {
    description: 'Account, by its external id.',
    required: true,
    aliases: ['account', 'accountId', 'customer', 'customerId', 'customerNumber'],
  },
  accountName: { description: 'Name for an account that is created on the way.', aliases: ['customerName'] },
  agreedOn: {
    description: 'Day on which it agreed to take part; the first day of the promotion unless told.',
    aliases: ['agreed', 'signedOn', 'joinedOn', 'date'],
  },
  note: { description: 'What was agreed, in words.', aliases: ['comment', 'remark'] },
} as const;
type Field = keyof typeof FIELDS;

/** Participations: which accounts take part in which promotions. */
export class PromotionUptakesImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly staged = STAGED_PROMOTION_UPTAKE;

  read(row: Row<Field>): readonly StagedValue[] {
    return [
      row.requiredText('promotionCode', 100),
      row.requiredText('accountExternalId', 100),
      row.text('accountName', 200),
      row.pastDateOrNone('agreedOn'),
      row.text('note', 2_000),
    ];
  }

  async merge(batch: Batch): Promise<Merged> {
    const accounts = batch.createMissing ? await createMissingAccounts(batch) : 0;
    const headings = { promotion: batch.heading('promotionCode'), account: batch.heading('accountExternalId') };
    const merged = await mergePromotionUptakes(batch.ctx, { importId: batch.importId, rows: batch.rows, headings });
    return { ...merged, created: { accounts } };
  }

  async withdraw({ ctx, importId }: Withdrawal): Promise<[]> {
    await withdrawPromotionUptakes(ctx, importId);
    return [];
  }
}
