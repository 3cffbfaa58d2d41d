import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine as Engine } from "@prisma/schema-engine-wasm";
import * as wasmBindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";
import { readSchemaFiles } from "./folder.ts";
import { MigrationAdapterFactory } from "./migration-adapter.ts";

export type SchemaEngine = Engine;

// TypeScript knows WebAssembly only together with the whole DOM, which a server should not see.
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: Record<string, object>): Promise<{ exports: Record<string, unknown> }>;
};

let started: Promise<void> | undefined;

/**
 * Prisma's own schema engine as WebAssembly, working on the database of `pool`. Unlike the Prisma CLI it downloads nothing.
 * Free it when done.
 */
export async function openSchemaEngine(pool: pg.Pool): Promise<SchemaEngine> {
  started ??= startWasm();
  await started;
  const datamodels = (await readSchemaFiles()).map((file): [string, string] => [file.path, file.content]);
  const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(pool));
  return wasmBindings.SchemaEngine.new({ datamodels }, ignoreLog, adapter);
}

async function startWasm(): Promise<void> {
  // Without this registry a panic of the engine says only "unreachable executed".
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: throwPanic } });
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const wasm = await WebAssembly.compile(await readFile(join(folder, "schema_engine_bg.wasm")));
  const { exports } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": { ...wasmBindings } });
  wasmBindings.__wbg_set_wasm(exports);
  startBindings(exports);
}

function startBindings(exports: Record<string, unknown>): void {
  const start = exports.__wbindgen_start;
  if (typeof start !== "function")
    throw new Error("schema_engine_bg.wasm has no __wbindgen_start: is it another version?");
  start();
}

function throwPanic(message: string): never {
  throw new Error(`Prisma's schema engine panicked: ${message}`);
}

// What the engine logs at info level repeats what its answers say.
function ignoreLog(): void {}
