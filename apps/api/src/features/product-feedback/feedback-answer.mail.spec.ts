import { describe, expect, it } from '@jest/globals';
import { feedbackAnswerMail } from './feedback-answer.mail.js';

const MAIL = {
  ...{ to: 'wang@mill.example', name: 'Wang <Li>', supplier: 'Works', sentBy: 'Kim', product: 'HX & Co' },
  ...{ text: 'It moves to the front.\nSoon.\n\n<b>Thanks</b>', language: 'en' },
};

describe(feedbackAnswerMail.name, () => {
  it('PD-01: carries the whole answer, as text and as HTML in which nothing of it is markup', () => {
    const { to, subject, text, html } = feedbackAnswerMail(MAIL, 'en');
    expect({ to, subject }).toEqual({
      ...{ to: MAIL.to, subject: 'Works: what has become of your feedback on HX & Co' },
    });
    expect(text).toContain(`\n\n${MAIL.text}\n\nKim\nWorks`);
    expect(html).toContain(
      '<p lang="en">It moves to the front.<br>Soon.</p>\n<p lang="en">&lt;b&gt;Thanks&lt;/b&gt;</p>',
    );
    expect(html).toContain('Hello Wang &lt;Li&gt;,');
  });

  it('PD-01: speaks the language of whoever gets it around the answer, which keeps its own', () => {
    const { subject, html } = feedbackAnswerMail({ ...MAIL, sentBy: null }, 'zh-TW');
    expect(subject).toBe('Works：您對 HX & Co 的意見，處理結果');
    expect(html).toContain('<html lang="zh-TW">');
    expect(html).toContain('<p>Works</p>');
    expect(feedbackAnswerMail({ ...MAIL, product: '泵'.repeat(300) }, 'zh-CN').subject).toHaveLength(200);
  });
});
