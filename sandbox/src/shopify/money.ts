/** A sum of prices in cents, so that no cent is lost to binary fractions. */
export function cents(price: string): number {
  return Math.round(Number(price) * 100);
}

/** Cents as the platform writes money: "12.50". */
export function amount(inCents: number): string {
  return (inCents / 100).toFixed(2);
}

interface Money {
  amount: string;
  currency_code: string;
}

/** A money set of the REST shape; shop and customer pay in one currency here. */
export function moneySet(value: string, currency: string): { shop_money: Money; presentment_money: Money } {
  const money = { amount: value, currency_code: currency };
  return { shop_money: money, presentment_money: money };
}
