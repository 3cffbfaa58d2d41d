export { builtPlatforms } from "./built.ts";
export * from "./connector.ts";
export { type ConnectorOptions, createConnector } from "./create-connector.ts";
export { credentialsSchemas, open, parseCredentials, seal } from "./credentials.ts";
export { type PlatformName, platformNames } from "./platform.ts";
export type { PlatformEvent } from "./platform-event.ts";
export { readEvent } from "./read-event.ts";
export { OutcomeUnknown, PlatformError, RateLimited } from "./trouble.ts";
