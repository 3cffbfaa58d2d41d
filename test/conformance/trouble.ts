import { type Connector, type ListingIds, RateLimited } from "@stockpool/channels";
import { expect, test } from "vitest";
import { expectShown, live, pull, push, signal, wanted } from "./ask.ts";
import { readCatalogue } from "./catalogue.ts";
import { type ChannelWorld, garblings } from "./channel-world.ts";
import { readReturns } from "./returns.ts";
import { readWarehouse } from "./warehouse.ts";

/** What trouble promises: a clear error, nothing half done, nothing believed that the platform did not say. */
export function troubleTests(current: () => ChannelWorld, without: string[]): void {
  test("under 429 rows wait, none is lost, and the platform's time is named", async () => {
    const world = current();
    const listings = await Promise.all([world.addListing(1), world.addListing(1), world.addListing(1)]);
    await world.plant("rate_limit");
    const rows = listings.map((listing) => wanted(listing, { quantity: 2, expected: 1 }));
    const report = await world.connector.pushQuantities(rows, signal);
    expect(report.retryAfterMs).toBeGreaterThan(0);
    expect(report.notSent.length).toBeGreaterThan(0);
    const told = [...report.notSent, ...report.results.map(({ listingId }) => listingId)];
    expect(told.sort()).toEqual(rows.map(({ listingId }) => listingId).sort());
    for (const listing of listings)
      await expectShown(world, listing, report.notSent.includes(listing.listingId) ? 1 : 2);
  });

  test.each(readers)("under 429, $what says when to come back", async ({ read }) => {
    const world = current();
    const listing = await world.addListing(1);
    const orderId = await world.buy(listing, 1);
    await world.plant("rate_limit");
    const trouble = await read(world, listing, orderId).catch((error: unknown) => error);
    expect(trouble).toBeInstanceOf(RateLimited);
    expect(trouble).toHaveProperty("retryAfterMs", 2_000);
  });

  test("a push that took effect and was not answered is unknown, and a reading settles it", async () => {
    const world = current();
    const listing = await world.addListing(5);
    await world.plant("lost_after", { on: "write" });
    expect(await push(world.connector, wanted(listing, { quantity: 6, expected: 5 }))).toMatchObject(unknown(listing));
    await expectShown(world, listing, 6);
    expect(await live(world, listing)).toBe(6);
  });

  test("a push that got lost on its way is unknown, and a reading settles it", async () => {
    const world = current();
    const listing = await world.addListing(5);
    await world.plant("lost_before", { on: "write" });
    expect(await push(world.connector, wanted(listing, { quantity: 6, expected: 5 }))).toMatchObject(unknown(listing));
    expect(await live(world, listing)).toBe(5);
  });

  test("a push whose answer comes too late is unknown, although it took effect", async () => {
    const world = current();
    const listing = await world.addListing(5);
    const connector = world.impatientConnector();
    await connector.readQuantities([listing], signal);
    await world.plant("too_late", { on: "write" });
    expect(await push(connector, wanted(listing, { quantity: 6, expected: 5 }))).toMatchObject(unknown(listing));
    await expectShown(world, listing, 6);
  });

  test("a push that is answered with 5xx is unknown: nobody knows how far the platform came", async () => {
    const world = current();
    const listing = await world.addListing(5);
    await world.plant("server_error", { on: "write" });
    expect(await push(world.connector, wanted(listing, { quantity: 6, expected: 5 }))).toMatchObject(unknown(listing));
    expect(await live(world, listing)).toBe(5);
  });

  test.each(garblings)("a push whose answer comes as %s is unknown", async (garbling) => {
    const world = current();
    const listing = await world.addListing(5);
    await world.plant(garbling, { on: "write" });
    expect(await push(world.connector, wanted(listing, { quantity: 6, expected: 5 }))).toMatchObject(unknown(listing));
    await expectShown(world, listing, 6);
  });

  const long = longReaders.filter(({ ability }) => !without.includes(ability));
  const garbled = garblings.flatMap((garbling) => {
    // How much of an answer is held is decided in one place, so a few readers show it.
    const all = garbling === "huge" ? readers : [...readers, ...long];
    return all.map(({ what, read }) => ({ garbling, what, read }));
  });
  test.each(garbled)(
    "$what whose answer comes as $garbling is trouble, not an empty answer",
    async ({ garbling, read }) => {
      const world = current();
      const listing = await world.addListing(5);
      const orderId = await world.buy(listing, 1);
      await world.plant(garbling, { times: 50 });
      const trouble = await read(world, listing, orderId).catch((error: unknown) => error);
      expect(trouble).toMatchObject({ name: "PlatformError" });
      expect(whole(trouble).length).toBeLessThan(10_000);
      await world.heal();
      expect(await read(world, listing, orderId)).not.toEqual([]);
    },
  );

  test("an answer about other things than were asked for is believed of nothing", async () => {
    const world = current();
    const listing = await world.addListing(5);
    const orderId = await world.buy(listing, 1);
    await world.plant("foreign", { times: 50 });
    const quantities = await world.connector.readQuantities([listing], signal).catch(() => []);
    expect(quantities).toEqual([]);
    await expect(world.connector.readOrder(orderId, signal)).rejects.toMatchObject({ name: "PlatformError" });
  });

  test("a read that met one bad answer of the network asks again", async () => {
    const world = current();
    const listing = await world.addListing(5);
    for (const trouble of ["lost_before", "lost_after", "server_error", "cut_off"] as const) {
      await world.plant(trouble);
      expect(await live(world, listing)).toBe(5);
    }
  });

  test("a pull that breaks off has given whole orders, the oldest changes, and no others", async () => {
    const world = current();
    const listing = await world.addListing(200);
    const since = new Date();
    for (let number = 0; number < 110; number++) await world.buy(listing, 1);
    const all = (await pull(world.connector, since)).map(({ platformOrderId }) => platformOrderId);
    expect(all.length).toBeGreaterThanOrEqual(110);
    const ends: string[] = [];
    for (const after of [0, 1, 2, 5, 60]) {
      await world.plant("server_error", { after, times: 500 });
      // One that remembers nothing of earlier pulls.
      const { given, end } = await pullUntilBroken(world.freshConnector(), since);
      await world.heal();
      expect(given).toEqual(all.slice(0, given.length));
      if (end === "complete") expect(given).toEqual(all);
      ends.push(end);
    }
    expect(ends).toContain("broken");
  });

  test("no error shows a secret", async () => {
    const world = current();
    const listing = await world.addListing(1);
    const stranger = world.strangersConnector();
    const row = wanted(listing, { quantity: 2, expected: 1 });
    const troubles = [
      stranger.readQuantities([listing], signal),
      stranger.pushQuantities([row], signal),
      pull(stranger, new Date()),
    ];
    for (const trouble of await Promise.allSettled(troubles)) {
      if (trouble.status === "fulfilled") throw new Error("a stranger was let in");
      expect(trouble.reason).toMatchObject({ name: "PlatformError", status: 401 });
      for (const secret of world.secrets) expect(whole(trouble.reason)).not.toContain(secret);
    }
    expect(await world.shown(listing)).toBe(1);
  });
}

