// @ts-check

/** Documents that the server knows by name. */
export const OPERATIONS = {
  R1: `query R1($after: Cursor) {
    allAccounts(first: 20, after: $after, orderBy: [TENANT_ID_ASC, NAME_LOWER_ASC, ROW_ID_ASC]) {
      nodes {
        rowId name country city stage createdAt
        staffMemberByTenantIdAndOwnerId { rowId name }
        accountContactsByTenantIdAndAccountId(first: 5, orderBy: []) { nodes { rowId tier roles contactByTenantIdAndContactId { rowId name email } } }
        complaintsByTenantIdAndAccountId(first: 3, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) { nodes { rowId number subject status createdAt } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  R2: `query R2($tenantId: UUID!, $id: UUID!) {
    accountByTenantIdAndRowId(tenantId: $tenantId, rowId: $id) {
      rowId name stage stageSince monthlySalesList(months: 12) { month netMinor currency quantity lines }
    }
  }`,
  W1: `mutation W1($input: BenchFileComplaintInput!) {
    benchFileComplaint(input: $input) { result { rowId number status createdAt subject } }
  }`,
};
