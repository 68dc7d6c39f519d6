/** Reads decimal digits of any script: "5", "٥", "५", "５". */
export function readDigits(digits: string): number {
  return Number(digits.replaceAll(/\p{Nd}/gu, (digit) => String(digitValue(digit))).replace(',', '.'));
}

function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  // Every script's ten digits stand in one row; the rows in use start at these code points.
  const zero = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10].find((start) => code >= start && code < start + 10);
  return zero === undefined ? 0 : code - zero;
}
