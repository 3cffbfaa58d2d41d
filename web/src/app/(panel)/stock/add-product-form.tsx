import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMutation } from "urql";
import form from "../../../components/form.module.css";
import { FormActions } from "../../../components/form-actions.tsx";
import type { FormEnds } from "../../../components/form-popover.tsx";
import { useAct } from "../../../components/use-act.ts";
import { AddProduct } from "../../../graphql/product-codes.ts";
import { productPath } from "../../../routes.ts";

/** A new product; its page, where stock is received and a recipe is written, comes next. */
export function AddProductForm({ onDone, onCancel }: FormEnds) {
  const t = useTranslations("stock.add");
  const router = useRouter();
  const { run, isBusy, refused } = useAct();
  const [, add] = useMutation(AddProduct);
  const product = useForm({
    initialValues: { title: "", sku: "", barcode: "" },
    validate: {
      title: (title) => (title.trim() ? null : t("titleMissing")),
      sku: (sku) => (sku.trim() ? null : t("skuMissing")),
    },
  });
  const submit = product.onSubmit(async ({ title, sku, barcode }) => {
    const barcodes = barcode.trim() ? [barcode.trim()] : [];
    const wanted = { title: title.trim(), sku: sku.trim(), barcodes };
    const added = await run(async () => (await add({ product: wanted })).data?.addProducts[0]);
    if (!added) return;
    onDone();
    router.push(productPath(wanted.sku));
  });
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.heading}>{t("open")}</p>
      <p className={form.text}>{t("text")}</p>
      <TextInput label={t("title")} maxLength={500} {...product.getInputProps("title")} />
      <div className={form.pair}>
        <TextInput label={t("sku")} maxLength={200} {...product.getInputProps("sku")} />
        <TextInput label={t("barcode")} inputMode="numeric" maxLength={14} {...product.getInputProps("barcode")} />
      </div>
      <FormActions submit={t("submit")} isBusy={isBusy} refused={refused} onCancel={onCancel} />
    </form>
  );
}
