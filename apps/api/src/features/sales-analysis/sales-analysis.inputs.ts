import { STAGE_POSITIONS, type StagePosition } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { countedDay, country, line, rowId } from '../../platform/errors/input-schemas.js';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { SALES_DIMENSIONS, type SalesDimension, SalesDimensionEnum } from './sales-dimension.js';

/** What a period is compared with. */
export const SALES_COMPARISONS = ['PREVIOUS_YEAR', 'PREVIOUS_PERIOD'] as const;
export type SalesComparison = (typeof SALES_COMPARISONS)[number];
export const SalesComparisonEnum = codeEnum(
  'SalesComparison',
  SALES_COMPARISONS,
  'PREVIOUS_YEAR: the same months a year before. PREVIOUS_PERIOD: as many months right before.',
);

/** In which order rows come. */
export const SALES_ORDERS = ['LOSS', 'GAIN', 'NET'] as const;
export type SalesOrder = (typeof SALES_ORDERS)[number];
export const SalesOrderEnum = codeEnum(
  'SalesOrder',
  SALES_ORDERS,
  'LOSS: what lost most first. GAIN: what gained most. NET: what sells most.',
);

const MOST_VALUES = 200;
/** What holds where nothing was said, or null. */
const orElse = <T extends z.ZodType>(value: T, otherwise: z.output<T>) =>
  value.nullish().transform((given) => given ?? otherwise);
const several = <T extends z.ZodType>(value: T) => z.array(value).min(1).max(MOST_VALUES).nullish();

/** `to` is any day of the last month. */
export const salesAnalysisArguments = z
  .object({
    by: z.enum(SALES_DIMENSIONS),
    to: countedDay.nullish(),
    months: orElse(z.int().min(1).max(60), 12),
    comparedWith: orElse(z.enum(SALES_COMPARISONS), 'PREVIOUS_YEAR'),
    order: orElse(z.enum(SALES_ORDERS), 'LOSS'),
    first: orElse(z.int().min(1).max(500), 50),
    filter: z
      .object({
        countries: several(country.nullable()),
        regions: several(line(100).nullable()),
        postcodePrefix: line(20).nullish(),
        sizeClasses: several(line(20).nullable()),
        industries: several(line(100).nullable()),
        stages: several(z.enum(STAGE_POSITIONS).nullable()),
        ownerIds: several(rowId.nullable()),
        accountId: rowId.nullish(),
        categoryIds: several(rowId),
        productIds: several(rowId),
      })
      .nullish(),
  })
  .refine(({ months, comparedWith }) => months <= 12 || comparedWith === 'PREVIOUS_PERIOD', {
    path: ['months'],
    message: 'more than 12 months overlap with the year before: compare with PREVIOUS_PERIOD',
  });
export type SalesScope = NonNullable<z.output<typeof salesAnalysisArguments>['filter']>;

const UNKNOWN = 'null stands for those of whom it is not known.';

@InputType({ description: 'Which sales; what is given must all hold. Up to 200 values each.' })
export class SalesFilter {
  @Field(() => [String], { nullable: 'itemsAndList', description: `Countries, ISO 3166-1 alpha-2; ${UNKNOWN}` })
  countries?: (string | null)[] | null;

  @Field(() => [String], { nullable: 'itemsAndList', description: `Regions; ${UNKNOWN}` })
  regions?: (string | null)[] | null;

  @Field(() => String, { nullable: true, description: 'What the postal code begins with.' })
  postcodePrefix?: string | null;

  @Field(() => [String], { nullable: 'itemsAndList', description: `Classes of size; ${UNKNOWN}` })
  sizeClasses?: (string | null)[] | null;

  @Field(() => [String], { nullable: 'itemsAndList', description: `Industries; ${UNKNOWN}` })
  industries?: (string | null)[] | null;

  @Field(() => [StagePositionEnum], { nullable: 'itemsAndList', description: `Where accounts stand today; ${UNKNOWN}` })
  stages?: (StagePosition | null)[] | null;

  @Field(() => [ID], { nullable: 'itemsAndList', description: 'Who answers for the account; null stands for nobody.' })
  ownerIds?: (string | null)[] | null;

  @Field(() => ID, { nullable: true, description: 'This account and all below it.' })
  accountId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Product categories.' })
  categoryIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Products.' })
  productIds?: string[] | null;
}

@ArgsType()
export class SalesAnalysisArgs {
  @Field(() => SalesDimensionEnum, { description: 'What to compare by.' })
  by: SalesDimension;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'A day of the last month; the latest with trade of anybody unless told.',
  })
  to?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Months of the period, 1–60, default 12; beside PREVIOUS_YEAR at most 12.',
  })
  months?: number | null;

  @Field(() => SalesComparisonEnum, { nullable: true, description: 'What to compare with; PREVIOUS_YEAR unless told.' })
  comparedWith?: SalesComparison | null;

  @Field(() => SalesOrderEnum, { nullable: true, description: 'Order of the rows; LOSS unless told.' })
  order?: SalesOrder | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Rows at most, 1–500, default 50; the others are added up in `rest`.',
  })
  first?: number | null;

  @Field(() => SalesFilter, { nullable: true, description: 'Which sales.' })
  filter?: SalesFilter | null;
}
