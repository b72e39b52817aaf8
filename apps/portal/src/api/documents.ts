/**
 * Every GraphQL document of the portal, in one place: the server may one day run only these. One operation each; its
 * name is sent along.
 */
const BUYER = `id name language email account { id name } supplier { slug name }`;

export const SUPPLIER = `query Supplier($slug: String!) { supplier(slug: $slug) { slug name } }`;

export const ME = `query Me { me { ${BUYER} } }`;

export const REQUEST_MAGIC_LINK = `mutation RequestMagicLink($input: RequestMagicLinkInput!) { requestMagicLink(input: $input) }`;

export const REDEEM_MAGIC_LINK = `mutation RedeemMagicLink($input: RedeemMagicLinkInput!) { redeemMagicLink(input: $input) { ${BUYER} } }`;

export const SIGN_OUT = `mutation SignOut { signOut }`;

export const COMPLAINTS = `query Complaints($first: Int, $after: String) {
  complaints(first: $first, after: $after) {
    nodes { id number subject status createdAt }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

export const COMPLAINT = `query Complaint($id: ID!) {
  complaint(id: $id) {
    id number subject description status createdAt updatedAt lot quantity unit
    orderLine { id orderNumber lineNumber orderedOn productName quantity unit lot }
    files { id name mediaType bytes url }
    events { at type }
  }
}`;

export const ORDER_LINES = `query OrderLines($search: String, $first: Int) {
  orderLines(search: $search, first: $first) { id orderNumber lineNumber orderedOn productName quantity unit lot }
}`;

export const FILE_COMPLAINT = `mutation FileComplaint($input: FileComplaintInput!) {
  fileComplaint(input: $input) { id number }
}`;

const ASKED = `id sentAt askedBy state answer note complaint { id number }`;

export const INVITATIONS = `query Invitations { invitations(first: 5) { nodes { ${ASKED} } } }`;

export const INVITATION = `query Invitation($id: ID!) { invitation(id: $id) { ${ASKED} } }`;

export const OPEN_INVITATION = `mutation OpenInvitation($id: ID!) { openInvitation(id: $id) { id } }`;

export const ANSWER_INVITATION = `mutation AnswerInvitation($id: ID!, $answer: PortalInvitationAnswer!, $note: String) {
  answerInvitation(id: $id, answer: $answer, note: $note) { ${ASKED} }
}`;

const ASSESSED = `id state deadline`;

export const ASSESSMENTS = `query Assessments { assessments(first: 5) { nodes { ${ASSESSED} } } }`;

export const ASSESSMENT = `query Assessment($id: ID!, $language: String) {
  assessment(id: $id) { ${ASSESSED} requiredAnswers items(language: $language) { code question anchors } }
}`;

export const ANSWER_ASSESSMENT = `mutation AnswerAssessment($id: ID!, $answers: [PortalAssessmentAnswerInput!]!) {
  answerAssessment(id: $id, answers: $answers) { ${ASSESSED} }
}`;

const WARNED = `id sentAt state`;

const WARNING = `${WARNED} kind sentBy action actedAt actedByYou text(language: $language) { language title body }`;

export const ADVISORIES = `query Advisories($language: String!, $first: Int, $after: String) {
  advisories(first: $first, after: $after) {
    nodes { ${WARNED} text(language: $language) { language title } }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

export const ADVISORY_OVERVIEW = `query AdvisoryOverview($language: String!) {
  unread: advisories(first: 3, filter: { unread: true }) { nodes { ${WARNED} text(language: $language) { language title } } }
  all: advisories(first: 1) { totalCount }
}`;

export const ADVISORY = `query Advisory($id: ID!, $language: String!) { advisory(id: $id) { ${WARNING} } }`;

export const OPEN_ADVISORY = `mutation OpenAdvisory($id: ID!) { openAdvisory(id: $id) { state } }`;

export const REPORT_ADVISORY_ACTION = `mutation ReportAdvisoryAction($id: ID!, $action: String!, $language: String!) {
  reportAdvisoryAction(id: $id, action: $action) { ${WARNING} }
}`;
