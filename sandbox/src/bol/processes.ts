import { randomUUID } from "node:crypto";
import { nowMs, toAmsterdam } from "../clock.ts";
import type { Answer } from "../http/answer.ts";
import type { World } from "../world.ts";
import type { BolAccount, Process } from "./account.ts";
import { announce } from "./announce.ts";
import { bodyOf, v10 } from "./media-type.ts";
import { problem } from "./problem.ts";

/**
 * Accepts an asynchronous request: answers 202 with a process status and acts after the account's `processMs`.
 * `act` returns the reason when it fails.
 */
export function accept(
  world: World,
  account: BolAccount,
  eventType: string,
  description: string,
  entityId: string | null,
  act: () => string | null,
): Answer {
  const row: Process = {
    processStatusId: randomUUID(),
    entityId,
    eventType,
    description,
    status: "PENDING",
    errorMessage: null,
    createdAt: nowMs(),
  };
  account.processes.set(row.processStatusId, row);
  const answer = bodyOf(202, processView(row), v10);
  setTimeout(() => finish(world, account, row, act), account.settings.processMs).unref();
  return answer;
}

function finish(world: World, account: BolAccount, row: Process, act: () => string | null): void {
  if (account.settings.processesToTimeOut > 0) {
    account.settings.processesToTimeOut -= 1;
    row.status = "TIMEOUT";
    world.onChange();
    return;
  }
  row.errorMessage = act();
  row.status = row.errorMessage === null ? "SUCCESS" : "FAILURE";
  world.onChange();
  announce(world, account, "PROCESS_STATUS", row.status, row.processStatusId);
}

/** `GET /shared/process-status/{process-status-id}` */
export function readProcess(account: BolAccount, id: string): Answer {
  const row = account.processes.get(id);
  return row ? bodyOf(200, processView(row), v10) : problem(404, `Process status with id ${id} not found.`);
}

function processView(row: Process) {
  const { createdAt, entityId, errorMessage, ...rest } = row;
  const href = `/shared/process-status/${row.processStatusId}`;
  return {
    ...rest,
    // bol names the entity only once it knows it.
    ...(row.status === "SUCCESS" && entityId !== null ? { entityId } : {}),
    ...(errorMessage === null ? {} : { errorMessage }),
    createTimestamp: toAmsterdam(createdAt),
    links: [{ rel: "self", href }],
  };
}
