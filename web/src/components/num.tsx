import { useFormatter } from "next-intl";

interface Props {
  value: number | null | undefined;
  /** Shows + before a gain; for differences. */
  signed?: boolean;
}

/** A number in the reader's language; a dash where there is none. */
export function Num({ value, signed = false }: Props) {
  const format = useFormatter();
  if (value === null || value === undefined) return <span aria-hidden="true">–</span>;
  return <>{signed ? format.number(value, "signed") : format.number(value)}</>;
}
