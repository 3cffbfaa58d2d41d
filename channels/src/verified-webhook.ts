/** What a verified message is: a second delivery of the same event has the same `platformEventId`. */
export interface VerifiedWebhook {
  platformEventId: string;
  topic: string;
}

export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>;

/** A public key that a platform signs with; SPKI DER in base64. */
export interface SignatureKey {
  id: string;
  publicKey: string;
}
