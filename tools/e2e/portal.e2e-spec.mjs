// @ts-check
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../lib/chromium.mjs';
import { until } from '../test/support/processes.mjs';
import { figuresOf, SHEETS } from './support/assessment-figures.mjs';
import { graphql, signIn } from './support/graphql.mjs';
import { home, removeData, startProduct } from './support/product.mjs';

/** @import { Browser, BrowserContext, Page } from 'playwright-core' */
/** @import { Product } from './support/product.mjs' */

const COMPLAINTS =
  '{ complaints(first: 50) { totalCount nodes { number subject description files { mediaType bytes } } } }';

describe('the portal in a real browser', () => {
  const folder = home();
  /** @type {Product} */
  let product;
  /** @type {Browser} */
  let browser;
  /** @type {string} */
  let token;

  beforeAll(async () => {
    product = await startProduct(folder);
    token = await signIn(product, /admin/i);
    const { executablePath, args, env } = await findChromium();
    browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    removeData(folder);
  });

  for (const [width, height] of [
    [360, 740],
    [1280, 860],
  ]) {
    it(`goes from the mailed link to a complaint that staff see at once, ${width} px wide`, async () => {
      await using visit = await open({ width: width ?? 0, height: height ?? 0 });
      const { page, problems } = visit;
      await signInByMail(page);
      const events = await listen();
      const subject = `Weld seam leaks (${width})`;
      await fillIn(page, subject);
      await page.getByRole('button', { name: 'Send complaint' }).click();
      const number = await shownNumber(page);
      await screenshot(page, `delivered-${width}`);

      const { complaints } = await graphql(product.url, COMPLAINTS, {}, { token });
      const found = complaints.nodes.filter((/** @type {any} */ complaint) => complaint.number === number);
      expect(found).toEqual([
        expect.objectContaining({ subject, files: [expect.objectContaining({ mediaType: 'image/png' })] }),
      ]);
      await until(() => events.text().includes(number), 'the event of the complaint has come');
      events.stop();

      await page.goto(`${product.url}/portal/helix/`);
      await page.getByRole('link', { name: new RegExp(`${number}.*Received`, 's') }).waitFor();
      expect(await page.getByRole('link', { name: new RegExp(subject.replace(/[()]/g, '.')) }).count()).toBe(1);
      await screenshot(page, `list-${width}`);
      expect(problems).toEqual([]);
    });
  }

  it('delivers exactly once when the network was cut between filling in and sending, also after a reload', async () => {
    await using visit = await open({ width: 360, height: 740 });
    const { page, context } = visit;
    await signInByMail(page);
    const subject = 'Sent without a network';
    await fillIn(page, subject);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Send complaint' }).click();
    await page
      .getByText(/waiting|network|offline/i)
      .first()
      .waitFor();
    await screenshot(page, 'waiting-360');
    const count = async () => {
      const { complaints } = await graphql(product.url, COMPLAINTS, {}, { token });
      return complaints.nodes.filter((/** @type {any} */ complaint) => complaint.subject === subject).length;
    };
    expect(await count()).toBe(0);
    await context.setOffline(false);
    await until(async () => (await count()) === 1, 'the complaint has been delivered');
    await page.reload();
    await page.goto(`${product.url}/portal/helix/`);
    const links = page.getByRole('link', { name: new RegExp(subject) });
    await links.filter({ hasText: 'Received' }).waitFor();
    expect(await links.count()).toBe(1);
    expect(await count()).toBe(1);
  });

  it('AS-01 AS-02: two of twelve raters answer in browsers of their own; contested, talked over, published', async () => {
    const as = { token };
    const ACCOUNT = `{ accounts(filter: { search: "Donghai Refining" }) { nodes { id contacts { nodes { id contact { name } } } } } }`;
    const { accounts } = await graphql(product.url, ACCOUNT, {}, as);
    const [{ id: accountId, contacts }] = accounts.nodes;
    /** @param {string} name */
    const placeOf = (name) => contacts.nodes.find((/** @type {any} */ { contact }) => contact.name === name)?.id;
    const raters = [];
    for (const [index, [group]] of SHEETS.slice(0, 10).entries()) {
      const person = { name: `Rater ${index}`, email: `rater${index}@helix.example`, password: 'mortise and tenon' };
      const CREATE = 'mutation ($input: CreateStaffMemberInput!) { createStaffMember(input: $input) { id } }';
      const { createStaffMember } = await graphql(product.url, CREATE, { input: { ...person, role: 'ANALYST' } }, as);
      raters.push({ staffId: createStaffMember.id, group, email: person.email });
    }
    const deadline = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    const { openAssessmentRound: round } = await graphql(
      product.url,
      `
        mutation ($input: OpenAssessmentRoundInput!) {
          openAssessmentRound(input: $input) {
            id
            raters {
              id
              group
            }
            instrument {
              forms {
                form
                items
              }
            }
          }
        }
      `,
      {
        input: {
          ...{ accountId, form: 'SHORT', deadline },
          staff: raters.map(({ staffId, group }) => ({ staffId, group })),
          accountContactIds: [placeOf('Wang Lei'), placeOf('Gao Feng')],
        },
      },
      as,
    );
    const items = round.instrument.forms.find((/** @type {any} */ { form }) => form === 'SHORT').items;
    for (const [index, { email }] of raters.entries()) {
      const own = await signIn({ url: product.url, lines: [email, 'password "mortise and tenon"'] }, /rater/);
      const answers = items.map((/** @type {string} */ item, /** @type {number} */ at) => {
        const answer = SHEETS[index]?.[1][at] || null;
        return { item, answer, evidence: answer === 4 ? 'Seen at the last audit' : null };
      });
      const SUBMIT = `mutation ($id: ID!, $answers: [AssessmentAnswerInput!]!) { submitAssessment(id: $id, answers: $answers) { id } }`;
      await graphql(product.url, SUBMIT, { id: round.id, answers }, { token: own });
    }
    const theirs = round.raters.filter((/** @type {any} */ { group }) => group === 'CUSTOMER');
    /** @type {string[]} */
    let links = [];
    await until(async () => {
      const mailed = await mailedLinks();
      links = theirs.flatMap(
        (/** @type {any} */ { id }) => mailed.find((each) => each.includes(`/assess/${id}#`)) ?? [],
      );
      return links.length === 2;
    }, 'both were mailed their links');
    for (const [index, link] of links.entries()) {
      await using visit = await open(index === 0 ? { width: 360, height: 740 } : { width: 1280, height: 860 });
      await answerSheet(visit.page, link, SHEETS[10 + index]?.[1] ?? []);
      await screenshot(visit.page, `assessed-${index}`);
      expect(visit.problems).toEqual([]);
    }
    const RESULT = `id step contested deviation result { level score supplierScore customerScore gap { score } countedSheets reconciled }`;
    /** @param {string} field @param {string} [note] */
    const step = async (field, note = '') =>
      (await graphql(product.url, `mutation ($id: ID!) { done: ${field}(id: $id${note}) { ${RESULT} } }`, round, as))
        .done;
    const figures = figuresOf();
    expect(figures.deviation).toBeGreaterThan(0.75);
    expect(await step('closeAssessmentRound')).toMatchObject({
      ...{ step: 'CONTESTED', contested: true, deviation: expect.closeTo(figures.deviation, 9) },
    });
    await step('reconcileAssessment', ', note: "The managers had the last claim in mind."');
    const { supplier, customer, score } = figures;
    expect(await step('publishAssessment', ', overrideCap: null')).toMatchObject({
      step: 'PUBLISHED',
      result: {
        ...{ level: 'COOPERATIVE', countedSheets: 12, reconciled: true, score: expect.closeTo(score, 9) },
        ...{ supplierScore: expect.closeTo(supplier, 9), customerScore: expect.closeTo(customer, 9) },
        gap: { score: expect.closeTo(supplier - customer, 9) },
      },
    });
  });

  /**
   * Answers what the link of a mail asks, and hands it in.
   * @param {Page} page
   * @param {string} link
   * @param {readonly number[]} answers 0: cannot say
   */
  async function answerSheet(page, link, answers) {
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in now' }).click();
    await page.getByRole('heading', { name: 'How do you see working together?' }).waitFor();
    for (const [index, answer] of answers.entries()) {
      const question = page.getByRole('group').nth(index);
      await question
        .getByRole('radio')
        .nth(answer === 0 ? 4 : answer - 1)
        .check();
      if (answer === 4) await question.getByRole('textbox').fill('The joint workshop in May');
    }
    await page.getByRole('button', { name: 'Hand in' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  }

  /** @param {{ width: number, height: number }} viewport */
  async function open(viewport) {
    const context = await browser.newContext({ viewport, locale: 'en-GB' });
    const page = await context.newPage();
    /** @type {string[]} */
    const problems = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
    return { page, context, problems, [Symbol.asyncDispose]: () => context.close() };
  }

  /**
   * Opens the newest link to sign in that was mailed; other mails lead elsewhere.
   * @param {Page} page
   */
  async function signInByMail(page) {
    // The line below "Buyers open the link …" names one.
    const email = /open the link[^]*?([\w.+-]+@[\w.-]+\w)/.exec(product.lines.join('\n'))?.[1] ?? '';
    const known = new Set(await mailedLinks());
    await page.goto(`${product.url}/portal/helix/sign-in`);
    await page.getByLabel('Your e-mail address at work').fill(email);
    await page.getByRole('button', { name: 'Send me the link' }).click();
    await page.getByText('a link is on its way').waitFor();
    /** @type {string | undefined} */
    let link;
    await until(
      async () => (link = (await mailedLinks()).find((each) => /\/sign-in#/.test(each) && !known.has(each))),
      'the link was mailed',
    );
    await page.goto('about:blank');
    await page.goto(/** @type {string} */ (/** @type {unknown} */ (link)));
    await page.getByRole('button', { name: 'Sign in now' }).click();
    await page
      .getByRole('link', { name: 'File a complaint' })
      .or(page.getByRole('button', { name: 'File a complaint' }))
      .first()
      .waitFor();
    expect(page.url()).not.toContain('token');
  }

  /** The sign-in links on the mail page, newest first. */
  async function mailedLinks() {
    const list = await (await fetch(`${product.url}/mail`)).text();
    /** @type {string[]} */
    const links = [];
    for (const [, path] of list.matchAll(/href="(\/mail\/[^"]+)"/g)) {
      const mail = await (await fetch(`${product.url}${path}`)).text();
      links.push(
        ...[...mail.matchAll(/href="([^"]+#token=[^"]+)"/g)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&')),
      );
    }
    return links;
  }

  /**
   * @param {Page} page
   * @param {string} subject
   */
  async function fillIn(page, subject) {
    await page.goto(`${product.url}/portal/helix/complaints/new`);
    await page.getByLabel('What is wrong?').fill(subject);
    await page.getByLabel('What happened?').fill('A fine mist at the lower flange, seen at the morning start.');
    const photo = await page.screenshot();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'seam.png', mimeType: 'image/png', buffer: photo });
    await page
      .getByRole('button', { name: /remove/i })
      .first()
      .waitFor();
  }

  /** @param {Page} page */
  async function shownNumber(page) {
    const shown = page.getByText(/^C-\d{4}-\d{6}$/).first();
    await shown.waitFor();
    return (await shown.textContent())?.trim() ?? '';
  }

  /** Staff's live events as text. */
  async function listen() {
    const controller = new AbortController();
    const response = await fetch(`${product.url}/events`, {
      headers: { authorization: `Bearer ${token}` },
      signal: controller.signal,
    });
    let text = '';
    void (async () => {
      for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
    })().catch(() => undefined);
    return { text: () => text, stop: () => controller.abort() };
  }

  /**
   * Pictures for people to look at, when a folder for them is named.
   * @param {Page} page
   * @param {string} name
   */
  async function screenshot(page, name) {
    const target = process.env.MORTISE_SCREENSHOTS;
    if (!target) return;
    mkdirSync(target, { recursive: true });
    await page.screenshot({ path: join(target, `${name}.png`), fullPage: true });
  }
});
