export { apply, applyBatch } from "./apply.ts";
export { audit, auditPromises, type Breach } from "./audit/audit.ts";
export { type AuditRun, recordAudit } from "./audit/record-audit.ts";
export { bundleAvailable } from "./bundle/count.ts";
export { previewRecipe } from "./bundle/preview.ts";
export type { Sets as BundleSets } from "./bundle/sets.ts";
export { askCancellation, type CancellationWish } from "./cancellations/ask-cancellation.ts";
export {
  queueUntoldCancellations,
  readUntoldCancellation,
  recordCancellation,
  type UntoldCancellation,
} from "./cancellations/tell-cancellation.ts";
export { addChannel, connectChannel, type NewChannel } from "./catalogue/add-channel.ts";
export { addLocation, type NewLocation } from "./catalogue/add-location.ts";
export { type AddedProduct, addProducts, type NewProduct } from "./catalogue/add-products.ts";
export { type ChannelEdit, editChannel } from "./catalogue/edit-channel.ts";
export { editLocation, type LocationEdit } from "./catalogue/edit-location.ts";
export { isGtin } from "./catalogue/gtin.ts";
export { importListings } from "./catalogue/import-listings.ts";
export { type ListingLink, linkListing } from "./catalogue/link-listing.ts";
export { offerCatalogue } from "./catalogue/offer.ts";
export { queueChannelJob, queueTelling, type RuleScope } from "./catalogue/queue-jobs.ts";
export { recordTelling } from "./catalogue/record-telling.ts";
export { removeChannel } from "./catalogue/remove-channel.ts";
export { republishAll, republishProducts } from "./catalogue/republish-all.ts";
export { liftRestriction, type RestrictionChange, restrictProduct } from "./catalogue/restrict-product.ts";
export { type RecipeWish, setRecipe } from "./catalogue/set-recipe.ts";
export { setReorderPoint } from "./catalogue/set-reorder-point.ts";
export { type RuleAct, setRule } from "./catalogue/set-rule.ts";
export { shipAndTell } from "./catalogue/ship-and-tell.ts";
export { type ChannelSwitch, switchChannel } from "./catalogue/switch-channel.ts";
export type * from "./command/expectations.ts";
export type * from "./command/goods.ts";
export type * from "./command/holds.ts";
export type { CancelOrder, OwnLine, PlaceOrder, Sell } from "./command/own-orders.ts";
export type {
  Command,
  ImportedLine,
  ImportedOrder,
  ImportOrder,
  Release,
  Republish,
  Reroute,
  Ship,
} from "./command.ts";
export { commitSoonSql } from "./commit-soon.ts";
export { endDrifts } from "./drift/end-drifts.ts";
export { type Judged, judgeDoubts } from "./drift/judge-doubts.ts";
export { type ListingToRead, readListingsAfter, readListingsById } from "./drift/read-page.ts";
export { recordReadings } from "./drift/record-readings.ts";
export { confirmReported, endReport, noteReportAsked } from "./drift/report.ts";
export { resync } from "./drift/resync.ts";
export * from "./drift/resync-listings.ts";
export * from "./drift/runs.ts";
export { type ReconcileSetting, setReconcile } from "./drift/set-reconcile.ts";
export { type DriftAnswer, settleDrift } from "./drift/settle-drift.ts";
export type { FoundDrift } from "./drift/write-decisions.ts";
export * from "./flash-sale/end-flash-sale.ts";
export { reportOf as readFlashSaleReport } from "./flash-sale/report.ts";
export * from "./flash-sale/start-flash-sale.ts";
export * from "./guarantee/read-unsure.ts";
export * from "./guarantee/settle-known.ts";
export { sweepHolds } from "./hold/sweep-holds.ts";
export * from "./inbox/finish-events.ts";
export * from "./inbox/prune-inbox.ts";
export * from "./inbox/read-inbox.ts";
export * from "./inbox/replay-events.ts";
export * from "./inbox/store-event.ts";
export { acceptSuggestions } from "./mapping/accept-suggestions.ts";
export { addAlias, removeAlias } from "./mapping/aliases.ts";
export { type ChangedListings, type ChangedRow, changeListings, wishesMax } from "./mapping/change-listings.ts";
export * from "./mapping/import-run.ts";
export {
  findListingRows,
  findProductsBySku,
  type ListingRow,
  nameOfRow,
  readListingRows,
} from "./mapping/listing-rows.ts";
export { type Candidate, confidenceOf, type MatchReason } from "./mapping/match-listing.ts";
export { queueMatching } from "./mapping/queue-matching.ts";
export { wishOfRow } from "./mapping/row-wish.ts";
export { setMappingPolicy } from "./mapping/set-policy.ts";
export type { FoundListing } from "./mapping/store-listings.ts";
export { type UndoneAct, undoListingAct } from "./mapping/undo-act.ts";
export type { ListingWish } from "./mapping/wish.ts";
export { newId } from "./new-id.ts";
export { notePoll } from "./note-poll.ts";
export { adoptOpening, askAdoption } from "./opening/adopt-opening.ts";
export { type LivePreview, needsSecondYes, readLivePreview } from "./opening/live-preview.ts";
export * from "./opening/live-reading.ts";
export type { OpeningRefusal, OpeningRow } from "./opening/plan-opening.ts";
export { type OpeningSums, sumOpening } from "./opening/sum-opening.ts";
export { type Outcome, type Refusal, type RefusalCode, type Refused, refusalCodes } from "./outcome.ts";
export { previewRules, type RulePreview } from "./preview/preview-rules.ts";
export type { ReplayResult } from "./preview/replay.ts";
export { type ReplayedChange, replayChange } from "./preview/replay-change.ts";
export { type Availability, readAvailability } from "./publish/availability.ts";
export { explainPublished } from "./publish/explain.ts";
export { republishDue } from "./publish/republish-due.ts";
export { type Step, type StepName, stepNames, type Trace } from "./publish/trace.ts";
export { judge } from "./push/judge.ts";
export * from "./push/mark-accepted.ts";
export {
  type BatchEnd,
  dropSoughtBatch,
  endPushBatch,
  nameSoughtBatch,
  noteLookAtBatch,
  type PushBatch,
  readPushBatches,
  seekPushBatch,
} from "./push/push-batches.ts";
export * from "./push/read-pending.ts";
export * from "./push/record-pushes.ts";
export * from "./push/settle-pushes.ts";
export { type SplitPart, splitQuantities } from "./push/split-quantities.ts";
export * from "./push/start-pushes.ts";
export { readUnanswered, type UnansweredPush } from "./push/unanswered.ts";
export { noteUnseenOrders, type UnseenUnits, unseenSince } from "./push/unseen-orders.ts";
export { isUrgent } from "./push/urgent.ts";
export { quantityMax } from "./quantity.ts";
export { decideReturn, type ReturnDecision } from "./returns/decide-return.ts";
export * from "./returns/record-returns.ts";
export {
  queueUntoldReturns,
  readUntoldReturn,
  recordReturnTelling,
  type UntoldReturn,
} from "./returns/tell-return.ts";
export { choosers, decodeReason, type Extent, routingWords } from "./route/reason.ts";
export { changeRules, type RuleChange, type RulesChanged } from "./rule/change-rules.ts";
export type { RuleEdit } from "./rule/edit.ts";
export type { Effect as RuleEffect, ListingEffect } from "./rule/effect.ts";
export type { RuleFields, RuleValues } from "./rule/fields.ts";
export { type InheritedValue, readRuleInForce } from "./rule/in-force.ts";
export { undoRuleChange } from "./rule/undo-rule-change.ts";
export { StateMoved } from "./state-moved.ts";
export { isStorableId, storable, storableId, storableIfTold } from "./storable.ts";
export { sumSql } from "./sum-sql.ts";
export { transact, transactSoon } from "./transact.ts";
export { daysOfCover } from "./velocity/measure.ts";
export { recomputeVelocity } from "./velocity/recompute-velocity.ts";
export * from "./warehouse/mirror-warehouse.ts";
export * from "./watermark.ts";
export { wantSignatureKeys } from "./webhooks/want-keys.ts";
export * from "./webhooks/watch.ts";
