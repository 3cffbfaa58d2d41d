import type pg from "pg";
import { badInput } from "../bad-input.ts";

/** The id of the channel of this code, which must be on one of these platforms. */
export async function readChannelId(pool: pg.Pool, code: string, platforms: string[]): Promise<string> {
  const { rows } = await pool.query<{ id: string; platform: string }>({
    name: "api_channel_id",
    text: "select id, platform from channel where code = $1 and removed_at is null",
    values: [code],
  });
  const [channel] = rows;
  if (!channel) throw badInput(`there is no channel ${JSON.stringify(code.slice(0, 50))}`);
  if (platforms.includes(channel.platform)) return channel.id;
  throw badInput(`channel ${code} must be on ${platforms.join(" or ")}, it is on ${channel.platform}`);
}
