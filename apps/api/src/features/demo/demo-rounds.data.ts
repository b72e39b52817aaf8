import type { IsoDate, RaterGroup } from '@mortise/domain';

type Twelve = readonly number[];

/** A round that was answered and published: who answered what to the twelve questions, a 4 with the example. */
export interface DemoRound {
  readonly account: string;
  readonly owner: string;
  /** The day it was opened, or so many months before the demo's. */
  readonly began: IsoDate | number;
  readonly ours: Readonly<Record<string, readonly [group: Exclude<RaterGroup, 'CUSTOMER'>, sheet: Twelve]>>;
  readonly theirs: Readonly<Record<string, Twelve>>;
  readonly example?: string;
}

/** In the order of time. The first three are those of the refinery's climb: the levels of 2000, 2006 and 2010. */
export const DEMO_ROUNDS: readonly DemoRound[] = [
  {
    account: 'DONGHAI-REFINING',
    owner: 'zhao',
    began: '2000-11-06',
    ours: {
      xu: ['MARKETING', [1, 2, 1, 1, 2, 1, 2, 1, 1, 2, 1, 1]],
      zhao: ['SALES_MANAGER', [1, 2, 2, 1, 2, 2, 2, 1, 1, 2, 1, 1]],
      director: ['OTHER_MANAGER', [2, 2, 1, 1, 2, 1, 2, 1, 1, 2, 1, 2]],
    },
    theirs: { wang: [1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1] },
  },
  {
    account: 'DONGHAI-REFINING',
    owner: 'zhao',
    began: '2006-09-04',
    ours: {
      xu: ['MARKETING', [3, 3, 2, 2, 2, 3, 2, 3, 2, 2, 2, 3]],
      zhao: ['SALES_MANAGER', [3, 3, 2, 3, 2, 3, 2, 3, 2, 2, 3, 3]],
      director: ['OTHER_MANAGER', [3, 2, 2, 2, 2, 3, 2, 3, 2, 2, 2, 3]],
    },
    theirs: {
      wang: [3, 2, 2, 2, 2, 2, 2, 3, 2, 2, 2, 2],
      sun: [3, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3],
    },
  },
  {
    account: 'DONGHAI-REFINING',
    owner: 'zhao',
    began: '2010-11-01',
    ours: {
      xu: ['MARKETING', [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]],
      zhao: ['SALES_MANAGER', [3, 3, 3, 4, 3, 4, 3, 4, 3, 3, 3, 3]],
      director: ['OTHER_MANAGER', [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]],
    },
    theirs: {
      wang: [3, 3, 3, 3, 2, 3, 3, 3, 3, 3, 3, 2],
      sun: [3, 3, 3, 4, 3, 3, 3, 3, 3, 3, 3, 3],
      gao: [3, 3, 3, 3, 3, 3, 2, 3, 3, 3, 2, 3],
    },
    example: 'Our project team has its desks in their plant, and what it tries out is theirs as well.',
  },
  {
    account: 'DONGHAI-REFINING',
    owner: 'zhao',
    began: 11,
    ours: {
      xu: ['MARKETING', [3, 3, 3, 4, 3, 3, 3, 3, 3, 3, 3, 3]],
      zhao: ['SALES_MANAGER', [3, 3, 3, 4, 3, 4, 3, 4, 3, 3, 3, 3]],
      director: ['OTHER_MANAGER', [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]],
    },
    theirs: {
      wang: [3, 3, 3, 3, 2, 3, 2, 3, 3, 3, 3, 2],
      gao: [3, 3, 3, 3, 3, 3, 3, 3, 2, 3, 2, 3],
    },
    example: 'The bundle for the new cracker is being developed together, in their plant.',
  },
  {
    account: 'YANGTZE-FIBRE',
    owner: 'zhao',
    began: 4,
    ours: {
      xu: ['MARKETING', [2, 2, 1, 1, 2, 2, 1, 2, 1, 2, 1, 2]],
      zhao: ['SALES_MANAGER', [2, 2, 2, 1, 2, 2, 1, 2, 2, 2, 1, 2]],
      director: ['OTHER_MANAGER', [2, 1, 1, 1, 2, 2, 1, 2, 1, 2, 1, 1]],
    },
    theirs: { ma: [2, 1, 1, 1, 1, 2, 1, 2, 1, 1, 1, 1] },
  },
  {
    account: 'DONGHAI-REFINING',
    owner: 'zhao',
    began: 3,
    ours: {
      xu: ['MARKETING', [3, 3, 3, 4, 3, 4, 3, 4, 3, 3, 3, 3]],
      zhao: ['SALES_MANAGER', [3, 4, 3, 4, 3, 4, 3, 4, 3, 3, 3, 4]],
      director: ['OTHER_MANAGER', [3, 3, 3, 3, 3, 3, 3, 4, 3, 3, 3, 3]],
    },
    theirs: {
      wang: [3, 3, 2, 3, 2, 3, 2, 3, 3, 3, 3, 2],
      gao: [4, 3, 3, 3, 3, 3, 3, 3, 2, 3, 2, 3],
    },
    example: 'The bundle for the new cracker was developed together, in their plant.',
  },
  {
    account: 'BOREALIS-PULP',
    owner: 'weber',
    began: 2,
    ours: {
      weber: ['SALES_MANAGER', [3, 3, 2, 2, 3, 3, 2, 3, 2, 2, 2, 3]],
      director: ['OTHER_MANAGER', [3, 2, 2, 2, 2, 3, 2, 2, 2, 2, 2, 2]],
    },
    theirs: { niemi: [3, 3, 2, 2, 2, 3, 2, 3, 2, 2, 2, 2] },
  },
];
