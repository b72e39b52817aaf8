import {
  addMonths,
  addMonthsToDate,
  dateOfEpochDay,
  epochDay,
  type IsoDate,
  type Month,
  monthOf,
  monthsBetween,
} from '@mortise/domain';
import { ArgsType, Field } from '@nestjs/graphql';
import { z } from 'zod';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { countedDay, parseArguments } from '../../platform/errors/input-schemas.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

/** Whole calendar months, the last one included. */
export interface ValuePeriod {
  readonly from: Month;
  readonly to: Month;
}

/** Months that value is judged over. */
export const VALUE_MONTHS = 12;
const MOST_MONTHS = 120;

@ArgsType()
export class ValuePeriodArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'A day of the first month; eleven months before the last unless told.',
  })
  from?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'A day of the last month; the last month that is over unless told. Up to 120 months.',
  })
  to?: string | null;
}

const periodArguments = z.object({ from: countedDay.nullish(), to: countedDay.nullish() });

/** The last month that is over by the end of a day; that of the day itself where no order comes any more. */
export function lastFullMonth(asOf: IsoDate, today: IsoDate): Month {
  const month = monthOf(asOf);
  const over = asOf < today || monthOf(dateOfEpochDay(epochDay(asOf) + 1)) !== month;
  return over ? month : addMonths(month, -1);
}

/** The year of months that ends with this one. */
export function yearUntil(to: Month): ValuePeriod {
  return { from: addMonths(to, 1 - VALUE_MONTHS), to };
}

/** @param last what it ends with unless told @throws InputInvalid */
export function readPeriod(args: ValuePeriodArgs, last: Month): ValuePeriod {
  const { from, to } = parseArguments(periodArguments, { from: args.from, to: args.to });
  const end = to == null ? last : monthOf(to);
  const period = from == null ? yearUntil(end) : { from: monthOf(from), to: end };
  const months = monthsBetween(period.from, period.to) + 1;
  if (months < 1 || months > MOST_MONTHS)
    throw new InputInvalid([
      { path: ['from'], code: 'PERIOD_INVALID', message: `A period has 1 to ${MOST_MONTHS} months.` },
    ]);
  return period;
}

export const firstDayOf = (month: Month): IsoDate => `${month}-01`;

export function lastDayOf(month: Month): IsoDate {
  return dateOfEpochDay(epochDay(addMonthsToDate(firstDayOf(month), 1)) - 1);
}
