import { groupByName } from '../collection/group-by.js';
import { compareText } from '../text/compare-text.js';

/** What an account is known by. */
export interface AccountIdentity {
  readonly id: string;
  readonly name: string;
  readonly taxId: string | null;
  readonly address: string | null;
}

export type IdentityMark = 'TAX_ID' | 'NAME' | 'ADDRESS';

/** Two accounts that may be one, with the id that comes first first. */
export interface DuplicatePair {
  readonly ids: readonly [string, string];
  readonly same: readonly IdentityMark[];
  /** `CERTAIN` by the same tax id, `LIKELY` by name and address, `POSSIBLE` by the name alone. */
  readonly certainty: 'CERTAIN' | 'LIKELY' | 'POSSIBLE';
}

const CERTAINTY_ORDER = ['CERTAIN', 'LIKELY', 'POSSIBLE'] as const;

/**
 * Accounts that may stand for the same firm: the same tax id, or the same name without letter case, punctuation and width
 * and without two different tax ids. Nothing is merged by this; people decide. The most certain first, then by id. The order
 * of the accounts does not matter. O(n log n + pairs).
 */
export function duplicateAccounts(accounts: readonly AccountIdentity[]): readonly DuplicatePair[] {
  const known = accounts.map(({ id, name, taxId, address }) => {
    return { id, name: identityText(name), taxId: identityText(taxId ?? ''), address: identityText(address ?? '') };
  });
  const found = new Map<string, DuplicatePair>();
  for (const by of ['taxId', 'name'] as const) {
    const named = known.filter((account) => account[by] !== '');
    for (const [, group] of groupByName(named, (account) => account[by])) {
      const inOrder = [...group].sort((a, b) => compareText(a.id, b.id));
      inOrder.forEach((a, i) => {
        for (const b of inOrder.slice(i + 1)) {
          const pair = pairOf(a, b);
          if (pair !== null) found.set(JSON.stringify(pair.ids), pair);
        }
      });
    }
  }
  const place = ({ certainty }: DuplicatePair): number => CERTAINTY_ORDER.indexOf(certainty);
  return [...found]
    .sort(([a, one], [b, other]) => place(one) - place(other) || compareText(a, b))
    .map(([, pair]) => pair);
}

type Known = Readonly<Record<'id' | 'name' | 'taxId' | 'address', string>>;

function pairOf(a: Known, b: Known): DuplicatePair | null {
  const equal = (part: 'name' | 'taxId' | 'address'): boolean => a[part] !== '' && a[part] === b[part];
  const [taxId, name, address] = [equal('taxId'), equal('name'), equal('address')];
  // Two tax ids are two firms, whatever they are called.
  if (!taxId && a.taxId !== '' && b.taxId !== '') return null;
  const marks = { TAX_ID: taxId, NAME: name, ADDRESS: address };
  return {
    ids: [a.id, b.id],
    same: (['TAX_ID', 'NAME', 'ADDRESS'] as const).filter((mark) => marks[mark]),
    certainty: taxId ? 'CERTAIN' : address ? 'LIKELY' : 'POSSIBLE',
  };
}

/** Letters and digits only, in one width and case. */
function identityText(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
