import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a link opens. */
export interface SignedLink {
  readonly tenantId: string;
  /** Of the file, the alert …: what it is of is said by the key the link is signed with. */
  readonly id: string;
  readonly expiresAt: Date;
}

const UUID_BYTES = 16;
const EXPIRY_BYTES = 6;
const BODY_BYTES = 2 * UUID_BYTES + EXPIRY_BYTES;

/** Links that open one thing for a short time, for whoever holds them. */
export class SignedLinks {
  private readonly key: Buffer;

  /** @param purpose what its links open; a link for one purpose is worth nothing for another */
  constructor(secret: string, purpose: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  }

  sign({ tenantId, id, expiresAt }: SignedLink): string {
    const body = Buffer.alloc(BODY_BYTES);
    body.set(uuidBytes(tenantId), 0);
    body.set(uuidBytes(id), UUID_BYTES);
    body.writeUIntBE(Math.floor(expiresAt.getTime() / 1000), 2 * UUID_BYTES, EXPIRY_BYTES);
    return Buffer.concat([body, this.mac(body)]).toString('base64url');
  }

  /** What a genuine token says, expired or not; undefined for anything else. */
  read(token: string): SignedLink | undefined {
    const bytes = Buffer.from(token, 'base64url');
    const body = bytes.subarray(0, BODY_BYTES);
    const mac = this.mac(body);
    if (bytes.length !== BODY_BYTES + mac.length || !timingSafeEqual(bytes.subarray(BODY_BYTES), mac)) return undefined;
    return {
      tenantId: uuidText(body.subarray(0, UUID_BYTES)),
      id: uuidText(body.subarray(UUID_BYTES, 2 * UUID_BYTES)),
      expiresAt: new Date(body.readUIntBE(2 * UUID_BYTES, EXPIRY_BYTES) * 1000),
    };
  }

  private mac(body: Buffer): Buffer {
    return createHmac('sha256', this.key).update(body).digest();
  }
}

function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

function uuidText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Links to files. */
export class FileLinks extends SignedLinks {
  constructor(secret: string) {
    super(secret, 'file links');
  }
}

/** Links to pictures of alerts. */
export class PictureLinks extends SignedLinks {
  constructor(secret: string) {
    super(secret, 'picture links');
  }
}
