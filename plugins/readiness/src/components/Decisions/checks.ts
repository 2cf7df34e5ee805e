/** What a dialog looks at before it sends. The backend looks again. */
import type { T } from '../../model/sentences';

const SHORTEST = 3;

export function wantedText(t: T, text: string): string | undefined {
  const { length } = text.trim();
  if (length === 0) return t('dialog.required');
  return length < SHORTEST ? t('dialog.tooShort') : undefined;
}

export function wantedLink(
  t: T,
  link: string,
  required: boolean,
): string | undefined {
  if (link.trim() === '') return required ? t('dialog.required') : undefined;
  return /^https?:\/\/[^/\s]/i.test(link.trim()) && URL.canParse(link.trim())
    ? undefined
    : t('dialog.notLink');
}

export function wantedDay(
  t: T,
  day: string,
  { from, to, required }: { from: string; to: string; required: boolean },
): string | undefined {
  if (day === '') return required ? t('dialog.required') : undefined;
  return day < from || day > to ? t('dialog.badDay', { from, to }) : undefined;
}

/** What was left empty is not sent. */
export function filled<V extends object>(values: V): Partial<V> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== ''),
  ) as Partial<V>;
}
