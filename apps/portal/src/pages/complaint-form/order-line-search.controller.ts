import { msg } from '@lit/localize';
import type { ComboboxOption } from '@mortise/ui';
import type { ReactiveController } from 'lit';
import { codeOf } from '../../api/api-error.js';
import type { OrderLine } from '../../api/types.js';
import type { PortalPage } from '../../app/portal-page.js';
import { calendarDay, orderName, quantity } from '../../i18n/formats.js';

const PAUSE_MS = 200;

/** Looks order lines up while the buyer types; an answer that comes too late is dropped. */
export class OrderLineSearchController implements ReactiveController {
  lines: readonly OrderLine[] = [];

  private state: 'BUSY' | 'FOUND' | 'FAILED' = 'BUSY';
  private code = '';
  private latest = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: PortalPage) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }

  search(text: string): void {
    clearTimeout(this.timer);
    this.state = 'BUSY';
    this.host.requestUpdate();
    this.timer = setTimeout(() => void this.look(text), text === '' ? 0 : PAUSE_MS);
  }

  get options(): ComboboxOption[] {
    return this.lines.map(orderLineOption);
  }

  /** Said instead of options. */
  get message(): string {
    if (this.state === 'BUSY') return this.lines.length > 0 ? '' : msg('Looking up …', { id: 'order-lines-busy' });
    if (this.state === 'FAILED') {
      return this.code === 'NETWORK'
        ? msg('Orders cannot be looked up without a network. Enter the lot instead, or leave it empty.', {
            id: 'order-lines-offline',
          })
        : msg('Orders cannot be looked up right now. Enter the lot instead, or leave it empty.', {
            id: 'order-lines-failed',
          });
    }
    return this.lines.length > 0
      ? ''
      : msg('No order found. Try the order number or a part of the product’s name.', { id: 'order-lines-none' });
  }

  private async look(text: string): Promise<void> {
    const turn = ++this.latest;
    try {
      const lines = await this.host.portal.api.orderLines(text);
      if (turn !== this.latest) return;
      this.lines = lines;
      this.state = 'FOUND';
    } catch (error) {
      if (turn !== this.latest) return;
      this.lines = [];
      this.state = 'FAILED';
      this.code = codeOf(error);
    }
    this.host.requestUpdate();
  }
}

/** An order line as the list and the chosen field show it. */
export function orderLineOption({ id, productName, orderNumber, lineNumber, ...line }: OrderLine): ComboboxOption {
  const amount = quantity(line.quantity, line.unit);
  const parts = [orderName({ orderNumber, lineNumber }), calendarDay(line.orderedOn), amount, line.lot ?? ''];
  return { value: id, label: productName, detail: parts.filter(Boolean).join(' · ') };
}
