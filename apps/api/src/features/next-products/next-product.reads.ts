import { extendReadModel, late } from '../../platform/graphql/read-engine/read-model.js';

export const NEXT_PRODUCT_READS = [
  extendReadModel('Account', {
    nextProducts: late({ id: 'id' }, { permission: 'trade.read' }),
    whiteSpace: late({ id: 'id' }, { permission: 'trade.read' }),
  }),
];
