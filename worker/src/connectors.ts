import { type Connector, createConnector, open } from "@stockpool/channels";
import type { Channel } from "./channel.ts";

export interface ConnectorSettings {
  /** What credentials were sealed with. */
  secret: string;
  /** Lets base URLs be http on this machine, where the sandbox is. */
  allowHttp: boolean;
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

function connect(channel: Channel, { secret, allowHttp }: ConnectorSettings): Connector {
  return createConnector({
    platform: channel.platform,
    baseUrl: channel.baseUrl,
    credentials: open(secret, channel.sealedCredentials),
    settings: channel.platform === "shopify" ? { locationId: channel.platformLocationId } : {},
    allowHttp,
  });
}
