import { z } from "zod";
import { Books, booksSnapshot } from "./books.ts";

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

export const ownSnapshot = z.object({
  name: z.string(),
  settings: ownSettings,
  lastReference: z.number().int(),
  /** Left out by a sandbox whose portals kept no books yet. */
  books: booksSnapshot.optional(),
});

/** A product on the shelf. */
export interface Shown {
  title: string;
  /** The hub's id, which holds name; null while nobody asked for it. */
  productId: string | null;
  /** Null while the hub has not told, or does not offer it here. */
  quantity: number | null;
}

/** One such system. What it shows is what it was told, and it forgets that when it ends; its own orders it keeps. */
export class OwnSystem {
  readonly name: string;
  settings: OwnSettings;
  /** What it shows, by SKU. */
  readonly shelf = new Map<string, Shown>();
  /** Its holds and orders. */
  readonly books: Books;
  /** Parcels that it was told of, by the id of the message: one that comes again is the same parcel. */
  readonly parcels = new Map<string, unknown>();
  /** So many messages are answered with 503 from now on; `isTaken`: and kept all the same. */
  refusals = { messages: 0, isTaken: false };
  /** The messages that came, newest first. */
  readonly messages: { id: string; type: string; status: number }[] = [];
  /** The reading of the hub's catalogue, once it was begun. */
  reading: Promise<void> | null = null;
  /** Why the catalogue could not be read; null when it was, or is being read for the first time. */
  trouble: string | null = null;
  #lastReference: number;
  /** When each SKU was told last, so that an older message, come late, changes nothing. */
  readonly #toldAt = new Map<string, number>();

  constructor({ name, settings, lastReference = 0, books }: Pick<Snapshot, "name" | "settings"> & Partial<Snapshot>) {
    this.name = name;
    this.settings = settings;
    this.#lastReference = lastReference;
    this.books = new Books(books);
  }

  /** The name of the next order, hold or receipt. */
  nextReference(): string {
    this.#lastReference += 1;
    return `${this.settings.kind === "till" ? "R" : "P"}${String(this.#lastReference).padStart(5, "0")}`;
  }

  /** The hub's number for a SKU, as of a moment. */
  show(sku: string, quantity: number | null, at: number): void {
    const isLate = (this.#toldAt.get(sku) ?? 0) > at;
    if (isLate) return;
    this.#toldAt.set(sku, at);
    const { title, productId } = this.shelf.get(sku) ?? { title: sku, productId: null };
    this.shelf.set(sku, { title, productId, quantity });
  }

  /** What a SKU is, as the hub's catalogue says. */
  describe(sku: string, title: string, productId: string): void {
    this.shelf.set(sku, { title, productId, quantity: this.shelf.get(sku)?.quantity ?? null });
  }

  toSnapshot(): Snapshot {
    return {
      name: this.name,
      settings: this.settings,
      lastReference: this.#lastReference,
      books: this.books.toSnapshot(),
    };
  }
}

type Snapshot = z.infer<typeof ownSnapshot>;
