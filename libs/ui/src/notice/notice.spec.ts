import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';

describe('mortise-notice', () => {
  const components = useComponents();

  it.each([
    { variant: 'danger', role: 'alert' },
    { variant: 'warning', role: 'status' },
    { variant: 'success', role: 'status' },
    { variant: 'info', role: 'status' },
  ] as const)('is announced as $role when it is $variant', async ({ variant, role }) => {
    await components.mount('mortise-notice', { variant, heading: 'Not sent yet' }, 'Try again.');
    const notice = components.page.getByRole(role);
    expect(await notice.getByText('Not sent yet').count()).toBe(1);
    expect(await components.page.getByText('Try again.').isVisible()).toBe(true);
  });
});
