import { expect, test } from "vitest";
import { readConfig } from "../../worker/src/config.ts";

test("a wrong environment is refused with the name of every wrong setting and no value", () => {
  const wrong = { DATABASE_URL: "mysql://user:hush@host/db", STOCKPOOL_SECRET: "short hush", WORKER_CONCURRENCY: "0" };
  const problem = () => readConfig(wrong);
  for (const name of Object.keys(wrong)) expect(problem).toThrow(name);
  expect(problem).not.toThrow(/hush/);
});

test("without a word about them, http addresses are refused and webhooks are not asked for", () => {
  const config = readConfig({ DATABASE_URL: "postgres://host/db", STOCKPOOL_SECRET: "x".repeat(32) });
  expect(config).toMatchObject({ allowHttp: false, webhookBaseUrl: null });
});

test("bol's budgets are multiplied only where the sandbox is allowed", () => {
  const given = { DATABASE_URL: "postgres://host/db", STOCKPOOL_SECRET: "x".repeat(32), SANDBOX_RATE_FACTOR: "50" };
  expect(readConfig(given)).toMatchObject({ rateFactor: 1 });
  expect(readConfig({ ...given, SANDBOX_ALLOWED: "1" })).toMatchObject({ rateFactor: 50 });
  expect(() => readConfig({ ...given, SANDBOX_RATE_FACTOR: "0.5" })).toThrow("SANDBOX_RATE_FACTOR");
});
