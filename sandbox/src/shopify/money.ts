/** A sum of prices in cents, so that no cent is lost to binary fractions. */
export function cents(price: string): number {
  return Math.round(Number(price) * 100);
}

/** Cents as webhooks write money: "12.50". */
export function amount(inCents: number): string {
  return (inCents / 100).toFixed(2);
}

/** Cents as the Admin API writes money: "12.5", "12.0". */
export function decimal(inCents: number): string {
  const text = String(inCents / 100);
  return text.includes(".") ? text : `${text}.0`;
}

/** A money bag of the Admin API; shop and customer pay in one currency here. */
export function moneyBag(inCents: number, currencyCode: string) {
  const money = { amount: decimal(inCents), currencyCode };
  return { shopMoney: money, presentmentMoney: money };
}

interface Money {
  amount: string;
  currency_code: string;
}

/** A money set of the REST shape. */
export function moneySet(value: string, currency: string): { shop_money: Money; presentment_money: Money } {
  const money = { amount: value, currency_code: currency };
  return { shop_money: money, presentment_money: money };
}
