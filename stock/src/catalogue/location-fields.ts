import { type Refused, refused } from "../outcome.ts";
import { isQuantity, quantityMax } from "../quantity.ts";

/** What a person may say of a location. */
export interface LocationFields {
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Empty means every country. */
  shipsTo: string[];
  /** Lower is tried first. */
  priority: number;
  /** Units of every product that are kept back there. */
  safetyStock: number;
}

const nameLengthMax = 200;

/** Why a location cannot be so; null when it can. Fields that are left out are not looked at. */
export function refuseLocation({ name, country, shipsTo, priority, safetyStock }: Partial<LocationFields>) {
  return (
    (name === undefined ? null : refuseName(name)) ??
    refuseCountries([...(country === undefined ? [] : [country]), ...(shipsTo ?? [])]) ??
    refuseNumber("priority", priority) ??
    refuseNumber("safety stock", safetyStock)
  );
}

/** Why a location or channel cannot be called so; null when it can. */
export function refuseName(name: string): Refused | null {
  if (name.trim().length > 0 && name.length <= nameLengthMax && !/\p{Cc}/u.test(name)) return null;
  const given = JSON.stringify(name.slice(0, 50));
  return refused("title_not_valid", `name must have 1–${nameLengthMax} printable characters, got ${given}`);
}

/** Why these are not countries; null when they are. */
export function refuseCountries(countries: string[]): Refused | null {
  const wrong = countries.find((one) => !/^[A-Z]{2}$/.test(one));
  if (wrong === undefined) return null;
  return refused("country_not_valid", `country must be two capital letters, got "${wrong.slice(0, 20)}"`);
}

function refuseNumber(what: string, value: number | undefined): Refused | null {
  if (value === undefined || isQuantity(value, 0)) return null;
  return refused("quantity_out_of_range", `${what} must be 0–${quantityMax}, got ${value}`);
}
