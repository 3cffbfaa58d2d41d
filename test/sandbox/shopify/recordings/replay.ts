import type { Sandbox } from "@stockpool/sandbox";
import type { Json } from "../../make/json.ts";
import { type GraphqlAnswer, openShopIn, type TestShop } from "../../make/shop.ts";
import type { DocumentMaker } from "./document-of.ts";
import type { Exchange } from "./exchanges.ts";
import { comparable, withoutFields, withoutValues } from "./leave-out.ts";
import type { Good, Plan } from "./plans.ts";
import { SameIds } from "./same-ids.ts";

export interface Opening {
  sandbox: Sandbox;
  maker: DocumentMaker;
  handle: string;
  plan: Plan;
  recording: Json;
  exchanges: Exchange[];
}

/** A recording that is asked again of a shop like the recorded one. */
export class Replay {
  readonly #shop: TestShop;
  readonly #plan: Plan;
  readonly #ids = new SameIds();
  readonly #maker: DocumentMaker;
  readonly #documents: Map<string, string | null>;
  readonly #leftOut: ReadonlySet<string>;

  private constructor(shop: TestShop, maker: DocumentMaker, plan: Plan, exchanges: Exchange[]) {
    this.#shop = shop;
    this.#maker = maker;
    this.#plan = plan;
    this.#documents = new Map(exchanges.map(({ place, document }) => [place, document]));
    this.#leftOut = new Set(Object.keys(plan.leftOut ?? {}));
  }

  /** Opens the shop in the sandbox, under this handle. */
  static async open({ sandbox, maker, handle, plan, recording, exchanges }: Opening): Promise<Replay> {
    const places = plan.places(recording);
    const locations = places.map(({ name, ...place }) => ({
      ...{ name, country: "CA" },
      ...("fulfillsOnlineOrders" in place && { fulfillsOnlineOrders: place.fulfillsOnlineOrders }),
    }));
    const shop = await openShopIn(sandbox, handle, [], { locations, cancelMs: 0 });
    const replay = new Replay(shop, maker, plan, exchanges);
    for (const [index, { id }] of places.entries()) replay.#ids.learn(id, shop.locationIds[index]);
    for (const good of plan.goods?.(recording) ?? []) await replay.#stock(good, locations[0]?.name ?? "");
    if (plan.order) await replay.#order(plan.order);
    return replay;
  }

  /** What the sandbox answers, and what it should. */
  async ask(exchange: Exchange): Promise<{ is: Json; shouldBe: Json; cost: GraphqlAnswer["cost"] }> {
    const { document, variables } = this.#asked(exchange);
    const { body, cost } = await this.#shop.graphql(this.#ids.translate(document), this.#ids.translate(variables));
    const answer = withoutValues(exchange.answer, this.#leftOut);
    this.#ids.learn(answer.data, body.data);
    const shouldBe = comparable(this.#ids.translate(answer));
    return { is: comparable(body), shouldBe, cost };
  }

  #asked(exchange: Exchange): { document: string; variables: Json } {
    const { document: named, variables: more } = this.#plan.asked?.[exchange.place] ?? {};
    const variables = { ...exchange.variables, ...more };
    const isByAnswer = this.#plan.byAnswer?.includes(exchange.place);
    const document = this.#documents.get(named ?? "") ?? named ?? (isByAnswer ? null : exchange.document);
    const answer = withoutValues(exchange.answer, this.#leftOut);
    const made = document ?? this.#maker.documentOf({ ...exchange, variables, answer });
    return { document: withoutFields(made, this.#leftOut), variables };
  }

  async #stock({ title, variantId, itemId, productId, stock = {} }: Good, first: string): Promise<void> {
    const at = { [first]: 0, ...stock };
    const { sandbox, handle } = this.#shop;
    const [ids] = await sandbox.control.putProducts("shopify", handle, [{ sku: title, title, stock: at }]);
    const { data } = await this.#shop.graphql("query P($id: ID!) { productVariant(id: $id) { product { id } } }", {
      id: ids?.platformId,
    });
    const ours = [ids?.platformId, ids?.platformStockId, data.productVariant.product.id];
    this.#ids.learn([variantId, itemId, productId], ours);
  }

  async #order({ id, input }: { id: string; input: Json }): Promise<void> {
    const { data } = await this.#shop.graphql(
      "mutation O($order: OrderCreateOrderInput!) { orderCreate(order: $order) { order { id } userErrors { message } } }",
      { order: input },
    );
    this.#ids.learn(id, data.orderCreate.order.id);
  }
}
