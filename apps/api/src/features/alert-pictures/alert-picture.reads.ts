import { extendReadModel, late } from '../../platform/graphql/read-engine/read-model.js';

export const ALERT_PICTURE_READS = [
  extendReadModel('Alert', { picture: late({ id: 'id' }, { permission: 'trade.read' }) }),
];
