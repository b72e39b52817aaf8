import { beforeEach, describe, expect, it } from '@jest/globals';
import { COMPLAINT_NUMBER, fillComplaint, hasFocus, photo, usePortal } from './portal-window.js';

describe('writing a complaint', () => {
  const portal = usePortal();
  const send = () => portal.page.getByRole('button', { name: 'Send complaint' }).click();
  const textbox = (name: string) => portal.page.getByRole('textbox', { name });

  beforeEach(() => portal.openSignedIn('harbour/complaints/new'));

  it('gives the number at once, big and to copy, and sends what was written', async () => {
    await fillComplaint(portal.page, '法兰渗漏');
    await textbox('Lot or serial number').fill('L-77');
    await textbox('Quantity').fill('１２．５');
    await textbox('Unit').fill('kg');
    await portal.page
      .getByLabel('Take or choose photos')
      .setInputFiles([await photo(portal.page, 'seam.jpg', 300, 200)]);
    await portal.page.getByRole('img', { name: 'seam.jpg' }).waitFor();
    await send();
    const number = portal.page.locator('output');
    await number.waitFor();
    expect(await number.textContent()).toMatch(COMPLAINT_NUMBER);
    expect(portal.server.complaints).toMatchObject([
      { subject: '法兰渗漏', lot: 'L-77', quantity: '12.5', unit: 'kg', files: [{ name: 'seam.jpg' }] },
    ]);
    await portal.page.reload();
    expect(await number.textContent()).toBe(portal.server.complaints[0]?.number);
    await portal.page.getByRole('link', { name: 'Follow this complaint' }).click();
    await portal.page.getByRole('heading', { level: 1, name: '法兰渗漏' }).waitFor();
    await portal.page.getByRole('img', { name: 'seam.jpg' }).waitFor();
    expect(await portal.page.evaluate(() => document.title)).toBe('法兰渗漏 · Harbour Heat Exchangers');
  });

  it('keeps what is written and the photos over a reload', async () => {
    await fillComplaint(portal.page);
    await portal.page.getByLabel('Take or choose photos').setInputFiles([await photo(portal.page, 'a.jpg', 80, 60)]);
    await portal.page.getByRole('img', { name: 'a.jpg' }).waitFor();
    await portal.page.locator('form[aria-busy="false"]').waitFor();
    await portal.page.reload();
    await portal.page.getByRole('img', { name: 'a.jpg' }).waitFor();
    expect(await textbox('What is wrong?').inputValue()).toBe('Weld seam leaks');
    await portal.open('harbour/');
    await portal.page.getByRole('link', { name: /Weld seam leaks.*Draft/s }).click();
    await portal.page.getByRole('button', { name: 'Remove a.jpg' }).click();
    await portal.page.getByRole('button', { name: 'Discard' }).click();
    await portal.page.getByRole('button', { name: 'Discard' }).click();
    await portal.page.getByRole('heading', { name: 'No complaints so far' }).waitFor();
  });

  it('leads to the first field that needs a correction', async () => {
    await send();
    await portal.page.getByRole('alert').getByText('Say in a few words').waitFor();
    expect(await hasFocus(textbox('What is wrong?'))).toBe(true);
    await fillComplaint(portal.page);
    await textbox('Quantity').fill('1,5');
    await send();
    await portal.page.getByRole('alert').getByText('Enter a number above zero').waitFor();
    expect(portal.server.calls).not.toContain('FileComplaint');
  });

  it('makes large photos small before they are kept', async () => {
    await fillComplaint(portal.page);
    const large = await photo(portal.page, 'large.png', 3200, 2400);
    await portal.page.getByLabel('Take or choose photos').setInputFiles([large]);
    const thumbnail = portal.page.getByRole('img', { name: 'large.jpg' });
    await thumbnail.waitFor();
    const size = await thumbnail.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    });
    expect(size).toEqual([2000, 1500]);
    await send();
    await portal.page.locator('output').waitFor();
    expect(portal.server.files[0]).toMatchObject({ name: 'large.jpg', mediaType: 'image/jpeg' });
  });

  it('sends the photos that are still being made small when the button is pressed', async () => {
    await fillComplaint(portal.page);
    const photos = await Promise.all(['a.png', 'b.png'].map((name) => photo(portal.page, name, 3200, 2400)));
    await portal.page.getByLabel('Take or choose photos').setInputFiles(photos);
    await send();
    await portal.page.locator('output').waitFor();
    expect(portal.server.complaints).toMatchObject([{ files: [{ name: 'a.jpg' }, { name: 'b.jpg' }] }]);
  });

  it('takes ten photos and says so when there are more', async () => {
    const small = await photo(portal.page, 'a.jpg', 40, 30);
    const photos = Array.from({ length: 11 }, (_, n) => ({ ...small, name: `${n}.jpg` }));
    await portal.page.getByLabel('Take or choose photos').setInputFiles(photos);
    await portal.page.getByRole('alert').getByText('10 photos').waitFor();
    expect(await portal.page.getByRole('img', { name: /\d\.jpg/ }).count()).toBe(10);
  });

  it('shows in one tab what was written in another, instead of undoing it', async () => {
    await fillComplaint(portal.page);
    await portal.page.locator('form[aria-busy="false"]').waitFor();
    const other = await portal.window.newTab();
    await portal.open('harbour/complaints/new', other);
    await other.getByRole('textbox', { name: 'What happened?' }).fill('Written in the other tab');
    await portal.page.waitForFunction(() => {
      const page = document.querySelector('portal-app')?.shadowRoot?.querySelector('portal-complaint-form-page');
      const fields = [...(page?.shadowRoot?.querySelectorAll('mortise-text-field') ?? [])];
      return fields.some((field) => (field as HTMLInputElement).value === 'Written in the other tab');
    });
    await textbox('What is wrong?').fill('Leaks');
    await send();
    await portal.page.locator('output').waitFor();
    expect(portal.server.complaints).toMatchObject([{ subject: 'Leaks', description: 'Written in the other tab' }]);
  });

  it('goes on keeping what is written when the browser has closed its storage', async () => {
    await fillComplaint(portal.page);
    await portal.page.locator('form[aria-busy="false"]').waitFor();
    const devtools = await portal.window.context.newCDPSession(portal.page);
    await devtools.send('Storage.clearDataForOrigin', { origin: portal.server.origin, storageTypes: 'indexeddb' });
    await textbox('What is wrong?').fill('Weld seam leaks again');
    await portal.page.locator('form[aria-busy="false"]').waitFor();
    await portal.page.reload();
    await textbox('What is wrong?').waitFor();
    expect(await textbox('What is wrong?').inputValue()).toBe('Weld seam leaks again');
  });

  it('says which file is no picture', async () => {
    const file = { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture') };
    await portal.page.getByLabel('Take or choose photos').setInputFiles([file]);
    await portal.page.getByRole('alert').getByText('notes.jpg cannot be read').waitFor();
  });

  it('finds the order and takes lot and unit from it', async () => {
    const line = {
      id: 'o1',
      orderNumber: 'PO-7',
      lineNumber: '10',
      orderedOn: '2026-09-14',
      quantity: '240',
      unit: 'pcs',
    };
    portal.server.orderLines.push(
      { ...line, productName: 'Gasket set', lot: 'L9' },
      { ...line, id: 'o2', orderNumber: 'PO-8', productName: 'Tube bundle', lot: null },
    );
    const combobox = portal.page.getByRole('combobox', { name: 'Order' });
    await combobox.fill('gask');
    await portal.page.getByRole('option', { name: /Gasket set.*PO-7 \/ 10.*14 Sept? 2026.*240 pcs/s }).waitFor();
    await combobox.press('ArrowDown');
    await combobox.press('Enter');
    expect(await textbox('Lot or serial number').inputValue()).toBe('L9');
    expect(await textbox('Unit').inputValue()).toBe('pcs');
    await fillComplaint(portal.page);
    await send();
    await portal.page.locator('output').waitFor();
    expect(portal.server.complaints).toMatchObject([{ orderLine: { id: 'o1' }, lot: 'L9', unit: 'pcs' }]);
  });

  it('asks before it discards, with the focus on the harmless answer', async () => {
    const button = (name: string) => portal.page.getByRole('button', { name });
    await fillComplaint(portal.page);
    await button('Discard').press('Enter');
    await button('Keep it').waitFor();
    expect(await hasFocus(button('Keep it'))).toBe(true);
    await button('Keep it').press('Enter');
    await button('Send complaint').waitFor();
    expect(await hasFocus(button('Discard'))).toBe(true);
    expect(await textbox('What is wrong?').inputValue()).toBe('Weld seam leaks');
  });

  it('is worked with the keyboard alone', async () => {
    const { keyboard } = portal.page;
    await textbox('What is wrong?').focus();
    await keyboard.type('Leaks');
    await keyboard.press('Tab');
    await keyboard.type('At the seam');
    // Photos, order, lot, quantity, unit, send.
    for (let stops = 0; stops < 6; stops++) await keyboard.press('Tab');
    await keyboard.press('Enter');
    await portal.page.locator('output').waitFor();
    expect(portal.server.complaints).toMatchObject([{ subject: 'Leaks', description: 'At the seam' }]);
  });
});
