import { useChannels } from "../../graphql/channels-provider.tsx";

/** Who did it: a person as the ledger names them, a channel by its name. */
export function Actor({ actor }: { actor: string }) {
  const { channels } = useChannels();
  if (!actor.startsWith("channel:")) return <>{actor}</>;
  if (!channels) return <>…</>;
  return <>{channels.find(({ id }) => id === nodeIdOf(actor))?.name ?? actor}</>;
}

/** The ledger names a channel by its id in the database; the API makes its node id of that. */
function nodeIdOf(actor: string): string {
  const text = btoa(actor.replace("channel:", "Channel:"));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
