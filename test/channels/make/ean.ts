/** A valid EAN-13 of the Netherlands, another one for every number. */
export function ean(number: number): string {
  const digits = `87${String(number).padStart(10, "0")}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return digits + String((10 - (sum % 10)) % 10);
}
