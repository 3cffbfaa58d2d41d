import { z } from "zod";

/** A portal or a till of the merchant's own: where its hub is, and how the two know each other. */
export const ownSettings = z.strictObject({
  kind: z.enum(["portal", "till"]),
  title: z.string().min(1),
  /** The hub's API. */
  graphqlUrl: z.url(),
  apiKey: z.string().min(1),
  /** The channel's code in the hub. */
  channel: z.string().min(1),
  /** What the hub signs its messages with, whsec_… */
  webhookSecret: z.string().startsWith("whsec_"),
  /** The hub's id of the place that the till stands at. */
  locationId: z.string().nullable(),
  /** Where the portal's buyers are, ISO 3166-1 alpha-2. */
  country: z.string().length(2),
});

export type OwnSettings = z.infer<typeof ownSettings>;

export const ownSnapshot = z.object({ name: z.string(), settings: ownSettings, lastReference: z.number().int() });

/** One such system. What it shows is what it was told, and it forgets it when it ends. */
export class OwnSystem {
  readonly name: string;
  settings: OwnSettings;
  /** What it shows, by SKU. */
  readonly shelf = new Map<string, { title: string; quantity: number | null }>();
  /** Parcels that it was told of, newest first. */
  readonly parcels: unknown[] = [];
  /** So many messages are answered with 503 from now on. */
  refusals = 0;
  /** Whether it has asked the hub for its catalogue since it began. */
  hasAsked = false;
  #lastReference: number;
  /** When each SKU was told last, so that an older message, come late, changes nothing. */
  readonly #toldAt = new Map<string, number>();

  constructor({ name, settings, lastReference = 0 }: { name: string; settings: OwnSettings; lastReference?: number }) {
    this.name = name;
    this.settings = settings;
    this.#lastReference = lastReference;
  }

  /** The name of the next order or receipt. */
  nextReference(): string {
    this.#lastReference += 1;
    return `${this.settings.kind === "till" ? "R" : "P"}${String(this.#lastReference).padStart(5, "0")}`;
  }

  /** The hub's number for a SKU, as of a moment. */
  show(sku: string, quantity: number | null, at: number, title?: string): void {
    const known = this.shelf.get(sku);
    const isLate = (this.#toldAt.get(sku) ?? 0) > at;
    if (!isLate) this.#toldAt.set(sku, at);
    const shown = isLate && known ? known.quantity : quantity;
    this.shelf.set(sku, { title: title ?? known?.title ?? sku, quantity: shown });
  }

  toSnapshot(): z.infer<typeof ownSnapshot> {
    return { name: this.name, settings: this.settings, lastReference: this.#lastReference };
  }
}
