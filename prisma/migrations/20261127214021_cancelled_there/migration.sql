-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "acknowledged_at" TIMESTAMPTZ(6),
ADD COLUMN     "cancelled_there" INTEGER NOT NULL DEFAULT 0;

-- What was cancelled until now counts as said by its platform.
UPDATE "order_line" SET "cancelled_there" = "cancelled" WHERE "cancelled" > 0;
