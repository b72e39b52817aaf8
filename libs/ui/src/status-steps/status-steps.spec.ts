import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';

const STEPS = [
  { label: 'Received', state: 'done', detail: '1 March' },
  { label: 'Acknowledged', state: 'current' },
  { label: 'Closed', state: 'upcoming' },
];

describe('mortise-status-steps', () => {
  const components = useComponents();
  const items = () => components.page.getByRole('list', { name: 'Progress' }).getByRole('listitem');

  it('is a list that says what is done and where it stands', async () => {
    await components.mount('mortise-status-steps', { label: 'Progress', doneLabel: 'Done:', steps: STEPS });
    expect(await items().first().locator('.text').innerText()).toContain('Done:');
    expect(await items().evaluateAll((all) => all.map((item) => item.getAttribute('aria-current')))).toEqual([
      null,
      'step',
      null,
    ]);
  });

  it('sets all labels on one line where it is a row, however long the details are', async () => {
    await components.page.setViewportSize({ width: 1280, height: 800 });
    const steps = [{ ...STEPS[0], detail: 'On the first of March at half past eight. '.repeat(5) }, ...STEPS.slice(1)];
    await components.mount('mortise-status-steps', { label: 'Progress', steps });
    const texts = await items().locator('.text').all();
    const tops = await Promise.all(texts.map(async (text) => (await text.boundingBox())?.y));
    expect(new Set(tops).size).toBe(1);
  });

  it.each([
    { width: 320, direction: 'y' },
    { width: 1280, direction: 'x' },
  ] as const)('runs along $direction at $width pixels', async ({ width, direction }) => {
    await components.page.setViewportSize({ width, height: 800 });
    await components.mount('mortise-status-steps', { label: 'Progress', steps: STEPS });
    const [first, second] = await Promise.all([items().nth(0).boundingBox(), items().nth(1).boundingBox()]);
    expect(second![direction]).toBeGreaterThan(first![direction]);
    expect(second![direction === 'x' ? 'y' : 'x']).toBe(first![direction === 'x' ? 'y' : 'x']);
  });
});
