import { retryDelay } from '../outbox/backoff.js';

const EVENTS_URL = '/portal/events';

/**
 * Calls back whenever one of the buyer's complaints changed, while the page is visible: a hidden tab would hold one of
 * the few connections a browser allows. Coming back counts as a change, because events may have been missed.
 * @returns a function that stops it
 */
export function watchComplaints(onChange: () => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const open = (): void => {
    source = new EventSource(EVENTS_URL);
    source.addEventListener('complaint.changed', onChange);
    source.addEventListener('open', handleOpen);
    source.addEventListener('error', handleError);
  };
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const handleOpen = (): void => {
    if (failures > 0) onChange();
    failures = 0;
  };
  /** Browsers resume a broken stream, but give up after an answer that is none (while the supplier restarts). */
  const handleError = (): void => {
    if (source?.readyState !== EventSource.CLOSED) return;
    close();
    failures += 1;
    timer = setTimeout(open, retryDelay(failures, Math.random()));
  };
  const handleVisibility = (): void => {
    if (document.visibilityState === 'hidden') return close();
    if (source) return;
    open();
    onChange();
  };
  document.addEventListener('visibilitychange', handleVisibility);
  if (document.visibilityState === 'visible') open();
  return () => {
    document.removeEventListener('visibilitychange', handleVisibility);
    close();
  };
}
