"use client";

import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import type { Product } from "./product.ts";
import { RecipeForm } from "./recipe-form.tsx";

/** The recipe of a product, to be changed; a plain product without units can become a bundle. */
export function RecipeEditor({ product, onSaved }: { product: Product; onSaved: () => void }) {
  const t = useTranslations("product.recipe");
  const [opened, { open, close }] = useDisclosure(false);
  const done = () => {
    close();
    onSaved();
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        {t(product.isBundle ? "edit" : "make")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t("title", { sku: product.sku })}
        size={560}
        closeButtonProps={{ "aria-label": t("cancel") }}
      >
        <RecipeForm product={product} onSaved={done} onCancel={close} />
      </Modal>
    </>
  );
}
