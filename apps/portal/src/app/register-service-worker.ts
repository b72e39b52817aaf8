/** The part of Trusted Types that is needed here; TypeScript's library does not know them yet. */
interface TrustedTypesWindow {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (url: string) => string },
    ): {
      createScriptURL(url: string): unknown;
    };
  };
}

const URL_OF_WORKER = `${import.meta.env.BASE_URL}sw.js`;

/** Lets the portal open without a network. Where there are no service workers (plain HTTP), it simply does not. */
export function registerServiceWorker(): void {
  // Its address is a constant, so the policy has nothing to check.
  const policy = (window as TrustedTypesWindow).trustedTypes?.createPolicy('mortise-service-worker', {
    createScriptURL: () => URL_OF_WORKER,
  });
  const url = policy ? policy.createScriptURL('') : URL_OF_WORKER;
  void navigator.serviceWorker?.register(url as string).catch(() => undefined);
}
