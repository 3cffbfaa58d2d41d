/** Units that may be promised to a new buyer; negative only inside a decision, while reservations give way. */
export function available(level: { onHand: number; unavailable: number; reserved: number }): number {
  return level.onHand - level.unavailable - level.reserved;
}
