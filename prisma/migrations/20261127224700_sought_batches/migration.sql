-- AlterTable
ALTER TABLE "push_batch" ADD COLUMN     "is_sought" BOOLEAN NOT NULL DEFAULT false;
