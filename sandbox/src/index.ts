export type { Control, PlatformOfSandbox } from "./control/client.ts";
export { controlAt } from "./control/client.ts";
export type { OrderSummary, PlacedOrder, ProductIds } from "./control/stall.ts";
export type { OwnSettings } from "./own/system.ts";
export type { LoggedRequest, WrittenQuantity } from "./request-log.ts";
export { type Sandbox, type SandboxOptions, startSandbox } from "./start-sandbox.ts";
export type { Violation } from "./violations.ts";
export type { Delivery } from "./webhook/mailer.ts";
