import type { Seller } from "./amazon/seller.ts";
import type { BolAccount } from "./bol/account.ts";
import type { Contracts } from "./contracts.ts";
import { Faults } from "./faults.ts";
import { IdSource } from "./ids.ts";
import type { OwnSystem } from "./own/system.ts";
import { Random } from "./random.ts";
import { RequestLog } from "./request-log.ts";
import type { Shop } from "./shopify/shop.ts";
import { type ContractMode, Violations } from "./violations.ts";
import { Mailer, type RetryPlan } from "./webhook/mailer.ts";

export interface WorldOptions {
  seed: number;
  contractMode: ContractMode;
  webhookRetry: RetryPlan;
  contracts: Contracts | null;
}

/** Everything that one sandbox holds: the shops of all platforms and what surrounds them. */
export class World {
  readonly shops = new Map<string, Shop>();
  readonly accounts = new Map<string, BolAccount>();
  readonly sellers = new Map<string, Seller>();
  /** Portals and tills of the merchant's own. */
  readonly own = new Map<string, OwnSystem>();
  readonly ids = new IdSource();
  readonly requests = new RequestLog();
  readonly random: Random;
  readonly faults: Faults;
  readonly mailer: Mailer;
  readonly violations: Violations;
  /** The platforms' published contracts; null when the folder was not given. */
  readonly contracts: Contracts | null;
  /** Told after every change that should survive a restart. */
  onChange: () => void = () => {};

  constructor(options: WorldOptions) {
    this.random = new Random(options.seed);
    this.faults = new Faults(this.random);
    this.mailer = new Mailer(this.faults, options.webhookRetry);
    this.violations = new Violations(options.contractMode);
    this.contracts = options.contracts;
  }
}
