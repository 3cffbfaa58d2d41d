import { type CombinedError, createClient, fetchExchange, mapExchange, subscriptionExchange } from "urql";
import { objectCache } from "./cache.ts";
import type { Connection } from "./connection.ts";
import { LateReadings } from "./late-readings.ts";
import { keepSubscribed } from "./live-stream.ts";

/** The panel's only way to the hub: same origin, the session's cookie, one cache, live updates by SSE. */
export function newClient(connection: Connection, onSignedOut: () => void) {
  const lateReadings = new LateReadings();
  const client = createClient({
    url: "/api/graphql",
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    exchanges: [
      lateReadings.exchange,
      mapExchange({ onError: (error) => (isSignedOut(error) ? onSignedOut() : undefined) }),
      objectCache(),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: keepSubscribed(connection, { query: query ?? "", variables: { ...variables } }, sink),
          }),
        }),
      }),
    ],
  });
  return lateReadings.of(client);
}

function isSignedOut(error: CombinedError): boolean {
  return (
    error.response?.status === 401 ||
    error.graphQLErrors.some(({ extensions }) => extensions.code === "UNAUTHENTICATED")
  );
}
