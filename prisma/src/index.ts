export * from "../generated/client/client.ts";
export { type Connection, connect } from "./connect.ts";
export { openPool, type PoolOptions } from "./pool.ts";
