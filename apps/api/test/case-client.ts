import type { GraphqlClient, GraphqlError } from './graphql-client.js';

const CASE = `{ id state since openDue openedLate stepDue nextDue overdue automatic version outcome outcomeNote causeNote
  subjectiveCauses objectiveCauses owner { id } executive { id } resolvedBy { id } alert { id state }
  actions { id what due overdue result doneAt owner { id } } communications { note by { id } with { id } }
  events { seq type actor } endProposal { id kind to status cause } winBack { id state } }`;
const WIN_BACK = `{ id state probability probabilitySource decision reasons rootCause overBudget specialService
  margin { minor currency } cost { minor decimal } expectedValue { minor } budgetCap { minor } spent { minor }
  sameCause { tried won } thirdParties { kind cost { minor } } steps { seq kind what thirdParty cost { minor } } case { id } }`;

/** What the tests read of a case. */
export interface CaseView {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly overdue: boolean;
  readonly stepDue: string | null;
  readonly nextDue: string | null;
  readonly outcome: string | null;
  readonly subjectiveCauses: string[];
  readonly objectiveCauses: string[];
  readonly owner: { id: string };
  readonly alert: { id: string; state: string };
  readonly actions: readonly { id: string; overdue: boolean; result: string | null }[];
  readonly events: readonly { seq: number; type: string; actor: string }[];
  readonly endProposal: { id: string; kind: string; to: string; status: string; cause: string } | null;
  readonly winBack: { id: string; state: string } | null;
}

/** What the tests read of a win-back. */
export interface WinBackView {
  readonly id: string;
  readonly state: string;
  readonly decision: string;
  readonly reasons: string[];
  readonly overBudget: boolean;
}

type Answer<T> = T & GraphqlError;

/** Commands about cases as one member of staff gives them: each answers with the case, or with the first error. */
export class CaseClient {
  constructor(
    readonly graphql: GraphqlClient,
    readonly id: string,
  ) {}

  triage(alertId: string, result: string): Promise<string | undefined> {
    return this.graphql.code(
      'mutation ($id: ID!, $r: TriageResult!) { triageAlert(id: $id, result: $r, note: "seen") { id } }',
      { id: alertId, r: result },
    );
  }

  async ofAlert(alertId: string): Promise<CaseView | null> {
    const query = `query ($id: ID!) { alert(id: $id) { case ${CASE} } }`;
    return (await this.graphql.data<{ alert: { case: CaseView | null } }>(query, { id: alertId })).alert.case;
  }

  async cases(filter: object = {}): Promise<CaseView[]> {
    const query = `query ($f: CaseFilter) { cases(filter: $f) { nodes ${CASE} } }`;
    return (await this.graphql.data<{ cases: { nodes: CaseView[] } }>(query, { f: filter })).cases.nodes;
  }

  get(id: string): Promise<Answer<CaseView>> {
    return this.send(`query ($id: ID!) { done: case(id: $id) ${CASE} }`, { id });
  }

  assign(id: string, ownerId: string, expectedVersion?: number): Promise<Answer<CaseView>> {
    return this.send(
      `mutation ($id: ID!, $o: ID!, $v: Int) { done: assignCase(id: $id, ownerId: $o, expectedVersion: $v) ${CASE} }`,
      { id, o: ownerId, v: expectedVersion },
    );
  }

  analyse(id: string): Promise<Answer<CaseView>> {
    return this.send(`mutation ($id: ID!) { done: startCaseAnalysis(id: $id) ${CASE} }`, { id });
  }

  causes(caseId: string, subjective: string[], objective: string[], rest: object = {}): Promise<Answer<CaseView>> {
    return this.input('addCaseCauses', 'AddCaseCausesInput', { caseId, subjective, objective, ...rest });
  }

  talk(caseId: string, accountContactId: string): Promise<Answer<CaseView>> {
    return this.input('recordCaseCommunication', 'RecordCaseCommunicationInput', {
      ...{ caseId, accountContactId, note: 'visited the plant' },
    });
  }

  plan(caseId: string, due: string, ownerId = this.id): Promise<Answer<CaseView>> {
    return this.input('addCaseAction', 'AddCaseActionInput', { caseId, what: 'send an engineer', ownerId, due });
  }

  complete(id: string, actionId: string): Promise<Answer<CaseView>> {
    return this.send(
      `mutation ($id: ID!, $a: ID!) { done: completeCaseAction(id: $id, actionId: $a, result: "runs again") ${CASE} }`,
      { id, a: actionId },
    );
  }

  escalate(caseId: string, executiveId: string, rest: object = {}): Promise<Answer<CaseView>> {
    return this.input('escalateCase', 'EscalateCaseInput', {
      caseId,
      executiveId,
      note: 'needs a top meeting',
      ...rest,
    });
  }

  handBack(id: string): Promise<Answer<CaseView>> {
    return this.send(`mutation ($id: ID!) { done: handBackCase(id: $id) ${CASE} }`, { id });
  }

  resolve(caseId: string, outcome: string, rest: object = {}): Promise<Answer<CaseView>> {
    return this.input('resolveCase', 'ResolveCaseInput', { caseId, outcome, note: 'what we learnt', ...rest });
  }

  assess(caseId: string, rest: object = {}): Promise<Answer<WinBackView>> {
    const plan = {
      ...{
        rootCause: 'UNMET_NEED',
        rootCauseFix: 'a steel grade of their own',
        probability: 0.5,
        valueBasis: 'orders of 2025',
      },
      ...{
        marginMinor: '10000000',
        lifetimeValueMinor: '30000000',
        ownCostMinor: '500000',
        rootCauseFixMinor: '1000000',
      },
    };
    return this.input('assessWinBack', 'AssessWinBackInput', { caseId, ...plan, ...rest }, WIN_BACK);
  }

  startWinBack(id: string): Promise<Answer<WinBackView>> {
    return this.send(`mutation ($id: ID!) { done: startWinBack(id: $id) ${WIN_BACK} }`, { id });
  }

  step(winBackId: string, rest: object = {}): Promise<Answer<WinBackView>> {
    const done = { winBackId, kind: 'OFFER', what: 'a trial lot', costMinor: '400000', ...rest };
    return this.input('recordWinBackStep', 'RecordWinBackStepInput', done, WIN_BACK);
  }

  private input<T = CaseView>(mutation: string, type: string, input: object, selection = CASE): Promise<Answer<T>> {
    return this.send(`mutation ($input: ${type}!) { done: ${mutation}(input: $input) ${selection} }`, { input });
  }

  private async send<T>(query: string, variables: Record<string, unknown>): Promise<Answer<T>> {
    const { data, errors } = await this.graphql.send<{ done: T }>(query, variables);
    return (errors?.[0] ?? data?.done) as Answer<T>;
  }
}
