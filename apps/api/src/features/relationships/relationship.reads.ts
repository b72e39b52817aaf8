import { extendReadModel, late } from '../../platform/graphql/read-engine/read-model.js';

export const RELATIONSHIP_READS = [
  extendReadModel('Account', {
    relationshipInterface: late({ id: 'id' }, { permission: 'ledger.read' }),
    posture: late({ id: 'id' }, { permission: 'ledger.read' }),
  }),
];
