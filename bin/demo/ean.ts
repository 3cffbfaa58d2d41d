/** A valid EAN-13 in the range that GS1 keeps for use inside a company (prefix 29): it belongs to nobody's real goods. */
export function demoEan(number: number): string {
  const digits = `29${String(number).padStart(10, "0")}`;
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
