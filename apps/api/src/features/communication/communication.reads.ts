import { extendReadModel, late } from '../../platform/graphql/read-engine/read-model.js';

export const COMMUNICATION_READS = [
  extendReadModel('Account', { communicationPlan: late({ id: 'id' }, { permission: 'plan.read' }) }),
];
