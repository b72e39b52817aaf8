import {
  type AdvisoryKind,
  type AlertState,
  type CaseState,
  type ComplaintState,
  type CourseClock,
  type LocalizedText,
  localizedTexts,
  type SignalKind,
  type StagePosition,
  type WinBackState,
} from '@mortise/domain';

type Labels<C extends string> = Readonly<Record<C, LocalizedText>>;

/** What codes are called in a mail: English, traditional and simplified Chinese. */
export const SIGNAL_LABELS: Labels<SignalKind> = localizedTexts({
  ORDER_GAP: ['no order for unusually long', '久未下單', '久未下单'],
  FOUR_WEEK_LEVEL: ['sales of four weeks below the usual', '近四週銷售低於通常水準', '近四周销售低于通常水平'],
  THIRTEEN_WEEK_LEVEL: [
    'sales of thirteen weeks below the usual',
    '近十三週銷售低於通常水準',
    '近十三周销售低于通常水平',
  ],
  MIX_LOSS: ['product groups no longer ordered', '部分品類不再訂購', '部分品类不再订购'],
  PRICE_PRESSURE: ['prices under pressure', '價格承壓', '价格承压'],
  CONTACT_SILENCE: ['silence between the people', '聯絡中斷', '联系中断'],
  LATE_PAYMENT: ['payments later than usual', '付款比平常晚', '付款比平常晚'],
  TONE_DROP: ['a cooler tone', '語氣轉冷', '语气转冷'],
  SLOW_REPLIES: ['answers slower than usual', '回覆比平常慢', '回复比平常慢'],
  FIELD_INTELLIGENCE: ['news from the field', '市場消息', '市场消息'],
  COMPLAINT_BREACH: ['a complaint left waiting', '投訴逾時未處理', '投诉超时未处理'],
  STAGNATION: ['no progress', '停滯不前', '停滞不前'],
});

export const STAGE_LABELS: Labels<StagePosition> = localizedTexts({
  DEVELOPMENT: ['development', '開發', '开发'],
  INITIAL: ['initial', '初期合作', '初期合作'],
  STABLE: ['stable', '穩定合作', '稳定合作'],
  STRATEGIC: ['strategic', '策略合作', '战略合作'],
  ENDED: ['ended', '已終止', '已终止'],
});

export const CASE_LABELS: Labels<CaseState> = localizedTexts({
  TRIAGE: ['to be taken up', '待受理', '待受理'],
  ANALYSE: ['finding the causes', '原因分析', '原因分析'],
  ENGAGE: ['working with the customer', '與客戶處理中', '与客户处理中'],
  ESCALATED: ['with an executive', '已上報高層', '已上报高层'],
  RESOLVED: ['resolved', '已解決', '已解决'],
});

export const COMPLAINT_LABELS: Labels<ComplaintState> = localizedTexts({
  RECEIVED: ['received', '已收到', '已收到'],
  ACKNOWLEDGED: ['acknowledged', '已確認', '已确认'],
  ANALYSED: ['analysed', '已分析', '已分析'],
  ACTION: ['action taken', '已採取措施', '已采取措施'],
  CONFIRMED_BY_CUSTOMER: ['confirmed by the customer', '客戶已確認', '客户已确认'],
  CLOSED: ['closed', '已結案', '已结案'],
  REOPENED: ['reopened', '重新開啟', '重新打开'],
});

export const COMPLAINT_STEP_LABELS: Labels<CourseClock> = localizedTexts({
  ACKNOWLEDGE: ['acknowledge it', '確認收到', '确认收到'],
  D3: ['protect the customer for the time being', '採取圍堵措施', '采取围堵措施'],
  D4: ['find the cause', '查明原因', '查明原因'],
  RESOLVE: ['complete the action', '完成措施', '完成措施'],
});

export const ALERT_LABELS: Labels<AlertState> = localizedTexts({
  WATCH: ['is being watched', '觀察中', '观察中'],
  ALERT: ['alert', '預警', '预警'],
  FALSE_ALARM: ['alert closed: a false alarm', '預警已關閉：誤報', '预警已关闭：误报'],
  CONFIRMED: ['alert confirmed', '預警已確認', '预警已确认'],
  RECOVERING: ['recovering', '恢復中', '恢复中'],
  CRISIS: ['has become a crisis', '已成危機', '已成危机'],
  WIN_BACK: ['is being won back', '挽回中', '挽回中'],
  NORMAL: ['alert closed: back to normal', '預警已關閉：恢復正常', '预警已关闭：恢复正常'],
  ENDED: ['alert closed: the relationship has ended', '預警已關閉：關係已終止', '预警已关闭：关系已终止'],
});

export const ADVISORY_LABELS: Labels<AdvisoryKind> = localizedTexts({
  STOCK_CEILING: ['its stock', '庫存偏高', '库存偏高'],
  CASH_COLLECTION_CYCLE: ['its collection of money', '資金回籠變慢', '资金回笼变慢'],
  SUB_CUSTOMER_CHANGE: ['a change among its customers', '下級客戶變動', '下级客户变动'],
  NATURAL_ENVIRONMENT: ['the natural environment', '自然環境影響', '自然环境影响'],
  MACRO_POLICY: ['where policy is heading', '宏觀政策走向', '宏观政策走向'],
});

export const WIN_BACK_LABELS: Labels<WinBackState> = localizedTexts({
  ASSESSED: ['win-back assessed', '挽回已評估', '挽回已评估'],
  UNDER_WAY: ['win-back under way', '挽回進行中', '挽回进行中'],
  WON: ['won back', '已挽回', '已挽回'],
  LOST: ['could not be won back', '未能挽回', '未能挽回'],
  DROPPED: ['win-back dropped', '放棄挽回', '放弃挽回'],
});