/** The ids of the orders that came, all whole, until the pull ended. */
async function pullUntilBroken(connector: Connector, since: Date): Promise<{ given: string[]; end: string }> {
  const given: string[] = [];
  try {
    for await (const page of connector.pullOrders(since, signal)) {
      for (const { platformOrderId, lines } of page) {
        expect(lines).toHaveLength(1);
        given.push(platformOrderId);
      }
    }
    return { given, end: "complete" };
  } catch (error) {
    expect(error).toMatchObject({ name: "PlatformError" });
    return { given, end: "broken" };
  }
}

type Reader = (world: ChannelWorld, listing: ListingIds, orderId: string) => Promise<unknown>;

/** Every way to read what somebody waits for. */
const readers: { what: string; read: Reader }[] = [
  { what: "a reading of quantities", read: ({ connector }, listing) => connector.readQuantities([listing], signal) },
  { what: "a pull of orders", read: ({ connector }) => pull(connector, new Date(Date.now() - 30_000)) },
  { what: "a reading of one order", read: ({ connector }, _listing, orderId) => connector.readOrder(orderId, signal) },
];

/** The ways to read that wait for the platform by themselves, and so are never told to come back. */
const longReaders: { what: string; ability: string; read: Reader }[] = [
  { what: "a reading of the catalogue", ability: "listListings", read: readCatalogue },
  { what: "a reading of the warehouse", ability: "readWarehouse", read: readStockedWarehouse },
  { what: "a reading of returns", ability: "pullReturns", read: readSomeReturns },
];

async function readStockedWarehouse(world: ChannelWorld) {
  await world.addToWarehouse(3);
  return readWarehouse(world);
}

async function readSomeReturns(world: ChannelWorld, listing: ListingIds) {
  await world.sendBack(await world.buy(listing, 1), 1);
  return readReturns(world);
}

function unknown({ listingId }: ListingIds) {
  return { kind: "unknown", listingId };
}

/** Everything that an error could show, its stack and causes too. */
function whole(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), error.cause && whole(error.cause)].join("\n");
}
