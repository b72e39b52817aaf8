/** One entry of a GraphQL answer's `errors`. */
export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly reasons?: readonly Record<string, unknown>[] };
}

/** A GraphQL client over real HTTP, with the credentials it was given. */
export class GraphqlClient {
  constructor(
    readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The same client as somebody else: `authorization` for staff, `cookie` for buyers. */
  with(headers: Readonly<Record<string, string>>): GraphqlClient {
    return new GraphqlClient(this.url, { ...this.headers, ...headers });
  }

  /** As a signed-in member of staff. */
  as(accessToken: string): GraphqlClient {
    return this.with({ authorization: `Bearer ${accessToken}` });
  }

  /** The whole answer, errors included. */
  async send<D = Record<string, unknown>>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    operationName?: string,
  ): Promise<{ data: D | null; errors?: GraphqlError[]; response: Response }> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers },
      body: JSON.stringify({ query, variables, operationName }),
    });
    return { ...((await response.json()) as { data: D | null; errors?: GraphqlError[] }), response };
  }

  /** The data. @throws Error with the answer's errors when there are any. */
  async data<D = Record<string, unknown>>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<D> {
    const { data, errors } = await this.send<D>(query, variables);
    if (errors || data === null) throw new Error(`GraphQL: ${JSON.stringify(errors)}`);
    return data;
  }

  /** The code of the first error; undefined when there was none. */
  async code(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<string | undefined> {
    return (await this.send(query, variables)).errors?.[0]?.extensions.code;
  }
}
