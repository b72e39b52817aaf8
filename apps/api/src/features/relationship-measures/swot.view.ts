import {
  mirroredThreats,
  openWindows,
  type OpportunityWindow,
  suggestSwot,
  type SwotEntry,
  type SwotFacts,
  towsPairs,
  type TriggerObservation,
} from '@mortise/domain';
import type { Judgement } from '../ledger/judgements.service.js';
import type { AccountFacts } from './account-facts.service.js';
import { MOST_EVIDENCE, type MeasureReason } from './measure.types.js';
import type { AccountSatisfaction, SupplierSatisfactionView } from './satisfaction.types.js';
import type { SwotSuggestion, SwotSuggestions } from './swot.types.js';

type Seen = TriggerObservation & { readonly id: string };

/** What the facts suggest for the SWOT of an account against one rival. */
export function swotOf(facts: AccountFacts, satisfaction: AccountSatisfaction, named: string | null): SwotSuggestions {
  const { accountId, asOf, policyVersion, policy, stage } = facts;
  const { rules, threats: weights, swotMargin } = policy.window;
  const rival = rivalOf(satisfaction.rivals, named);
  const triggers = facts.judgements.of('TRIGGER');
  const [atThem, atUs] = [seen(triggers, 'INCUMBENT'), seen(triggers, 'US')];
  const windows = openWindows(atThem, asOf, rules);
  const mirrored = stage === null ? undefined : mirroredThreats(stage, atUs, asOf, { windows: rules, weights });
  const found = suggestSwot(
    {
      attributes: attributesOf(satisfaction, rival),
      openTriggers: windows.map(({ observation: { code }, strength }) => ({ code, strength })),
      threats: mirrored?.threats ?? [],
    },
    swotMargin,
  );
  const triggerOf = new Map<string, string>(mirrored?.threats.map(({ threat, trigger }) => [threat, trigger]));
  const evidenceOf = ({ from, subject }: SwotEntry): readonly string[] => {
    if (from === 'TRIGGER') return entriesOf(windows, subject);
    if (from === 'MIRRORED_THREAT') return entriesOf(openWindows(atUs, asOf, rules), triggerOf.get(subject));
    return ratingsOf(facts, subject, rival?.supplier ?? null, satisfaction.evidence);
  };
  const entries = found.map((entry): [SwotEntry, SwotSuggestion] => [
    entry,
    { ...entry, evidence: evidenceOf(entry).slice(0, MOST_EVIDENCE) },
  ]);
  const shown = new Map(entries);
  return {
    ...{ accountId, asOf, policyVersion, rival: rival?.supplier ?? null },
    reason: reasonOf(satisfaction, rival),
    entries: entries.map(([, entry]) => entry),
    pairs: towsPairs(found).map(({ strategy, inner, outer }) => ({
      strategy,
      inner: shown.get(inner) as SwotSuggestion,
      outer: shown.get(outer) as SwotSuggestion,
    })),
  };
}

/** The ledger entries of open windows of a trigger. */
function entriesOf(windows: readonly OpportunityWindow[], code: string | undefined): readonly string[] {
  return windows
    .filter(({ observation }) => observation.code === code)
    .map(({ observation }) => (observation as Seen).id);
}

/** The rival asked for, else the one with the most answers; of equals the first by name. */
function rivalOf(
  rivals: readonly SupplierSatisfactionView[],
  named: string | null,
): SupplierSatisfactionView | undefined {
  if (named !== null) return rivals.find(({ supplier }) => supplier === named);
  const answers = ({ attributes }: SupplierSatisfactionView): number =>
    attributes.reduce((total, { responses }) => total + responses, 0);
  return [...rivals].sort((a, b) => answers(b) - answers(a))[0];
}

/** Attributes on which both were judged; importance such that an average one weighs 1. */
function attributesOf(
  { ours, vacancies }: AccountSatisfaction,
  rival: SupplierSatisfactionView | undefined,
): SwotFacts['attributes'] {
  const judged = ours?.attributes ?? [];
  const vacancyOf = new Map(vacancies.map(({ attribute, vacancy }) => [attribute, vacancy]));
  return judged.map(({ attribute, perceived, weight }) => {
    const theirs = rival?.attributes.find((each) => each.attribute === attribute)?.perceived.mean;
    const vacancy = vacancyOf.get(attribute);
    return {
      attribute,
      ours: perceived.mean,
      // Without an answer about the rival there is neither lead nor lag.
      rival: theirs ?? perceived.mean,
      importance: weight * judged.length,
      ...(vacancy === undefined ? {} : { vacancy }),
    };
  });
}

function reasonOf(
  { ours, reason }: AccountSatisfaction,
  rival: SupplierSatisfactionView | undefined,
): MeasureReason | null {
  if (ours === null) return reason;
  return rival === undefined ? 'NOT_ASKED_ABOUT_A_RIVAL' : null;
}

function seen(triggers: readonly Judgement<'TRIGGER'>[], about: 'INCUMBENT' | 'US'): readonly Seen[] {
  return triggers
    .filter(({ said }) => said.about === about)
    .map(({ id, on, said: { trigger, severity, certainty, origin, expiresOn } }) => ({
      ...{ id, code: trigger, observedOn: on, severity, confidence: certainty, origin },
      ...(expiresOn === undefined ? {} : { expiresOn }),
    }));
}

/** Entries that rate an attribute, about us or the rival, among those that count. */
function ratingsOf(
  { judgements }: AccountFacts,
  attribute: string,
  rival: string | null,
  counting: readonly string[],
): readonly string[] {
  const counts = new Set(counting);
  return judgements
    .of('SATISFACTION_RATING')
    .filter(({ id, said }) => counts.has(id) && said.attribute === attribute && (said.supplier ?? rival) === rival)
    .map(({ id }) => id);
}
