import type { JobName } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import type { Hub } from "./hub.ts";
import { adoptOpeningTask } from "./tasks/adopt_opening.ts";
import { auditPoolTask } from "./tasks/audit_pool.ts";
import { endFlashSalesTask } from "./tasks/end_flash_sales.ts";
import { ensureWebhooksTask } from "./tasks/ensure_webhooks.ts";
import { expireHoldsTask } from "./tasks/expire_holds.ts";
import { importListingsTask } from "./tasks/import_listings.ts";
import { pollChannelsTask } from "./tasks/poll_channels.ts";
import { pollOrdersTask } from "./tasks/poll_orders.ts";
import { processInboxTask } from "./tasks/process_inbox.ts";
import { pullNotificationsTask } from "./tasks/pull_notifications.ts";
import { pullReturnsTask } from "./tasks/pull_returns.ts";
import { pushStockTask } from "./tasks/push_stock.ts";
import { readLiveTask } from "./tasks/read_live.ts";
import { readWarehouseTask } from "./tasks/read_warehouse.ts";
import { recomputeVelocityTask } from "./tasks/recompute_velocity.ts";
import { reconcileTask } from "./tasks/reconcile.ts";
import { reconcileChannelsTask } from "./tasks/reconcile_channels.ts";
import { republishTask } from "./tasks/republish.ts";
import { republishDueTask } from "./tasks/republish_due.ts";
import { tellCancellationTask } from "./tasks/tell_cancellation.ts";
import { tellReturnTask } from "./tasks/tell_return.ts";
import { tellShipmentTask } from "./tasks/tell_shipment.ts";
import { tidyDatabaseTask } from "./tasks/tidy_database.ts";
import { visitPlatformsTask } from "./tasks/visit_platforms.ts";

/** Every job of the hub with what runs it. */
export function taskList(hub: Hub): Record<JobName, Task> {
  return {
    process_inbox: processInboxTask(hub),
    push_stock: pushStockTask(hub),
    poll_orders: pollOrdersTask(hub),
    ensure_webhooks: ensureWebhooksTask(hub),
    pull_notifications: pullNotificationsTask(hub),
    import_listings: importListingsTask(hub),
    read_live: readLiveTask(hub),
    adopt_opening: adoptOpeningTask(hub),
    republish: republishTask(hub),
    republish_due: republishDueTask(hub),
    recompute_velocity: recomputeVelocityTask(hub),
    tell_shipment: tellShipmentTask(hub),
    pull_returns: pullReturnsTask(hub),
    tell_return: tellReturnTask(hub),
    tell_cancellation: tellCancellationTask(hub),
    read_warehouse: readWarehouseTask(hub),
    visit_platforms: visitPlatformsTask(hub),
    reconcile: reconcileTask(hub),
    reconcile_channels: reconcileChannelsTask(hub),
    poll_channels: pollChannelsTask(hub),
    audit_pool: auditPoolTask(hub),
    expire_holds: expireHoldsTask(hub),
    end_flash_sales: endFlashSalesTask(hub),
    tidy_database: tidyDatabaseTask(hub),
  };
}
