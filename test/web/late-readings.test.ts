import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient, fetchExchange, gql } from "urql";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { LateReadings } from "../../web/src/graphql/late-readings.ts";

const Stock = gql`query Stock { stock }`;

/** A hub whose stock is what it was when it was asked, and which answers when it is told to. */
const asked: { stock: number; response: ServerResponse }[] = [];
let stock = 0;
const server = createServer((_, response) => void asked.push({ stock, response }));
let url: string;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => void server.close());
beforeEach(() => {
  asked.length = 0;
  stock = 9;
});

async function answer() {
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  const { stock, response } = asked.shift() ?? { stock: 0 };
  response?.setHeader("content-type", "application/json").end(JSON.stringify({ data: { stock } }));
}

/** A screen that shows the stock. */
function open() {
  const lateReadings = new LateReadings();
  const exchanges = [lateReadings.exchange, fetchExchange];
  const client = lateReadings.of(createClient({ url, preferGetMethod: false, exchanges }));
  const shown: unknown[] = [];
  const subscriptions = [client.query(Stock, {}).subscribe(({ data, stale }) => stale || shown.push(data?.stock))];
  return {
    shown,
    /** As a screen does after a change. */
    readAgain: () => {
      subscriptions.push(client.query(Stock, {}, { requestPolicy: "network-only" }).subscribe(() => {}));
    },
    close: () => {
      for (const { unsubscribe } of subscriptions) unsubscribe();
    },
  };
}

it("a change while a reading is on its way is read after it, once", async () => {
  const { shown, readAgain, close } = open();
  await expect.poll(() => asked.length).toBe(1);
  stock = 8;
  readAgain();
  stock = 7;
  readAgain();
  await answer();
  await expect.poll(() => shown).toEqual([9]);
  await answer();
  await expect.poll(() => shown).toEqual([9, 7]);
  readAgain();
  await answer();
  await expect.poll(() => shown).toEqual([9, 7, 7]);
  expect(asked).toEqual([]);
  close();
});

it("what nobody looks at any more is not read", async () => {
  const { readAgain, close } = open();
  await expect.poll(() => asked.length).toBe(1);
  readAgain();
  close();
  const { shown, close: closeNext } = open();
  await expect.poll(() => asked.length).toBe(2);
  await answer();
  await answer();
  await expect.poll(() => shown).toEqual([9]);
  expect(asked).toEqual([]);
  closeNext();
});
