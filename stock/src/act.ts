import { createHash } from "node:crypto";
import type { Command } from "./command.ts";
import type { Draft } from "./draft.ts";
import { type Made, type Outcome, refused } from "./outcome.ts";

export const keyLengthMax = 200;

type Keyed = Extract<Command, { key: string }>;

/** Carries out a command that names itself by a key: once, however often it comes. */
export function once(draft: Draft, command: Keyed, act: (operationId: string) => Outcome): Outcome {
  const fingerprint = fingerprintOf(command);
  const known = draft.state.operations.get(command.key);
  if (known && known.fingerprint !== fingerprint) {
    return refused("key_already_used", `key "${command.key}" was used before for another act`);
  }
  if (known) return repeatOf(known.id, known.outcome);
  if (command.key.length === 0 || command.key.length > keyLengthMax) {
    return refused("key_not_valid", `key must have 1–${keyLengthMax} characters, got ${command.key.length}`);
  }
  const operationId = draft.newId();
  const outcome = act(operationId);
  if (outcome.kind === "applied") addOperation(draft, operationId, command, fingerprint, outcome);
  return outcome;
}

function addOperation(draft: Draft, id: string, command: Keyed, fingerprint: string, outcome: Outcome): void {
  const { key, verb, actor, reason, note = null } = command;
  draft.operations.push({ id, key, fingerprint, verb, actor, reason, note, outcome });
  // A second command of this batch with the same key must find the first.
  draft.state.operations.set(key, { id, fingerprint, outcome });
}

function repeatOf(operationId: string, outcome: unknown): Outcome {
  return { ...madeOf(outcome), kind: "repeated", operationId };
}

/** What the first time made. The outcome was written by `addOperation`, in the shape of `Made`. */
function madeOf(outcome: unknown): Made {
  const { orderId, holdId, expectationIds } = { ...(outcome as Made | null) };
  return { ...(orderId && { orderId }), ...(holdId && { holdId }), ...(expectationIds && { expectationIds }) };
}

/** The same content gives the same text, in whatever order its fields come. The actor and the note are not content. */
export function fingerprintOf(command: Keyed): string {
  const { key: _key, actor: _actor, note: _note, ...content } = { note: undefined, ...command };
  return createHash("sha256").update(canonical(content)).digest("hex").slice(0, 32);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value instanceof Date || value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`)}}`;
}
