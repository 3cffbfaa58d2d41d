import { type Client, mapExchange, type Operation } from "urql";

/**
 * urql drops a reading that is asked for while the same one is on its way. That one may have been answered before the change which
 * the new one is to show: so it is read once more when the first has come.
 */
export class LateReadings {
  readonly #underWay = new Set<number>();
  readonly #late = new Map<number, Operation>();
  #client: Client | null = null;

  /** The first of the client's exchanges, which sees all that is asked and all that the client is given. */
  readonly exchange = mapExchange({
    onOperation: ({ kind, key }) => {
      if (kind === "query") this.#underWay.add(key);
    },
    onResult: ({ operation: { kind, key }, stale, hasNext }) => {
      if (kind !== "query" || stale || hasNext) return;
      this.#underWay.delete(key);
      const late = this.#late.get(key);
      this.#late.delete(key);
      // The client takes the reading as come only after its exchanges. It reads nothing that nobody looks at any more.
      if (late) queueMicrotask(() => this.#client?.reexecuteOperation(late));
    },
  });

  /** Notes what the client is asked for too late; returns the client. */
  of(client: Client): Client {
    this.#client = client;
    const execute = client.executeRequestOperation;
    client.executeRequestOperation = (operation) => {
      const { key, context } = operation;
      if (context.requestPolicy === "network-only" && this.#underWay.has(key)) this.#late.set(key, operation);
      return execute(operation);
    };
    return client;
  }
}
