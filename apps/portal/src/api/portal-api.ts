import { codeOf } from './api-error.js';
import * as documents from './documents.js';
import { runDocument, type Transport, uploadFile } from './http.js';
import type {
  Assessment,
  AssessmentAnswer,
  AssessmentSummary,
  Advisory,
  AdvisoryOverview,
  AdvisoryPage,
  AdvisoryState,
  Buyer,
  Complaint,
  ComplaintPage,
  FileComplaintInput,
  FiledComplaint,
  Invitation,
  InvitationAnswer,
  OrderLine,
  Supplier,
} from './types.js';

const COMPLAINTS_PER_PAGE = 20;
const ADVISORIES_PER_PAGE = 20;
const ORDER_LINES_SHOWN = 20;

/** Everything the portal asks of the API. Each method throws {@link ApiError}. */
export class PortalApi {
  constructor(private readonly transport: Transport) {}

  async supplier(slug: string): Promise<Supplier | null> {
    return (await this.run<{ supplier: Supplier | null }>(documents.SUPPLIER, { slug })).supplier;
  }

  /** Whose session the cookie is; null when there is none. */
  async me(): Promise<Buyer | null> {
    try {
      return (await this.run<{ me: Buyer }>(documents.ME)).me;
    } catch (error) {
      if (codeOf(error) === 'UNAUTHENTICATED') return null;
      throw error;
    }
  }

  async requestMagicLink(supplier: string, email: string): Promise<void> {
    await this.run(documents.REQUEST_MAGIC_LINK, { input: { supplier, email } });
  }

  async redeemMagicLink(token: string): Promise<Buyer> {
    return (await this.run<{ redeemMagicLink: Buyer }>(documents.REDEEM_MAGIC_LINK, { input: { token } }))
      .redeemMagicLink;
  }

  async signOut(): Promise<void> {
    await this.run(documents.SIGN_OUT);
  }

  async complaints(after: string | null): Promise<ComplaintPage> {
    const variables = { first: COMPLAINTS_PER_PAGE, after };
    return (await this.run<{ complaints: ComplaintPage }>(documents.COMPLAINTS, variables)).complaints;
  }

  async complaint(id: string): Promise<Complaint | null> {
    return (await this.run<{ complaint: Complaint | null }>(documents.COMPLAINT, { id })).complaint;
  }

  async orderLines(search: string): Promise<readonly OrderLine[]> {
    const variables = { search: search || null, first: ORDER_LINES_SHOWN };
    return (await this.run<{ orderLines: readonly OrderLine[] }>(documents.ORDER_LINES, variables)).orderLines;
  }

  async fileComplaint(input: FileComplaintInput): Promise<FiledComplaint> {
    return (await this.run<{ fileComplaint: FiledComplaint }>(documents.FILE_COMPLAINT, { input })).fileComplaint;
  }

  /** What the buyer was asked, the newest first. */
  async invitations(): Promise<readonly Invitation[]> {
    const { invitations } = await this.run<{ invitations: { nodes: readonly Invitation[] } }>(documents.INVITATIONS);
    return invitations.nodes;
  }

  async invitation(id: string): Promise<Invitation | null> {
    return (await this.run<{ invitation: Invitation | null }>(documents.INVITATION, { id })).invitation;
  }

  async openInvitation(id: string): Promise<void> {
    await this.run(documents.OPEN_INVITATION, { id });
  }

  /** The same answer again gives the first one. */
  async answerInvitation(id: string, answer: InvitationAnswer, note: string | null): Promise<Invitation> {
    const variables = { id, answer, note };
    return (await this.run<{ answerInvitation: Invitation }>(documents.ANSWER_INVITATION, variables)).answerInvitation;
  }

  /** What the buyer was asked to assess, the newest first. */
  async assessments(): Promise<readonly AssessmentSummary[]> {
    const { assessments } = await this.run<{ assessments: { nodes: readonly AssessmentSummary[] } }>(
      documents.ASSESSMENTS,
    );
    return assessments.nodes;
  }

  async assessment(id: string, language: string): Promise<Assessment | null> {
    return (await this.run<{ assessment: Assessment | null }>(documents.ASSESSMENT, { id, language })).assessment;
  }

  async answerAssessment(id: string, answers: readonly AssessmentAnswer[]): Promise<AssessmentSummary> {
    const variables = { id, answers };
    return (await this.run<{ answerAssessment: AssessmentSummary }>(documents.ANSWER_ASSESSMENT, variables))
      .answerAssessment;
  }

  /** What the supplier has warned of, the newest first, in a language or the one next to it. */
  async advisories(language: string, after: string | null): Promise<AdvisoryPage> {
    const variables = { language, first: ADVISORIES_PER_PAGE, after };
    return (await this.run<{ advisories: AdvisoryPage }>(documents.ADVISORIES, variables)).advisories;
  }

  async advisoryOverview(language: string): Promise<AdvisoryOverview> {
    const { unread, all } = await this.run<{
      unread: { nodes: AdvisoryOverview['unread'] };
      all: { totalCount: number };
    }>(documents.ADVISORY_OVERVIEW, { language });
    return { unread: unread.nodes, total: all.totalCount };
  }

  async advisory(id: string, language: string): Promise<Advisory | null> {
    return (await this.run<{ advisory: Advisory | null }>(documents.ADVISORY, { id, language })).advisory;
  }

  /** Notes that it was read; the first time counts. */
  async openAdvisory(id: string): Promise<AdvisoryState> {
    return (await this.run<{ openAdvisory: { state: AdvisoryState } }>(documents.OPEN_ADVISORY, { id })).openAdvisory
      .state;
  }

  /** The same words again give the first answer. */
  async reportAdvisoryAction(id: string, action: string, language: string): Promise<Advisory> {
    const variables = { id, action, language };
    return (await this.run<{ reportAdvisoryAction: Advisory }>(documents.REPORT_ADVISORY_ACTION, variables))
      .reportAdvisoryAction;
  }

  uploadFile(file: Parameters<typeof uploadFile>[1]): Promise<{ readonly id: string }> {
    return uploadFile(this.transport, file);
  }

  private run<T>(document: string, variables?: object): Promise<T> {
    return runDocument<T>(this.transport, document, variables);
  }
}
