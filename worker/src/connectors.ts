import { type Connector, createConnector, open } from "@stockpool/channels";
import type pg from "pg";
import type { Channel } from "./channel.ts";
import { Circuit } from "./limits/circuit.ts";
import { guard } from "./limits/guard.ts";
import { sharedBudgets } from "./limits/shared-budgets.ts";

export interface ConnectorSettings {
  /** What credentials were sealed with. */
  secret: string;
  /** Lets base URLs be http on this machine, where the sandbox is. */
  allowHttp: boolean;
  /** Multiplies the rate budgets of bol and Amazon; 1 when left out. */
  rateFactor?: number;
  /** Where budgets and circuits are, for all workers together. */
  pool: pg.Pool;
  warn(error: unknown): void;
}

/** Who calls: work that somebody waits for, or work in the background, which leaves a part of the budgets to the former. */
export type Urgency = "foreground" | "background";

export type ConnectorOf = (channel: Channel, urgency?: Urgency) => Connector;

/**
 * Connectors by channel and urgency, behind the channel's circuit. One is kept as long as the channel's address and credentials
 * stay the same, because it holds the account's token.
 */
export function keepConnectors(settings: ConnectorSettings): ConnectorOf {
  const kept = new Map<string, { madeOf: string; connector: Connector }>();
  return (channel, urgency = "foreground") => {
    const madeOf = JSON.stringify([channel.baseUrl, channel.sealedCredentials, channel.places]);
    const name = `${urgency}:${channel.id}`;
    const known = kept.get(name);
    if (known?.madeOf === madeOf) return known.connector;
    const connector = guard(connect(channel, urgency, settings), new Circuit(settings.pool, channel.id));
    kept.set(name, { madeOf, connector });
    return connector;
  };
}

function connect(channel: Channel, urgency: Urgency, settings: ConnectorSettings): Connector {
  const { pool, warn } = settings;
  return createConnector({
    budgets: sharedBudgets({ pool, warn, channelId: channel.id, isBackground: urgency === "background" }),
    platform: channel.platform,
    baseUrl: channel.baseUrl,
    credentials: open(settings.secret, channel.sealedCredentials),
    settings: settingsOf(channel, settings),
    allowHttp: settings.allowHttp,
  });
}

function settingsOf({ platform, platformLocationId, places }: Channel, { rateFactor = 1 }: ConnectorSettings): unknown {
  const otherLocationIds = places.slice(1).map((place) => place.platformLocationId);
  if (platform === "shopify") return { locationId: platformLocationId, otherLocationIds };
  return platform === "bol" || platform === "amazon" ? { rateFactor } : {};
}
