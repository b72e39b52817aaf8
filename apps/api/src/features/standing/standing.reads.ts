import { extendReadModel, late } from '../../platform/graphql/read-engine/read-model.js';

export const STANDING_READS = [
  extendReadModel('Account', {
    standing: late({ id: 'id', targetStage: 'target_stage' }, { permission: 'ledger.read' }),
    why: late({ id: 'id' }, { permission: 'ledger.read' }),
    next: late({ id: 'id' }),
  }),
];
