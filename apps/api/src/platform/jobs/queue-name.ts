/** The one queue of Mortise. */
export const QUEUE_NAME = 'mortise';
