/** The queue that the outbox feeds. */
export const QUEUE_NAME = 'mortise';
