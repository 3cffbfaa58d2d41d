import { expect, test } from "vitest";
import { tokenSource } from "../../../channels/src/http/token.ts";

function source(lifeSeconds: number) {
  const clock = { now: 0, asked: 0 };
  const ask = async () => ({ value: `token-${++clock.asked}`, lifeSeconds });
  return { clock, tokens: tokenSource(ask, () => clock.now) };
}

test("many callers at once cause one question", async () => {
  const { clock, tokens } = source(100);
  const got = await Promise.all(Array.from({ length: 20 }, () => tokens.get()));
  expect(new Set(got)).toEqual(new Set(["token-1"]));
  expect(clock.asked).toBe(1);
});

test("a token is renewed when 80% of its life is over", async () => {
  const { clock, tokens } = source(100);
  await tokens.get();
  clock.now = 79_999;
  expect(await tokens.get()).toBe("token-1");
  clock.now = 80_000;
  expect(await tokens.get()).toBe("token-2");
});

test("dropping a token that was replaced already changes nothing", async () => {
  const { tokens } = source(100);
  tokens.drop(await tokens.get());
  expect(await tokens.get()).toBe("token-2");
  tokens.drop("token-1");
  expect(await tokens.get()).toBe("token-2");
});

test("a question that failed is asked again by the next caller", async () => {
  let asked = 0;
  const tokens = tokenSource(async () => {
    asked += 1;
    if (asked === 1) throw new Error("no answer");
    return { value: "token", lifeSeconds: 100 };
  });
  await expect(tokens.get()).rejects.toThrow("no answer");
  expect(await tokens.get()).toBe("token");
});
