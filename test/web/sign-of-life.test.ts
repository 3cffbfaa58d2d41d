import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newConnection } from "../../web/src/graphql/connection.ts";
import { newSignOfLife, quietMaxMs } from "../../web/src/graphql/sign-of-life.ts";

beforeEach(() => void vi.useFakeTimers());

afterEach(() => void vi.useRealTimers());

test("a stream that says nothing any more is silent, and live with the next ping", () => {
  const connection = newConnection();
  const life = newSignOfLife(connection);
  life.heard();
  vi.advanceTimersByTime(quietMaxMs - 1);
  life.heard();
  vi.advanceTimersByTime(quietMaxMs - 1);
  expect(connection.read()).toBe("live");
  vi.advanceTimersByTime(1);
  expect(connection.read()).toBe("silent");
  life.heard();
  expect(connection.read()).toBe("live");
});

test("what ended is lost, not silent, and its silence says nothing about the stream after it", () => {
  const connection = newConnection();
  const life = newSignOfLife(connection);
  life.heard();
  life.ended();
  connection.set("lost");
  vi.advanceTimersByTime(2 * quietMaxMs);
  expect(connection.read()).toBe("lost");
});
