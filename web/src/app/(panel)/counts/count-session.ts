/** What was counted of one product. */
export interface CountLine {
  productId: string;
  sku: string;
  title: string;
  /** Null: it was scanned, and nobody said yet how many there are. */
  counted: number | null;
  /** On hand as the hub showed it when it was counted; what moves afterwards is added. */
  seen: number;
  /** True: the hub could be asked only later, so that `seen` may miss what moved in between. */
  isLate: boolean;
}

/** A code that is not yet a product's: nobody could ask the hub, or the hub does not know it. */
export interface OpenCode {
  code: string;
  times: number;
  why: "waiting" | "unknown" | "bundle" | "several";
  /** When it was scanned first, in ms. */
  since: number;
}

/** What a known code stands for. */
export interface KnownCode {
  productId: string;
  packSize: number;
}

/** What was sent and not answered yet. */
export interface Sending {
  key: string;
  note: string;
  lines: { productId: string; counted: number; onHandSeen: number }[];
}

/** A count that somebody is making; it is saved on the device at every step. */
export interface CountSession {
  version: 1;
  locationId: string;
  locationName: string;
  /** True: what the hub believes is not shown before the review. */
  isBlind: boolean;
  /** True: each scan is one unit; false: the number is typed. */
  addsOne: boolean;
  /** The line that was touched last comes first. */
  lines: CountLine[];
  codes: OpenCode[];
  known: Record<string, KnownCode>;
  /** How often a product was taken in hand: where numbers are typed, each time asks for one. */
  touched: number;
  sending: Sending | null;
}

/** What the hub says of a product that was scanned. */
export interface Found extends Omit<CountLine, "counted" | "isLate"> {
  isBundle: boolean;
  packSize: number;
}

/** The most products that one count may hold; the hub takes no more at once. */
export const linesMax = 1_000;

/** The hub normally answers in well under a second. */
const lateAfterMs = 15_000;

/** A scan: counted at once when the code is known, else kept until the hub was asked. */
export function scan(session: CountSession, code: string, at: number): CountSession {
  const known = session.known[code];
  const line = known && session.lines.find(({ productId }) => productId === known.productId);
  if (known && line) return touch(session, { ...line, counted: countedMore(session, line.counted, known.packSize) });
  const open = session.codes.find((one) => one.code === code);
  if (!open) return { ...session, codes: [{ code, times: 1, why: "waiting", since: at }, ...session.codes] };
  const since = open.why === "waiting" ? open.since : at;
  const again = { ...open, times: open.times + 1, why: "waiting" as const, since };
  return { ...session, codes: session.codes.map((one) => (one === open ? again : one)) };
}

/** The hub knows whose code it is: its scans become units. A bundle has no units of its own and stays open. */
export function settle(session: CountSession, code: string, found: Found, at: number): CountSession {
  const open = session.codes.find((one) => one.code === code);
  if (!open) return session;
  if (found.isBundle) return keepOpen(session, code, "bundle");
  const { productId, sku, title, seen, packSize } = found;
  const isLate = at - open.since > lateAfterMs;
  const fresh = { productId, sku, title, seen, isLate, counted: null };
  const line = session.lines.find((one) => one.productId === productId) ?? fresh;
  const counted = countedMore(session, line.counted, packSize * open.times);
  const rest = { ...dropCode(session, code), known: { ...session.known, [code]: { productId, packSize } } };
  return touch(rest, { ...line, counted });
}

/** The hub has no one product for this code: it stays on the list as an exception. */
export function keepOpen(session: CountSession, code: string, why: OpenCode["why"]): CountSession {
  return { ...session, codes: session.codes.map((one) => (one.code === code ? { ...one, why } : one)) };
}

/** Somebody chose a product without a code; it is on top and waits for its number. */
export function choose(session: CountSession, { productId, sku, title, seen }: Found): CountSession {
  const line = session.lines.find((one) => one.productId === productId);
  return touch(session, line ?? { productId, sku, title, seen, isLate: false, counted: null });
}

/** Somebody said how many there are. */
export function setCounted(session: CountSession, productId: string, counted: number): CountSession {
  return { ...session, lines: session.lines.map((one) => (one.productId === productId ? { ...one, counted } : one)) };
}

/** Takes a product off the list. */
export function dropLine(session: CountSession, productId: string): CountSession {
  return { ...session, lines: session.lines.filter((line) => line.productId !== productId) };
}

/** Takes an exception off the list. */
export function dropCode(session: CountSession, code: string): CountSession {
  return { ...session, codes: session.codes.filter((one) => one.code !== code) };
}

/** The lines of these products as they are sent, under a key that stays theirs until an answer comes. */
export function send(session: CountSession, key: string, productIds: ReadonlySet<string>, note: string): CountSession {
  const lines = session.lines.flatMap(({ productId, counted, seen }) =>
    counted === null || !productIds.has(productId) ? [] : [{ productId, counted, onHandSeen: seen }],
  );
  return { ...session, sending: { key, note, lines } };
}

/** The hub booked what was sent: those lines are done, the others stay. */
export function booked(session: CountSession): CountSession {
  const done = new Set(session.sending?.lines.map(({ productId }) => productId));
  return { ...session, sending: null, lines: session.lines.filter(({ productId }) => !done.has(productId)) };
}

function touch(session: CountSession, line: CountLine): CountSession {
  const others = session.lines.filter(({ productId }) => productId !== line.productId);
  return { ...session, lines: [line, ...others], touched: session.touched + 1 };
}

/** Where numbers are typed, a scan only brings the product to the top. */
function countedMore({ addsOne }: CountSession, counted: number | null, units: number): number | null {
  return addsOne ? (counted ?? 0) + units : counted;
}
