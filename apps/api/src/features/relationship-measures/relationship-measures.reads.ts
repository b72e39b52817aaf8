import { extendReadModel, late } from '../../platform/graphql/read-engine/read-model.js';

const LEDGER = { permission: 'ledger.read' } as const;

export const RELATIONSHIP_MEASURE_READS = [
  extendReadModel('Account', {
    satisfaction: late({ id: 'id' }, LEDGER),
    loyalty: late({ id: 'id' }, LEDGER),
    relationshipQuality: late({ id: 'id' }, LEDGER),
    relationshipDifferences: late({ id: 'id' }, LEDGER),
    dependence: late({ id: 'id' }, LEDGER),
    purchasing: late({ id: 'id' }, LEDGER),
    swot: late({ id: 'id' }, LEDGER),
    archetype: late({ id: 'id' }, { permission: 'assessment.read' }),
    culture: late({ id: 'id' }),
  }),
];
