-- CreateTable
CREATE TABLE "unseen_order" (
    "listing_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "units" INTEGER NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "unseen_order_pkey" PRIMARY KEY ("listing_id")
);

-- CreateIndex
CREATE INDEX "unseen_order_by_channel" ON "unseen_order"("channel_id", "seen_at");

-- AddForeignKey
ALTER TABLE "unseen_order" ADD CONSTRAINT "unseen_order_channel_exists" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unseen_order" ADD CONSTRAINT "unseen_order_listing_exists" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;
