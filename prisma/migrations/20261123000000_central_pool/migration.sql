-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "platform" AS ENUM ('shopify', 'bol', 'amazon', 'portal', 'pos');

-- CreateEnum
CREATE TYPE "write_kind" AS ENUM ('compare_and_set', 'net_of_open_orders', 'absolute');

-- CreateEnum
CREATE TYPE "routing_strategy" AS ENUM ('priority', 'fewest_parcels', 'nearest', 'most_stock');

-- CreateEnum
CREATE TYPE "listing_status" AS ENUM ('linked', 'suggested', 'unlinked', 'ignored', 'conflict');

-- CreateEnum
CREATE TYPE "share_kind" AS ENUM ('shared', 'percentage', 'fixed', 'guaranteed');

-- CreateEnum
CREATE TYPE "push_state" AS ENUM ('pending', 'sent', 'confirmed', 'superseded', 'skipped', 'rejected');

-- CreateEnum
CREATE TYPE "drift_cause" AS ENUM ('unseen_order', 'lost_push', 'edited_on_platform', 'reset_by_platform', 'two_writers');

-- CreateEnum
CREATE TYPE "drift_end" AS ENUM ('pushed', 'adopted', 'dismissed');

-- CreateEnum
CREATE TYPE "location_kind" AS ENUM ('warehouse', 'store', 'third_party', 'channel_fulfilled');

-- CreateEnum
CREATE TYPE "fulfilled_by" AS ENUM ('merchant', 'platform');

-- CreateEnum
CREATE TYPE "bundle_policy" AS ENUM ('split', 'one_parcel');

-- CreateEnum
CREATE TYPE "reservation_end" AS ENUM ('shipped', 'released', 'expired');

