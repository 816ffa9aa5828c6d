/** A number as plain digits, without exponent, grouping or trailing zeros: 1e21 → '1000000000000000000000', -0 → '0'. Throws RangeError on NaN and infinities. */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('not a finite number');
  const text = String(value === 0 ? 0 : value);
  if (!text.includes('e')) return text;
  const [mantissa = '', exponent = '0'] = text.split('e');
  const negative = mantissa.startsWith('-');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const shift = Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + shift;
  let plain: string;
  if (point <= 0) plain = `0.${'0'.repeat(-point)}${digits}`;
  else if (point >= digits.length) plain = digits + '0'.repeat(point - digits.length);
  else plain = `${digits.slice(0, point)}.${digits.slice(point)}`;
  return negative ? `-${plain}` : plain;
}

const WHOLE = /^-?(0|[1-9]\d*)$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The text of a number as files store it, made plain; null when it is no number. Whole numbers keep all their digits; the rest goes through the nearest double, which undoes 1.1000000000000001. */
export function plainNumberText(raw: string): string | null {
  if (WHOLE.test(raw)) return raw === '-0' ? '0' : raw;
  if (!NUMBER.test(raw)) return null;
  const value = Number(raw);
  return Number.isFinite(value) ? plainNumber(value) : null;
}
