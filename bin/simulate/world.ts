import type { Channel } from "@stockpool/stock/rules";
import { Agenda } from "./agenda.ts";
import type { Broken } from "./broken.ts";
import { MemoryHub } from "./hub.ts";
import { Platform } from "./platform.ts";
import { Random } from "./random.ts";
import type { Mode } from "./rules.ts";
import { anySetting, type Setting } from "./setting.ts";

/** Work with pauses, in milliseconds, between its steps; at a pause its process may die. */
export type Step<Result = void> = Generator<number, Result, void>;

/** Everything that one run is made of. */
export interface World {
  seed: number;
  mode: Mode;
  random: Random;
  agenda: Agenda;
  setting: Setting;
  hub: MemoryHub;
  broken: Broken;
  platform(channelId: string): { platform: Platform; channel: Channel };
  /** How long after its last change the platform's order list shows an order. */
  lagOf(orderId: string): number;
  /** Processes die at a pause with this chance. */
  deaths: number;
  total: Total;
}

/** Units, counted while the world goes on. */
export interface Total {
  /** That came to be sold, and that were lost. */
  stock: number;
  lost: number;
  /** That buyers ordered, and those that were guaranteed when they were. */
  ordered: number;
  promised: number;
  /** That left in parcels, that came back, and that went from one place to another. */
  shipped: number;
  returned: number;
  transferred: number;
}

/** The world of a seed: always the same one. */
export function worldOf(seed: number, mode: Mode, broken: Broken = null): World {
  const random = new Random(seed);
  const setting = anySetting(random, mode);
  const platforms = new Map(
    setting.catalogue.channels.map((channel) => [
      channel.id,
      { channel, platform: new Platform(channel.id, channel.writeKind) },
    ]),
  );
  const lags = new Map<string, number>();
  return {
    ...{ seed, mode, random, setting, broken, agenda: new Agenda(), hub: new MemoryHub(setting.catalogue, broken) },
    deaths: setting.trouble / 10,
    total: { stock: 0, lost: 0, ordered: 0, promised: 0, shipped: 0, returned: 0, transferred: 0 },
    platform: (channelId) => {
      const found = platforms.get(channelId);
      if (!found) throw new Error(`no channel ${channelId}`);
      return found;
    },
    lagOf: (orderId) => {
      const known = lags.get(orderId) ?? random.next() * setting.lagMs;
      lags.set(orderId, known);
      return known;
    },
  };
}

/** Does work step by step; where its process dies, nothing more of it happens. `done` is told in both cases. */
export function work(world: World, step: Step<unknown>, done: () => void): void {
  const { agenda, random } = world;
  const next = step.next();
  if (next.done || random.chance(world.deaths)) {
    done();
    return;
  }
  agenda.after(next.value, () => work(world, step, done));
}
