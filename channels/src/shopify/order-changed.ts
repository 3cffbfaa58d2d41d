import { PlatformError } from "../trouble.ts";

/** An order changed between two parts of one reading: together they would show what never was. */
export class OrderChanged extends PlatformError {
  override name = "PlatformError";

  constructor(orderId: string) {
    super(`order ${orderId} changed while it was read`);
  }
}
