/** True for 8, 12, 13 or 14 digits whose check digit is right (GS1 General Specifications, 7.9). */
export function isGtin(code: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(code)) return false;
  const sum = [...padGtin(code)].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return sum % 10 === 0;
}

/** The same code in 14 digits: two spellings of one code are one code. */
export function padGtin(code: string): string {
  return code.padStart(14, "0");
}
