import type { Allocation, Line, Order } from "./shop.ts";

/** Units of a fulfilment order line that are still to be sent. */
export function remaining(allocation: Allocation): number {
  return allocation.quantity - allocation.fulfilled - allocation.removed;
}

/** Units of a line still to be sent. */
export function unfulfilled(line: Line): number {
  return sum(line.allocations.map(remaining));
}

/** Units of a line without those that were cancelled or refunded. */
export function current(line: Line): number {
  return line.quantity - line.refunded - cancelled(line);
}

/** Units of a line that were taken out before they were sent. */
export function cancelled(line: Line): number {
  return sum(line.allocations.map((allocation) => allocation.removed));
}

/** Units of a line that were sent. */
export function fulfilled(line: Line): number {
  return sum(line.allocations.map((allocation) => allocation.fulfilled));
}

/** The order's state as the Admin API names it. */
export function fulfillmentStatus(order: Order): "FULFILLED" | "PARTIALLY_FULFILLED" | "UNFULFILLED" {
  const sent = sum(order.lines.map(fulfilled));
  if (sent === 0) return "UNFULFILLED";
  return order.lines.every((line) => unfulfilled(line) === 0) ? "FULFILLED" : "PARTIALLY_FULFILLED";
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
