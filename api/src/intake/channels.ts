import { builtPlatforms, open, type SignatureKey } from "@stockpool/channels/intake";
import type pg from "pg";

/** A channel as its webhooks need it. */
export interface IntakeChannel {
  id: string;
  platform: string;
  /** Opened. They stay in memory: opening them again for each message would cost more than storing it. */
  credentials: unknown;
  /** Public keys that its platform signs with, where it does so with a key of its own. */
  signatureKeys: SignatureKey[];
  /** Its messages are refused for good. */
  isRemoved: boolean;
  readAt: number;
}

/** A channel is read again after so long, so that a message costs one statement: its own. */
const freshForMs = 30_000;

/** New credentials are looked for when a signature is wrong, but not for every forged message. */
const recheckAfterMs = 5_000;

/** Channels by code; null for one that does not exist or takes no webhooks. */
export interface IntakeChannels {
  find(code: string): Promise<IntakeChannel | null>;
  /** Reads it anew, unless that was just done: its credentials may have changed. Null when there is nothing newer. */
  recheck(code: string): Promise<IntakeChannel | null>;
}

const statement = `
  select id, platform, sealed_credentials as "sealedCredentials", removed_at is not null as "isRemoved", (
    select coalesce(json_agg(json_build_object('id', key_id, 'publicKey', public_key)), '[]')
    from signature_key where channel_id = channel.id
  ) as "signatureKeys"
  from channel where code = $1 and platform::text = any($2::text[])`;

interface Row {
  id: string;
  platform: string;
  sealedCredentials: string;
  isRemoved: boolean;
  signatureKeys: SignatureKey[];
}

/** Channels of the database, opened with `secret` and kept for some seconds. */
export function intakeChannels(pool: pg.Pool, secret: string): IntakeChannels {
  const kept = new Map<string, IntakeChannel>();

  async function read(code: string): Promise<IntakeChannel | null> {
    const { rows } = await pool.query<Row>(statement, [code, builtPlatforms]);
    kept.delete(code);
    const [row] = rows;
    if (!row) return null;
    const { sealedCredentials, ...known } = row;
    const credentials = row.isRemoved ? null : open(secret, sealedCredentials);
    const channel = { ...known, credentials, readAt: Date.now() };
    kept.set(code, channel);
    return channel;
  }

  const age = (code: string): number => Date.now() - (kept.get(code)?.readAt ?? Number.NEGATIVE_INFINITY);
  return {
    find: async (code) => (age(code) < freshForMs ? (kept.get(code) ?? null) : read(code)),
    recheck: async (code) => (age(code) < recheckAfterMs ? null : read(code)),
  };
}
