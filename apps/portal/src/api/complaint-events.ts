const EVENTS_URL = '/portal/events';

/**
 * Calls back whenever one of the buyer's complaints changed, while the page is visible: a hidden tab would hold one of
 * the few connections a browser allows. Coming back counts as a change, because events may have been missed.
 * @returns a function that stops it
 */
export function watchComplaints(onChange: () => void): () => void {
  let source: EventSource | null = null;
  const open = (): void => {
    source = new EventSource(EVENTS_URL);
    source.addEventListener('complaint.changed', onChange);
  };
  const close = (): void => {
    source?.close();
    source = null;
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
