/** Numbers in the attributes of XML elements. */
import { quote, refuse } from '../errors';
import { MOST_COUNT } from '../limits';
import type { XmlElement } from '../input/xml';

export function attributeCount(
  element: XmlElement,
  name: string,
): number | undefined {
  const count = attributeAmount(element, name);
  if (count !== undefined && !Number.isInteger(count)) {
    refuse(where(element, name), `must be a whole number, is ${count}`);
  }
  return count;
}

/** A number from 0; Surefire groups thousands with commas. */
export function attributeAmount(
  element: XmlElement,
  name: string,
): number | undefined {
  const text = element.attributes[name]?.trim();
  if (text === undefined || text === '') return undefined;
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)
    ? text.replaceAll(',', '')
    : text;
  const amount = /^\d{1,20}(\.\d{0,20})?(e-?\d{1,2})?$/i.test(plain)
    ? Number(plain)
    : NaN;
  if (!(amount <= MOST_COUNT)) {
    refuse(
      where(element, name),
      `must be a number from 0 to ${MOST_COUNT}, is ${quote(text)}`,
    );
  }
  return amount;
}

function where({ path, name }: XmlElement, attribute: string): string {
  return `${path} <${name} ${attribute}>`;
}
