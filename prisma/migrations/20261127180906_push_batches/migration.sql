-- CreateTable
CREATE TABLE "push_batch" (
    "channel_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "looked_at" TIMESTAMPTZ(6) NOT NULL,
    "listing_ids" UUID[],

    CONSTRAINT "push_batch_pkey" PRIMARY KEY ("channel_id","reference")
);

-- AddForeignKey
ALTER TABLE "push_batch" ADD CONSTRAINT "push_batch_channel_exists" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;
