/** Who does it and why, and the key that makes repeating it harmless. */
export interface Act {
  /** Names this one act for ever: the same key with the same content is answered, not repeated. */
  key: string;
  actor: string;
  reason: string;
  note?: string;
}

/** One product at one location. */
export interface Place {
  productId: string;
  locationId: string;
}

/** Units of one product. */
export interface Units {
  productId: string;
  quantity: number;
}
