import type { GraphqlClient, GraphqlError } from './graphql-client.js';

const PROPOSAL = `{
  id accountId kind from to status cause accountVersion policyVersion proposedBy { actor name } decidedBy { actor } decisionNote
  approvals { by { actor name } at } evidence { criterion source met value detail at by note }
  gate { met missing approversRequired criteria { code status required oneOf min below months attestable measuredFrom } }
}`;

/** What the tests read of a proposal. */
export interface Proposal {
  readonly id: string;
  readonly status: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly cause: string | null;
  readonly accountVersion: number;
  readonly policyVersion: number;
  readonly proposedBy: { actor: string; name: string | null };
  readonly decidedBy: { actor: string } | null;
  readonly decisionNote: string | null;
  readonly approvals: readonly { by: { actor: string; name: string | null }; at: string }[];
  readonly evidence: readonly {
    criterion: string;
    source: string;
    met: boolean | null;
    value: unknown;
    by: string | null;
    note: string | null;
  }[];
  readonly gate: {
    met: boolean;
    missing: string[];
    approversRequired: number;
    criteria: {
      code: string;
      status: string;
      attestable: boolean;
      measuredFrom: string;
      below: number | null;
      months: number | null;
    }[];
  };
}

/** Stage commands as one member of staff gives them: each answers with the proposal, or with the first error. */
export class StageClient {
  constructor(readonly graphql: GraphqlClient) {}

  open(accountId: string, stage: string): Promise<string | undefined> {
    return this.graphql.code('mutation ($a: ID!, $s: Stage!) { openStage(accountId: $a, stage: $s) { id } }', {
      a: accountId,
      s: stage,
    });
  }

  propose(accountId: string, to: string, rest: object = {}): Promise<Proposal & GraphqlError> {
    return this.send(`mutation ($input: ProposeStageInput!) { done: proposeStage(input: $input) ${PROPOSAL} }`, {
      input: { accountId, to, ...rest },
    });
  }

  attest(proposalId: string, criterion: string, rest: object = {}): Promise<Proposal & GraphqlError> {
    const input = { proposalId, criterion, note: 'seen with my own eyes', ...rest };
    return this.send(
      `mutation ($input: AttestStageEvidenceInput!) { done: attestStageEvidence(input: $input) ${PROPOSAL} }`,
      { input },
    );
  }

  check(id: string): Promise<Proposal & GraphqlError> {
    return this.send(`mutation ($id: ID!) { done: checkStageEvidence(id: $id) ${PROPOSAL} }`, { id });
  }

  nameCause(id: string, cause: string): Promise<Proposal & GraphqlError> {
    return this.send(
      `mutation ($id: ID!, $c: RegressionCause!) { done: nameStageCause(id: $id, cause: $c) ${PROPOSAL} }`,
      { id, c: cause },
    );
  }

  approve(id: string, expectedVersion?: number): Promise<Proposal & GraphqlError> {
    return this.send(`mutation ($id: ID!, $v: Int) { done: approveStage(id: $id, expectedVersion: $v) ${PROPOSAL} }`, {
      id,
      v: expectedVersion,
    });
  }

  reject(id: string, note: string): Promise<Proposal & GraphqlError> {
    return this.send(`mutation ($id: ID!, $n: String!) { done: rejectStage(id: $id, note: $n) ${PROPOSAL} }`, {
      id,
      n: note,
    });
  }

  withdraw(id: string): Promise<Proposal & GraphqlError> {
    return this.send(`mutation ($id: ID!) { done: withdrawStage(id: $id) ${PROPOSAL} }`, { id });
  }

  /** Vouches for everything that is missing and can be vouched for. */
  async attestMissing(proposal: Proposal): Promise<Proposal> {
    let last = proposal;
    for (const { code, attestable, measuredFrom } of proposal.gate.criteria) {
      // Nobody can vouch for the figure of a survey without naming it.
      const figure = measuredFrom === 'SURVEY' ? { value: 6 } : {};
      if (attestable && last.gate.missing.includes(code)) last = await this.attest(proposal.id, code, figure);
    }
    return last;
  }

  async proposals(filter: object = {}): Promise<{ nodes: Proposal[]; totalCount: number }> {
    const query = `query ($f: StageProposalFilter) { stageProposals(filter: $f) { totalCount nodes ${PROPOSAL} } }`;
    return (
      await this.graphql.data<{ stageProposals: { nodes: Proposal[]; totalCount: number } }>(query, { f: filter })
    ).stageProposals;
  }

  private async send(query: string, variables: Record<string, unknown>): Promise<Proposal & GraphqlError> {
    const { data, errors } = await this.graphql.send<{ done: Proposal }>(query, variables);
    return (errors?.[0] ?? data?.done) as Proposal & GraphqlError;
  }
}
