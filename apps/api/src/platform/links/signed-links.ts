import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Which file a link opens. */
export interface FileLink {
  readonly tenantId: string;
  readonly fileId: string;
  readonly expiresAt: Date;
}

const UUID_BYTES = 16;
const EXPIRY_BYTES = 6;
const BODY_BYTES = 2 * UUID_BYTES + EXPIRY_BYTES;

/** Links that open one file for a short time, for whoever holds them. */
export class FileLinks {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'file links', 32));
  }

  sign({ tenantId, fileId, expiresAt }: FileLink): string {
    const body = Buffer.alloc(BODY_BYTES);
    body.set(uuidBytes(tenantId), 0);
    body.set(uuidBytes(fileId), UUID_BYTES);
    body.writeUIntBE(Math.floor(expiresAt.getTime() / 1000), 2 * UUID_BYTES, EXPIRY_BYTES);
    return Buffer.concat([body, this.mac(body)]).toString('base64url');
  }

  /** What a genuine token says, expired or not; undefined for anything else. */
  read(token: string): FileLink | undefined {
    const bytes = Buffer.from(token, 'base64url');
    const body = bytes.subarray(0, BODY_BYTES);
    const mac = this.mac(body);
    if (bytes.length !== BODY_BYTES + mac.length || !timingSafeEqual(bytes.subarray(BODY_BYTES), mac)) return undefined;
    return {
      tenantId: uuidText(body.subarray(0, UUID_BYTES)),
      fileId: uuidText(body.subarray(UUID_BYTES, 2 * UUID_BYTES)),
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
