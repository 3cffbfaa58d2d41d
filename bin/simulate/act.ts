import type { Command, Outcome } from "@stockpool/stock/rules";
import type { World } from "./world.ts";

/** A command of a person, with what names it. */
export function act(world: World, command: Unnamed<Command>): Outcome {
  const [outcome] = actTogether(world, [command]);
  if (!outcome) throw new Error(`${command.verb} had no outcome`);
  return outcome;
}

/** Commands of a person in one transaction. */
export function actTogether({ hub, agenda }: World, commands: Unnamed<Command>[]): Outcome[] {
  return hub.apply(
    commands.map((command) => named(command, hub.newId())),
    agenda.at,
  );
}

type Unnamed<One> = One extends { key: string } ? Omit<One, "key" | "actor" | "reason"> : never;

/** TypeScript does not see that a command without its names, and these names, are that command. */
function named(command: Unnamed<Command>, key: string): Command {
  return { key, actor: "person", reason: "simulation", ...command } as Command;
}
