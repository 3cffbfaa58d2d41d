/** Units that may be promised to a new buyer; negative only inside a decision, while reservations give way. */
export function available(level: { onHand: number; unavailable: number; reserved: number }): number {
  return level.onHand - level.unavailable - level.reserved;
}

/** Units that may be promised to anybody: available, less what guaranteed listings may have sold already. */
export function free(level: { onHand: number; unavailable: number; reserved: number; exposed: number }): number {
  return available(level) - level.exposed;
}
