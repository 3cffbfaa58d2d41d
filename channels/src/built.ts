/** The platforms that a channel can be connected to today. */
export const builtPlatforms = ["shopify", "bol", "amazon", "portal", "pos"] as const;

export type BuiltPlatform = (typeof builtPlatforms)[number];

/** The platform, or an error that names those that can be connected today. */
export function requireBuilt(platform: string): BuiltPlatform {
  const built = builtPlatforms.find((name) => name === platform);
  if (built) return built;
  throw new Error(`platform "${platform}" cannot be connected yet; today: ${builtPlatforms.join(", ")}`);
}
