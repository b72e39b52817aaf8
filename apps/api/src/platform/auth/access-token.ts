import { jwtVerify, SignJWT } from 'jose';

const AUDIENCE = 'mortise:staff';

/** What a staff access token says. Everything else about the person is read fresh with each request. */
export interface AccessClaims {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly staffId: string;
}

/** What a token that was read says. */
interface ReadClaims extends AccessClaims {
  readonly expiresAt: Date;
}

/** Signs and reads the access tokens of staff sessions (JWT, HS256). */
export class AccessTokens {
  private readonly key: Uint8Array;

  constructor(secret: string) {
    this.key = new TextEncoder().encode(`access token ${secret}`);
  }

  sign(claims: AccessClaims, issuedAt: Date, expiresAt: Date): Promise<string> {
    return new SignJWT({ tid: claims.tenantId, sid: claims.sessionId })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(AUDIENCE)
      .setSubject(claims.staffId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(this.key);
  }

  /** The claims of a token that is genuine and not expired; undefined for anything else. */
  async read(token: string, now: Date): Promise<ReadClaims | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        audience: AUDIENCE,
        algorithms: ['HS256'],
        currentDate: now,
      });
      const { tid, sid, sub, exp } = payload;
      if (typeof tid !== 'string' || typeof sid !== 'string' || typeof sub !== 'string') return undefined;
      if (exp === undefined) return undefined;
      return { tenantId: tid, sessionId: sid, staffId: sub, expiresAt: new Date(exp * 1000) };
    } catch {
      return undefined;
    }
  }
}
