/** Reservations or shortages of one batch, found by their order line, hold or product without looking through all. */
export class PromiseBook<Row extends Kept> {
  readonly rows: Row[] = [];
  readonly #byLine = new Map<string, Row[]>();
  readonly #byHold = new Map<string, Row[]>();
  readonly #byProduct = new Map<string, Row[]>();

  constructor(rows: Row[]) {
    for (const row of rows) this.add(row);
  }

  add(row: Row): void {
    this.rows.push(row);
    if (row.orderLineId) push(this.#byLine, row.orderLineId, row);
    if (row.holdId) push(this.#byHold, row.holdId, row);
    push(this.#byProduct, row.productId, row);
  }

  /** Open ones of an order line, for one product where one is given, in the order in which they were added. */
  openOfLine(orderLineId: string, productId?: string): Row[] {
    return open(this.#byLine.get(orderLineId)).filter((row) => productId === undefined || row.productId === productId);
  }

  /** Open ones of a hold, in the order in which they were added. */
  openOfHold(holdId: string): Row[] {
    return open(this.#byHold.get(holdId));
  }

  /** Open ones of a product, in the order in which they were added. */
  openOfProduct(productId: string): Row[] {
    return open(this.#byProduct.get(productId));
  }
}

interface Kept {
  orderLineId: string | null;
  holdId?: string | null;
  productId: string;
  endedAt: Date | null;
}

function open<Row extends Kept>(rows: Row[] | undefined): Row[] {
  return rows?.filter((row) => row.endedAt === null) ?? [];
}

function push<Row>(index: Map<string, Row[]>, key: string, row: Row): void {
  const rows = index.get(key);
  if (rows) rows.push(row);
  else index.set(key, [row]);
}
