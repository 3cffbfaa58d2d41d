import { expect, test } from "vitest";
import { readConfig } from "../../api/src/config.ts";

const secret = "s".repeat(32);
const least = { DATABASE_URL: "postgres://localhost/stockpool", AUTH_SECRET: secret, STOCKPOOL_SECRET: secret };

test("the least that the API needs, and what it takes for granted", () => {
  expect(readConfig(least)).toMatchObject({
    port: 4000,
    webUrl: "http://localhost:3000",
    databaseReadUrl: null,
    firstAdmin: null,
  });
  expect(readConfig({ ...least, DATABASE_READ_URL: "", API_PORT: "0" })).toMatchObject({
    databaseReadUrl: null,
    port: 0,
  });
});

test("every problem is listed at once, and no secret is repeated", () => {
  const read = () =>
    readConfig({ DATABASE_URL: "mysql://x", AUTH_SECRET: "hush", API_PORT: "70000", LOG_LEVEL: "loud" });
  for (const name of ["DATABASE_URL", "AUTH_SECRET", "STOCKPOOL_SECRET", "API_PORT", "LOG_LEVEL"]) {
    expect(read).toThrow(name);
  }
  expect(read).not.toThrow("hush");
});

test("an admin needs both an e-mail address and a password", () => {
  expect(() => readConfig({ ...least, ADMIN_EMAIL: "anna@example.com" })).toThrow("go together");
  const admin = { ADMIN_EMAIL: "anna@example.com", ADMIN_PASSWORD: "long enough" };
  expect(readConfig({ ...least, ...admin }).firstAdmin).toEqual({ email: "anna@example.com", password: "long enough" });
});
