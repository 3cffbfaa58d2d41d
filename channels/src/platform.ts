/** The platforms that the hub speaks. */
export const platformNames = ["shopify", "bol", "amazon", "portal", "pos"] as const;

export type PlatformName = (typeof platformNames)[number];
