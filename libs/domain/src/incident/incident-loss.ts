import { InvalidValueError } from '../errors/invalid-value.error.js';

/** Goods of affected lots at one account, in minor units of one currency, each at least 0. */
export interface ExposedGoods {
  readonly accountId: string;
  /** Value of what it received. */
  readonly exposedMinor: bigint;
  /** Of that, what was blocked, replaced or taken back before it was used. */
  readonly securedMinor: bigint;
  /** Claims, replacements and costs that arose all the same. */
  readonly lossMinor: bigint;
}

export interface IncidentLoss {
  readonly exposedMinor: bigint;
  /** Avoided: secured before it could do harm, at no account more than it received. */
  readonly avoidedMinor: bigint;
  /** Still in use: exposed less avoided. */
  readonly atLargeMinor: bigint;
  readonly lossMinor: bigint;
  /** Avoided ÷ exposed, 0…1; undefined where nothing was exposed. */
  readonly avoidedShare: number | undefined;
}

/**
 * What an incident cost and what acting in time saved. Value is what the goods were sold for, so that harm beyond them is
 * in the loss only. O(accounts).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for an amount below 0
 */
export function incidentLoss(accounts: readonly ExposedGoods[]): IncidentLoss {
  const total = (pick: (account: ExposedGoods) => bigint): bigint =>
    accounts.reduce((all, account) => all + notNegative(pick(account)), 0n);
  const exposedMinor = total((account) => account.exposedMinor);
  const avoidedMinor = total(({ securedMinor, exposedMinor: exposed }) => {
    return notNegative(securedMinor) < exposed ? securedMinor : exposed;
  });
  return {
    exposedMinor,
    avoidedMinor,
    atLargeMinor: exposedMinor - avoidedMinor,
    lossMinor: total((account) => account.lossMinor),
    avoidedShare: exposedMinor === 0n ? undefined : Number((avoidedMinor * 1_000_000n) / exposedMinor) / 1e6,
  };
}

function notNegative(amount: bigint): bigint {
  if (amount < 0n) throw new InvalidValueError('INVALID_NUMBER', amount);
  return amount;
}
