import { ASSESSMENT_FORMS, type AssessmentForm, type AssessmentInstrument as Questionnaire } from '@mortise/domain';
import type { Locale } from '../../platform/context/request-context.js';
import type { StoredInstrument } from './instrument.service.js';
import type { AssessmentInstrument, AssessmentItem } from './instrument.types.js';

/** A questionnaire as GraphQL shows it. */
export function instrumentView({ instrument, ...made }: StoredInstrument): AssessmentInstrument {
  const { code, version, forms, transactionItem, wording } = instrument;
  return {
    ...{ instrument, code, version, ...made, transactionItem, languages: Object.keys(wording) },
    forms: ASSESSMENT_FORMS.map((form) => ({ form, ...forms[form] })),
  };
}

/** The questions of a form in a language; every questionnaire has all that Mortise answers in. */
export function itemsOf(
  { forms, wording }: Questionnaire,
  form: AssessmentForm,
  language: Locale,
): readonly AssessmentItem[] {
  return forms[form].items.flatMap((code) => {
    const words = wording[language]?.[code];
    return words ? [{ code, question: words.question, anchors: words.anchors }] : [];
  });
}
