import { type Connector, createConnector, open } from "@stockpool/channels";
import type { Channel } from "./channel.ts";

export interface ConnectorSettings {
  /** What credentials were sealed with. */
  secret: string;
  /** Lets base URLs be http on this machine, where the sandbox is. */
  allowHttp: boolean;
  /** Multiplies bol's rate budgets; 1 when left out. */
  rateFactor?: number;
}

/**
 * Connectors by channel. One is kept as long as the channel's address and credentials stay the same, because it holds the
 * account's token and rate budgets.
 */
export function keepConnectors(settings: ConnectorSettings): (channel: Channel) => Connector {
  const kept = new Map<string, { madeOf: string; connector: Connector }>();
  return (channel) => {
    const madeOf = JSON.stringify([channel.baseUrl, channel.sealedCredentials, channel.platformLocationId]);
    const known = kept.get(channel.id);
    if (known?.madeOf === madeOf) return known.connector;
    const connector = connect(channel, settings);
    kept.set(channel.id, { madeOf, connector });
    return connector;
  };
}

function connect(channel: Channel, settings: ConnectorSettings): Connector {
  return createConnector({
    platform: channel.platform,
    baseUrl: channel.baseUrl,
    credentials: open(settings.secret, channel.sealedCredentials),
    settings: settingsOf(channel, settings),
    allowHttp: settings.allowHttp,
  });
}

function settingsOf({ platform, platformLocationId }: Channel, { rateFactor = 1 }: ConnectorSettings): unknown {
  if (platform === "shopify") return { locationId: platformLocationId };
  return platform === "bol" ? { rateFactor } : {};
}