-- CreateEnum
CREATE TYPE "shortage_end" AS ENUM ('filled', 'cancelled', 'shipped_elsewhere');

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(6),
    "refresh_token_expires_at" TIMESTAMPTZ(6),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "apikey" (
    "id" TEXT NOT NULL,
    "config_id" TEXT NOT NULL DEFAULT 'default',
    "name" TEXT,
    "start" TEXT,
    "reference_id" TEXT NOT NULL,
    "prefix" TEXT,
    "key" TEXT NOT NULL,
    "refill_interval" INTEGER,
    "refill_amount" INTEGER,
    "last_refill_at" TIMESTAMPTZ(6),
    "enabled" BOOLEAN DEFAULT true,
    "rate_limit_enabled" BOOLEAN DEFAULT true,
    "rate_limit_time_window" INTEGER,
    "rate_limit_max" INTEGER,
    "request_count" INTEGER DEFAULT 0,
    "remaining" INTEGER,
    "last_request" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "permissions" TEXT,
    "metadata" TEXT,

    CONSTRAINT "apikey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "platform" "platform" NOT NULL,
    "base_url" TEXT NOT NULL,
    "sealed_credentials" TEXT NOT NULL,
    "account_id" TEXT,
    "write_kind" "write_kind" NOT NULL,
    "strategy" "routing_strategy" NOT NULL DEFAULT 'priority',
    "live_since" TIMESTAMPTZ(6),
    "paused_at" TIMESTAMPTZ(6),
    "removed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_country" (
    "channel_id" UUID NOT NULL,
    "country" CHAR(2) NOT NULL,

    CONSTRAINT "channel_country_pkey" PRIMARY KEY ("channel_id","country")
);

-- CreateTable
CREATE TABLE "channel_location" (
    "channel_id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "platform_location_id" TEXT,

    CONSTRAINT "channel_location_pkey" PRIMARY KEY ("channel_id","location_id")
);

-- CreateTable
CREATE TABLE "watermark" (
    "channel_id" UUID NOT NULL,
    "orders_until" TIMESTAMPTZ(6) NOT NULL,
    "polled_at" TIMESTAMPTZ(6),
    "failed_at" TIMESTAMPTZ(6),
    "error" TEXT,

    CONSTRAINT "watermark_pkey" PRIMARY KEY ("channel_id")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "platform_event_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(6),
    "set_aside_at" TIMESTAMPTZ(6),
    "error" TEXT,

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listing" (
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "product_id" UUID,
    "platform_id" TEXT NOT NULL,
    "platform_stock_id" TEXT,
    "sku" TEXT,
    "barcode" TEXT,
    "title" TEXT NOT NULL,
    "status" "listing_status" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "published_quantity" (
    "listing_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "pending_since" TIMESTAMPTZ(6),
    "confirmed" INTEGER,
    "confirmed_at" TIMESTAMPTZ(6),
    "expected" INTEGER,
    "live" INTEGER,
    "live_at" TIMESTAMPTZ(6),

    CONSTRAINT "published_quantity_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "rule" (
    "id" UUID NOT NULL,
    "channel_id" UUID,
    "product_id" UUID,
    "safety_stock_units" INTEGER,
    "safety_stock_percent" DECIMAL(5,2),
    "share_kind" "share_kind",
    "share_percent" DECIMAL(5,2),
    "share_units" INTEGER,
    "stop_selling_at" INTEGER,
    "always_show_at_least" INTEGER,
    "cap" INTEGER,
    "incoming_days" INTEGER,
    "guard_below" INTEGER,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "push" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "channel_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "before" INTEGER,
    "quantity" INTEGER NOT NULL,
    "state" "push_state" NOT NULL,
    "trace" JSONB NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "error" TEXT,

    CONSTRAINT "push_pkey" PRIMARY KEY ("id","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "drift" (
    "id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "found_at" TIMESTAMPTZ(6) NOT NULL,
    "expected" INTEGER NOT NULL,
    "live" INTEGER NOT NULL,
    "cause" "drift_cause" NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "ended_as" "drift_end",

    CONSTRAINT "drift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "location" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "location_kind" NOT NULL,
    "country" CHAR(2) NOT NULL,
    "ships_to" TEXT[],
    "priority" INTEGER NOT NULL DEFAULT 100,
    "safety_stock" INTEGER NOT NULL DEFAULT 0,
    "deactivated_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "location_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipping_restriction" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "location_id" UUID,
    "country" CHAR(2),

    CONSTRAINT "shipping_restriction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order" (
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "platform_order_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "country" CHAR(2),
    "fulfilled_by" "fulfilled_by" NOT NULL,
    "placed_at" TIMESTAMPTZ(6) NOT NULL,
    "platform_updated_at" TIMESTAMPTZ(6) NOT NULL,
    "imported_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "platform_line_id" TEXT NOT NULL,
    "platform_id" TEXT,
    "listing_id" UUID,
    "product_id" UUID,
    "recipe_id" UUID,
    "parts" JSONB,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "ordered" INTEGER NOT NULL,
    "cancelled" INTEGER NOT NULL DEFAULT 0,
    "shipped" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipment" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "carrier" TEXT,
    "tracking" TEXT,
    "shipped_at" TIMESTAMPTZ(6) NOT NULL,
    "told_at" TIMESTAMPTZ(6),
    "error" TEXT,

    CONSTRAINT "shipment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipment_line" (
    "shipment_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "shipment_line_pkey" PRIMARY KEY ("shipment_id","order_line_id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "current_recipe_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "barcode" (
    "gtin14" CHAR(14) NOT NULL,
    "code" TEXT NOT NULL,
    "product_id" UUID NOT NULL,

    CONSTRAINT "barcode_pkey" PRIMARY KEY ("gtin14")
);

-- CreateTable
CREATE TABLE "recipe" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "policy" "bundle_policy" NOT NULL DEFAULT 'split',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recipe_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "component" (
    "recipe_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "component_pkey" PRIMARY KEY ("recipe_id","product_id")
);

-- CreateTable
CREATE TABLE "stock_level" (
    "product_id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "unavailable" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "incoming" INTEGER NOT NULL DEFAULT 0,
    "available" INTEGER NOT NULL GENERATED ALWAYS AS ((on_hand - unavailable) - reserved) STORED,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_level_pkey" PRIMARY KEY ("product_id","location_id")
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "operation" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "outcome" JSONB NOT NULL,

    CONSTRAINT "operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "movement" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "operation_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "on_hand_delta" INTEGER NOT NULL DEFAULT 0,
    "unavailable_delta" INTEGER NOT NULL DEFAULT 0,
    "reserved_delta" INTEGER NOT NULL DEFAULT 0,
    "incoming_delta" INTEGER NOT NULL DEFAULT 0,
    "on_hand_after" INTEGER NOT NULL,
    "available_after" INTEGER NOT NULL,

    CONSTRAINT "movement_pkey" PRIMARY KEY ("id","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "reservation" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "order_line_id" UUID,
    "hold_id" UUID,
    "quantity" INTEGER NOT NULL,
    "routing_reason" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL,
    "made_by_id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "ended_as" "reservation_end",
    "ended_by_id" UUID,

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hold" (
    "id" UUID NOT NULL,
    "channel_id" UUID,
    "reference" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "ended_as" "reservation_end",

    CONSTRAINT "hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shortage" (
    "id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "cause" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "ended_as" "shortage_end",

    CONSTRAINT "shortage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_unique" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_unique" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_by_user" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_by_user" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_by_identifier" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "apikey_by_config" ON "apikey"("config_id");

-- CreateIndex
CREATE INDEX "apikey_by_owner" ON "apikey"("reference_id");

-- CreateIndex
CREATE INDEX "apikey_by_key" ON "apikey"("key");

-- CreateIndex
CREATE UNIQUE INDEX "channel_code_unique" ON "channel"("code");

-- CreateIndex
CREATE INDEX "channel_location_by_location" ON "channel_location"("location_id");

-- CreateIndex
CREATE INDEX "webhook_event_by_time" ON "webhook_event"("received_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_event_once" ON "webhook_event"("channel_id", "platform_event_id");

-- CreateIndex
CREATE INDEX "listing_by_product" ON "listing"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "listing_platform_id_unique" ON "listing"("channel_id", "platform_id");

-- CreateIndex
CREATE INDEX "published_quantity_waiting" ON "published_quantity"("channel_id", "pending_since") WHERE "pending_since" IS NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "rule_scope_unique" ON "rule"("channel_id", "product_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "rule_by_channel" ON "rule"("channel_id");

-- CreateIndex
CREATE INDEX "rule_by_product" ON "rule"("product_id");

-- CreateIndex
CREATE INDEX "push_by_listing" ON "push"("listing_id", "at" DESC);

-- CreateIndex
CREATE INDEX "push_by_channel" ON "push"("channel_id", "at" DESC);

-- CreateIndex
CREATE INDEX "drift_by_listing" ON "drift"("listing_id", "found_at");

-- CreateIndex
CREATE UNIQUE INDEX "location_code_unique" ON "location"("code");

-- CreateIndex
CREATE INDEX "shipping_restriction_by_product" ON "shipping_restriction"("product_id");

-- CreateIndex
CREATE INDEX "shipping_restriction_by_location" ON "shipping_restriction"("location_id");

-- CreateIndex
CREATE INDEX "order_by_time" ON "order"("placed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "order_by_channel" ON "order"("channel_id", "placed_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "order_exists_once" ON "order"("channel_id", "platform_order_id");

-- CreateIndex
CREATE INDEX "order_line_by_listing" ON "order_line"("listing_id");

-- CreateIndex
CREATE INDEX "order_line_by_product" ON "order_line"("product_id");

-- CreateIndex
CREATE INDEX "order_line_by_recipe" ON "order_line"("recipe_id") WHERE "recipe_id" IS NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "order_line_exists_once" ON "order_line"("order_id", "platform_line_id");

-- CreateIndex
CREATE INDEX "shipment_by_order" ON "shipment"("order_id");

-- CreateIndex
CREATE INDEX "shipment_line_by_order_line" ON "shipment_line"("order_line_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_sku_unique" ON "product"("sku");

-- CreateIndex
CREATE UNIQUE INDEX "product_current_recipe_unique" ON "product"("current_recipe_id");

-- CreateIndex
CREATE INDEX "product_by_update" ON "product"("updated_at", "id");

-- CreateIndex
CREATE INDEX "product_by_title" ON "product"("title", "id");

-- CreateIndex
CREATE INDEX "barcode_by_product" ON "barcode"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "recipe_version_unique" ON "recipe"("product_id", "version");

-- CreateIndex
CREATE INDEX "component_by_product" ON "component"("product_id");

-- CreateIndex
CREATE INDEX "stock_level_by_location" ON "stock_level"("location_id", "product_id");

-- CreateIndex
CREATE UNIQUE INDEX "operation_key_unique" ON "operation"("key");

-- CreateIndex
CREATE INDEX "movement_by_product" ON "movement"("product_id", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "movement_by_level" ON "movement"("product_id", "location_id");

-- CreateIndex
CREATE INDEX "movement_by_operation" ON "movement"("operation_id");

-- CreateIndex
CREATE INDEX "reservation_by_level" ON "reservation"("product_id", "location_id", "ended_at");

-- CreateIndex
CREATE INDEX "reservation_by_order_line" ON "reservation"("order_line_id");

-- CreateIndex
CREATE INDEX "reservation_by_hold" ON "reservation"("hold_id") WHERE "hold_id" IS NOT NULL;

-- CreateIndex
CREATE INDEX "reservation_by_maker" ON "reservation"("made_by_id");

-- CreateIndex
CREATE INDEX "reservation_by_ender" ON "reservation"("ended_by_id") WHERE "ended_by_id" IS NOT NULL;

-- CreateIndex
CREATE INDEX "hold_by_channel" ON "hold"("channel_id");

-- CreateIndex
CREATE INDEX "hold_by_expiry" ON "hold"("expires_at");

-- CreateIndex
CREATE INDEX "shortage_by_order_line" ON "shortage"("order_line_id");

-- CreateIndex
CREATE INDEX "shortage_by_product" ON "shortage"("product_id", "opened_at");

-- CreateIndex
CREATE INDEX "shortage_by_time" ON "shortage"("opened_at", "id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_exists" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_exists" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_country" ADD CONSTRAINT "channel_country_channel_exists" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_location" ADD CONSTRAINT "channel_location_channel_exists" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_location" ADD CONSTRAINT "channel_location_location_exists" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watermark" ADD CONSTRAINT "watermark_channel_exists" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_event" ADD CONSTRAINT "webhook_event_channel_exists" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_channel_exists" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_product_exists" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_quantity" ADD CONSTRAINT "published_quantity_listing_exists" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule" ADD CONSTRAINT "rule_channel_exists" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule" ADD CONSTRAINT "rule_product_exists" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push" ADD CONSTRAINT "push_channel_exists" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push" ADD CONSTRAINT "push_listing_exists" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drift" ADD CONSTRAINT "drift_listing_exists" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipping_restriction" ADD CONSTRAINT "shipping_restriction_product_exists" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipping_restriction" ADD CONSTRAINT "shipping_restriction_location_exists" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_channel_exists" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_exists" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_listing_exists" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_product_exists" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_recipe_exists" FOREIGN KEY ("recipe_id") REFERENCES "recipe"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_order_exists" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_shipment_exists" FOREIGN KEY ("shipment_id") REFERENCES "shipment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_order_line_exists" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_current_recipe_exists" FOREIGN KEY ("current_recipe_id") REFERENCES "recipe"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "barcode" ADD CONSTRAINT "barcode_product_exists" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipe" ADD CONSTRAINT "recipe_product_exists" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "component" ADD CONSTRAINT "component_recipe_exists" FOREIGN KEY ("recipe_id") REFERENCES "recipe"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "component" ADD CONSTRAINT "component_product_exists" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_product_exists" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_location_exists" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "movement" ADD CONSTRAINT "movement_operation_exists" FOREIGN KEY ("operation_id") REFERENCES "operation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "movement" ADD CONSTRAINT "movement_level_exists" FOREIGN KEY ("product_id", "location_id") REFERENCES "stock_level"("product_id", "location_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_product_exists" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_level_exists" FOREIGN KEY ("product_id", "location_id") REFERENCES "stock_level"("product_id", "location_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_order_line_exists" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_hold_exists" FOREIGN KEY ("hold_id") REFERENCES "hold"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_made_by_exists" FOREIGN KEY ("made_by_id") REFERENCES "operation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_ended_by_exists" FOREIGN KEY ("ended_by_id") REFERENCES "operation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_channel_exists" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shortage" ADD CONSTRAINT "shortage_order_line_exists" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shortage" ADD CONSTRAINT "shortage_product_exists" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say: the rules that make a wrong state impossible.

-- Available is never negative: even wrong code cannot promise a unit twice.
alter table stock_level
  add constraint stock_level_on_hand_not_negative check (on_hand >= 0),
  add constraint stock_level_unavailable_not_negative check (unavailable >= 0),
  add constraint stock_level_reserved_not_negative check (reserved >= 0),
  add constraint stock_level_incoming_not_negative check (incoming >= 0),
  add constraint stock_level_available_not_negative check (on_hand - unavailable - reserved >= 0);

alter table movement
  add constraint movement_changes_something
    check (on_hand_delta <> 0 or unavailable_delta <> 0 or reserved_delta <> 0 or incoming_delta <> 0);

alter table reservation
  add constraint reservation_quantity_positive check (quantity > 0),
  add constraint reservation_for_line_or_hold check (num_nonnulls(order_line_id, hold_id) = 1),
  add constraint reservation_end_complete check (num_nonnulls(ended_at, ended_as, ended_by_id) in (0, 3));

alter table hold
  add constraint hold_expires_after_it_was_made check (expires_at > made_at),
  add constraint hold_end_complete check (num_nonnulls(ended_at, ended_as) in (0, 2));

alter table shortage
  add constraint shortage_quantity_positive check (quantity > 0),
  add constraint shortage_end_complete check (num_nonnulls(ended_at, ended_as) in (0, 2));

alter table order_line
  add constraint order_line_ordered_not_negative check (ordered >= 0),
  add constraint order_line_cancelled_not_negative check (cancelled >= 0),
  add constraint order_line_shipped_not_negative check (shipped >= 0),
  add constraint order_line_open_not_negative check (ordered - cancelled - shipped >= 0),
  add constraint order_line_recipe_has_parts check (recipe_id is null or parts is not null);

alter table shipment_line add constraint shipment_line_quantity_positive check (quantity > 0);

alter table component add constraint component_quantity_positive check (quantity > 0);

alter table recipe add constraint recipe_version_positive check (version > 0);

alter table location
  add constraint location_safety_stock_not_negative check (safety_stock >= 0),
  add constraint location_country_is_code check (country ~ '^[A-Z]{2}$');

alter table channel_country add constraint channel_country_is_code check (country ~ '^[A-Z]{2}$');

-- One place of the platform is written to, so one row of a channel may name it.
create unique index channel_location_one_target on channel_location (channel_id) where platform_location_id is not null;

alter table shipping_restriction
  add constraint shipping_restriction_says_what check (num_nonnulls(location_id, country) >= 1),
  add constraint shipping_restriction_country_is_code check (country ~ '^[A-Z]{2}$');

alter table listing
  add constraint listing_linked_has_product check ((status = 'linked') = (product_id is not null));

alter table published_quantity
  add constraint published_quantity_not_negative check (quantity >= 0),
  add constraint published_quantity_pending_while_different
    check ((pending_since is null) = (quantity is not distinct from expected));

alter table push add constraint push_quantity_not_negative check (quantity >= 0);

alter table webhook_event add constraint webhook_event_tries_not_negative check (tries >= 0);

alter table rule
  add constraint rule_safety_stock_units_not_negative check (safety_stock_units >= 0),
  add constraint rule_safety_stock_percent_in_range check (safety_stock_percent between 0 and 100),
  add constraint rule_share_percent_in_range check (share_percent between 0 and 100),
  add constraint rule_share_units_not_negative check (share_units >= 0),
  add constraint rule_stop_selling_at_not_negative check (stop_selling_at >= 0),
  add constraint rule_always_show_at_least_not_negative check (always_show_at_least >= 0),
  add constraint rule_cap_not_negative check (cap >= 0),
  add constraint rule_incoming_days_not_negative check (incoming_days >= 0),
  add constraint rule_guard_below_not_negative check (guard_below >= 0);

-- The check digit of a GTIN-8, -12, -13 or -14: weights 3 and 1 in turn from the right (GS1 General Specifications, 7.9).
create function is_gtin(code text) returns boolean language sql immutable strict parallel safe as $$
  select code ~ '^([0-9]{8}|[0-9]{12,14})$' and (
    select sum(digit::int * case when (14 - place) % 2 = 1 then 3 else 1 end) % 10 = 0
    from unnest(string_to_array(lpad(code, 14, '0'), null)) with ordinality as d(digit, place)
  )
$$;

alter table barcode
  add constraint barcode_check_digit_right check (is_gtin(code)),
  add constraint barcode_padded check (gtin14 = lpad(code, 14, '0'));

-- The ledger is written once.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is a ledger: rows are never changed or deleted', tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;

create trigger movement_is_immutable before update or delete on movement for each row execute function refuse_change();
create trigger operation_is_immutable before update or delete on operation for each row execute function refuse_change();
create trigger component_is_immutable before update on component for each row execute function refuse_change();

-- A bundle has components instead of stock, and never itself inside.
create function refuse_stock_of_bundle() returns trigger language plpgsql as $$
begin
  if exists (select from product where id = new.product_id and current_recipe_id is not null) then
    raise exception 'product % is a bundle and has no stock of its own', new.product_id
      using errcode = 'check_violation', constraint = 'stock_level_not_of_bundle';
  end if;
  return new;
end
$$;

create trigger stock_level_not_of_bundle before insert on stock_level for each row execute function refuse_stock_of_bundle();

create function refuse_bundle_cycle() returns trigger language plpgsql as $$
begin
  if new.current_recipe_id is null then return new; end if;
  if exists (select from stock_level where product_id = new.id and (on_hand, unavailable, reserved, incoming) <> (0, 0, 0, 0)) then
    raise exception 'product % has stock of its own and cannot become a bundle', new.id
      using errcode = 'check_violation', constraint = 'product_bundle_without_stock';
  end if;
  if exists (
    with recursive inside as (
      select product_id from component where recipe_id = new.current_recipe_id
      union
      select c.product_id from inside i join product p on p.id = i.product_id join component c on c.recipe_id = p.current_recipe_id
    )
    select from inside where product_id = new.id
  ) then
    raise exception 'bundle % would contain itself', new.id
      using errcode = 'check_violation', constraint = 'product_recipe_without_cycle';
  end if;
  return new;
end
$$;

create trigger product_recipe_without_cycle before update of current_recipe_id on product
  for each row execute function refuse_bundle_cycle();

-- What is open is little and asked for often; what has ended is much and asked for seldom.
create index shortage_open on shortage (product_id) where ended_at is null;
create index order_line_unlinked on order_line (order_id) where product_id is null;
create index order_line_open on order_line (listing_id) where ordered - cancelled - shipped > 0;
create index webhook_event_waiting on webhook_event (channel_id, received_at, id)
  where done_at is null and set_aside_at is null;
create index webhook_event_set_aside on webhook_event (channel_id) where set_aside_at is not null;
create index push_sent on push (channel_id, listing_id) where state = 'sent';

-- Ledger-like tables have one partition a month (UTC). Makes those from last month up to the month of `until`.
create function ensure_partitions(until timestamptz) returns void language plpgsql as $$
declare
  month timestamp := date_trunc('month', (now() at time zone 'UTC') - interval '1 month');
  parent text;
begin
  while month <= until at time zone 'UTC' loop
    foreach parent in array array['movement', 'push'] loop
      execute format(
        'create table if not exists %I partition of %I for values from (%L) to (%L)',
        parent || to_char(month, '_YYYY_MM'), parent,
        to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00'
      );
    end loop;
    month := month + interval '1 month';
  end loop;
end
$$;

select ensure_partitions(now() + interval '3 months');
