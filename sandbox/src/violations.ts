import type { SandboxPlatform } from "./platform.ts";

/** A message that breaks the platform's published contract, or asks for a part of it that the sandbox does not have. */
export interface Violation {
  at: string;
  platform: SandboxPlatform;
  shop: string;
  /** Who broke it: the caller's request, or the sandbox's own answer or webhook. */
  side: "request" | "answer" | "webhook" | "not in the sandbox";
  operation: string;
  problems: string[];
}

/** What happens on a violation: answer 500, or only remember it and go on as the platform would. */
export type ContractMode = "strict" | "record";

/** Remembers every violation since the start. */
export class Violations {
  readonly mode: ContractMode;
  readonly all: Violation[] = [];

  constructor(mode: ContractMode) {
    this.mode = mode;
  }

  add(violation: Omit<Violation, "at">): void {
    this.all.push({ at: new Date().toISOString(), ...violation });
  }
}
