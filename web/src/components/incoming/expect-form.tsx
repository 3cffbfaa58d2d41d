import { NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useMutation } from "urql";
import { ExpectUnits } from "../../graphql/expectation.ts";
import classes from "../form.module.css";
import { FormActions } from "../form-actions.tsx";
import { momentOf } from "../local-time.ts";
import { LocationSelect } from "../location-select.tsx";
import { type PickedProduct, ProductPicker } from "../product-picker.tsx";
import { useAct } from "../use-act.ts";

interface Props {
  /** Null: it is asked for. */
  product: PickedProduct | null;
  onDone: () => void;
  onCancel: () => void;
}

/** A purchase: what, how many, where to and when. */
export function ExpectForm({ product, onDone, onCancel }: Props) {
  const t = useTranslations("incoming.expect");
  const { run, isBusy, refused } = useAct();
  const [, expect] = useMutation(ExpectUnits);
  const form = useForm({
    initialValues: { product, locationId: "", units: "" as number | "", day: "", reference: "" },
    validate: {
      product: (picked) => (picked ? null : t("productMissing")),
      locationId: (id) => (id ? null : t("locationMissing")),
      units: (units) => (Number(units) >= 1 ? null : t("unitsMissing")),
    },
  });
  const { values, setFieldValue, errors } = form;
  const submit = form.onSubmit(async ({ locationId, units, day, reference }) => {
    if (!values.product) return;
    const productId = values.product.id;
    const done = await run(async (key) => {
      const goods = { productId, locationId, quantity: Number(units), expectedAt: momentOf(day) };
      const sent = await expect({ input: { key, reason: "purchase", reference: reference.trim() || null, ...goods } });
      return sent.data?.expectUnits;
    });
    if (done) onDone();
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.heading}>{t("title")}</p>
      <p className={classes.text}>{t("text")}</p>
      {values.product ? (
        <span className={classes.what}>
          <span className={classes.name}>{values.product.title}</span>
          <span className={`code ${classes.quiet}`}>{values.product.sku}</span>
        </span>
      ) : (
        <ProductPicker
          label={t("product")}
          withoutIds={[]}
          error={errors.product?.toString()}
          onPick={(picked) => setFieldValue("product", picked)}
        />
      )}
      <div className={classes.pair}>
        <NumberInput
          label={t("units")}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          {...form.getInputProps("units")}
        />
        <LocationSelect
          label={t("location")}
          value={values.locationId}
          error={errors.locationId?.toString()}
          onChange={(id) => setFieldValue("locationId", id)}
        />
      </div>
      <div className={classes.pair}>
        <TextInput type="date" label={t("day")} {...form.getInputProps("day")} />
        <TextInput label={t("reference")} maxLength={200} {...form.getInputProps("reference")} />
      </div>
      <FormActions submit={t("submit")} isBusy={isBusy} refused={refused} onCancel={onCancel} />
    </form>
  );
}
