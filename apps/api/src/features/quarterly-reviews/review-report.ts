import { currencyFractionDigits, formatMoney } from '@mortise/domain';
import { dayName } from '../../platform/pictures/day-name.js';
import type { Block, KeyFigure, Report } from '../../platform/pdf/pdf-report.js';
import type { Locale } from '../../platform/context/request-context.js';
import type { ReviewFacts } from './review-facts.js';
import { REVIEW_WORDS, type ReviewWords } from './review.words.js';

/** What a figure is where there is none. */
const NOTHING = '–';

/** What the file of a pack is called, without characters that names of files cannot have everywhere. */
export function reviewFileName(facts: ReviewFacts): string {
  return REVIEW_WORDS[facts.language].fileName(facts).replace(/[\\/:*?"<>|]/g, ' ');
}

/** A pack as it is read on paper. @param issuedAt when the facts were settled, which is also when the document was made */
export function reviewReport(facts: ReviewFacts, issuedAt: Date): Report {
  const { language, supplier, customer, from, to, asOf, message } = facts;
  const words = REVIEW_WORDS[language];
  const page = new ReviewPage(facts, words);
  const day = (on: string) => dayName(on, language);
  const issued = dayName(issuedAt.toISOString(), language);
  return {
    title: `${words.title(facts)} · ${customer}`,
    author: supplier,
    language,
    madeAt: issuedAt,
    blocks: [
      {
        kind: 'title',
        text: words.title(facts),
        under: [words.between(supplier, customer), words.period(day(from), day(to), day(asOf))],
      },
      ...(message === null ? [] : [{ kind: 'text', text: message } as const]),
      ...page.deliveries(),
      ...page.complaints(),
      ...page.values(),
      ...page.initiatives(),
      ...page.actions(),
      ...page.advisories(),
      { kind: 'text', text: words.sources, soft: true },
    ],
    foot: (number, numbers) => words.foot(facts, issued, number, numbers),
  };
}

/** The sections of a pack in one language. */
class ReviewPage {
  private readonly language: Locale;

  constructor(
    private readonly facts: ReviewFacts,
    private readonly words: ReviewWords,
  ) {
    this.language = facts.language;
  }

  deliveries(): readonly Block[] {
    const { words } = this;
    const { lines, onTimeInFull, onTime, meanDelayDays, overdue, onTimeInFullBefore, months } = this.facts.deliveries;
    const heading = { kind: 'heading', text: words.headings.deliveries } as const;
    if (lines === 0) return [heading, { kind: 'text', text: words.none.deliveries }];
    const before = onTimeInFullBefore === null ? {} : { note: words.before(this.share(onTimeInFullBefore)) };
    return [
      heading,
      {
        kind: 'figures',
        figures: [
          { label: words.onTimeInFull, value: this.share(onTimeInFull), ...before },
          { label: words.onTime, value: this.share(onTime), note: words.lines(lines) },
          { label: words.delay, ...this.measure(meanDelayDays, words.days) },
          { label: words.overdue, value: String(overdue) },
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: words.month, width: 2 },
          { title: words.promised, width: 1, align: 'right' },
          { title: words.onTimeInFull, width: 1, align: 'right' },
        ],
        rows: months.map((month) => [this.month(month.from), String(month.lines), this.share(month.onTimeInFull)]),
      },
    ];
  }

  complaints(): readonly Block[] {
    const { words } = this;
    const { received, closed, open, responseHours, resolutionDays, cases } = this.facts.complaints;
    const heading = { kind: 'heading', text: words.headings.complaints } as const;
    if (cases.length === 0) return [heading, { kind: 'text', text: words.none.complaints }];
    const figures: readonly KeyFigure[] = [
      { label: words.received, value: String(received) },
      { label: words.closed, value: String(closed) },
      { label: words.open, value: String(open) },
      { label: words.response, ...this.measure(responseHours, words.workingHours) },
      { label: words.resolution, ...this.measure(resolutionDays, words.workingDays) },
    ];
    const { number, subject, on, status } = words.columns;
    return [
      heading,
      { kind: 'figures', figures },
      {
        kind: 'table',
        columns: [
          { title: number, width: 1.6 },
          { title: subject, width: 4 },
          { title: on, width: 1.9 },
          { title: status, width: 2.6 },
        ],
        rows: cases.map((each) => [
          ...[each.number, each.subject, this.day(each.receivedOn)],
          [words.complaintStates[each.status], ...(each.closedOn === null ? [] : [this.day(each.closedOn)])].join(
            ' · ',
          ),
        ]),
      },
    ];
  }

  values(): readonly Block[] {
    const { words } = this;
    const { totals, confirmedRatio, entries } = this.facts.values;
    const heading = { kind: 'heading', text: words.headings.values } as const;
    if (entries.length === 0) return [heading, { kind: 'text', text: words.none.values }];
    const { on, kind, evidence, worth, confirmed } = words.columns;
    return [
      heading,
      ...totals.map(({ currency, claimedMinor, confirmedMinor }): Block => ({
        kind: 'figures',
        figures: [
          { label: words.claimed, value: this.money(claimedMinor, currency) },
          { label: words.confirmedValue, value: this.money(confirmedMinor, currency) },
          { label: words.confirmedShare, value: this.share(confirmedRatio) },
        ],
      })),
      {
        kind: 'table',
        columns: [
          { title: on, width: 1.9 },
          { title: kind, width: 1.5 },
          { title: evidence, width: 3.8 },
          { title: worth, width: 1.7, align: 'right' },
          { title: confirmed, width: 2 },
        ],
        rows: entries.map((entry) => [
          ...[this.day(entry.on), words.valueTypes[entry.type], entry.evidence],
          entry.amountMinor !== null && entry.currency !== null
            ? this.money(entry.amountMinor, entry.currency)
            : entry.grade === null
              ? NOTHING
              : words.grade(entry.grade),
          entry.confirmedAt === null ? words.notConfirmed : this.day(entry.confirmedAt),
        ]),
      },
      { kind: 'text', text: words.aboutValues, soft: true },
    ];
  }

  initiatives(): readonly Block[] {
    const { headings, columns, initiativeTypes, initiativeStatuses } = this.words;
    return this.listed(
      headings.initiatives,
      [
        { title: columns.kind, width: 1.4 },
        { title: columns.subject, width: 3.6 },
        { title: columns.status, width: 1.4 },
        { title: columns.result, width: 3.4 },
      ],
      this.facts.initiatives.map(({ type, subject, status, result }) => [
        ...[initiativeTypes[type], subject, initiativeStatuses[status], result ?? NOTHING],
      ]),
    );
  }

  actions(): readonly Block[] {
    const { headings, columns, actionStatuses } = this.words;
    return this.listed(
      headings.actions,
      [
        { title: columns.subject, width: 5 },
        { title: columns.due, width: 1.8 },
        { title: columns.status, width: 1.6 },
      ],
      this.facts.actions.map(({ text, dueOn, status }) => [text, this.day(dueOn), actionStatuses[status]]),
    );
  }

  advisories(): readonly Block[] {
    const { headings, columns, advisoryKinds, yourAction } = this.words;
    return this.listed(
      headings.advisories,
      [
        { title: columns.on, width: 1.9 },
        { title: columns.kind, width: 1.8 },
        { title: columns.subject, width: 3.6 },
        { title: yourAction, width: 3 },
      ],
      this.facts.advisories.map(({ sentOn, kind, title, action }) => [
        ...[this.day(sentOn), advisoryKinds[kind], title, action ?? NOTHING],
      ]),
    );
  }

  /** A section that is left out where there is nothing. */
  private listed(
    text: string,
    columns: Extract<Block, { kind: 'table' }>['columns'],
    rows: readonly (readonly string[])[],
  ): readonly Block[] {
    return rows.length === 0
      ? []
      : [
          { kind: 'heading', text },
          { kind: 'table', columns, rows },
        ];
  }

  private day(on: string): string {
    return dayName(on, this.language);
  }

  private month(first: string): string {
    const form = { year: 'numeric', month: 'long', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(this.language, form).format(new Date(first));
  }

  private share(value: number | null): string {
    if (value === null) return NOTHING;
    return new Intl.NumberFormat(this.language, { style: 'percent', maximumFractionDigits: 1 }).format(value);
  }

  private measure(value: number | null, unit: string): Omit<KeyFigure, 'label'> {
    if (value === null) return { value: NOTHING };
    return { value: new Intl.NumberFormat(this.language, { maximumFractionDigits: 1 }).format(value), note: unit };
  }

  private money(minor: string, currency: string): string {
    const digits = currencyFractionDigits(currency);
    const form = { style: 'currency', currency, minimumFractionDigits: 0, maximumFractionDigits: digits } as const;
    // As text: amounts may have more digits than a number holds.
    return new Intl.NumberFormat(this.language, form).format(formatMoney(BigInt(minor), digits) as `${number}`);
  }
}
