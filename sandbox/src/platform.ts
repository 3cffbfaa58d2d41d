/** The platforms that the sandbox simulates. */
export const sandboxPlatforms = ["shopify", "bol", "amazon"] as const;

export type SandboxPlatform = (typeof sandboxPlatforms)[number];
