/** The few functions that Kubernetes' CEL does not have. */
import {
  labelSelectorMatches,
  type LabelSelector,
  type Labels,
} from '../../../clusters/selectors';
import { CelFunctionError } from '../errors';
import { MAX_RESULT_LENGTH } from '../limits';

/** `null` selects nothing, `{}` everything; labels that are absent are no labels. */
export function labelsMatch(selector: unknown, labels: unknown): boolean {
  try {
    return labelSelectorMatches(
      selector as LabelSelector | null,
      (labels ?? undefined) as Labels | undefined,
    );
  } catch {
    throw new CelFunctionError(
      'labelsMatch(): the selector is no valid label selector',
    );
  }
}

/** Kubernetes' IntOrString: `2` is 2, `"25%"` is a share of `total`, rounded as the field says. */
export function intOrPercent(
  value: unknown,
  total: unknown,
  rounding: string,
): bigint {
  if (rounding !== 'up' && rounding !== 'down') {
    throw new CelFunctionError(
      "intOrPercent(): the third argument is 'up' or 'down'",
    );
  }
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isInteger(value))
    return BigInt(value);
  const percent = typeof value === 'string' ? /^(\d{1,6})%$/.exec(value) : null;
  if (!percent || (typeof total !== 'number' && typeof total !== 'bigint')) {
    throw new CelFunctionError(
      'intOrPercent(): neither a whole number nor a percentage',
    );
  }
  const share = (Number(percent[1]) * Number(total)) / 100;
  return BigInt(rounding === 'up' ? Math.ceil(share) : Math.floor(share));
}

export function replaceAll(
  text: string,
  search: string,
  replacement: string,
): string {
  const parts = text.split(search);
  if (
    text.length + (parts.length - 1) * replacement.length >
    MAX_RESULT_LENGTH
  ) {
    throw new CelFunctionError(
      `replace(): the result is longer than ${MAX_RESULT_LENGTH} characters`,
    );
  }
  return parts.join(replacement);
}

export function charAt(text: string, index: bigint): string {
  const position = Number(index);
  if (position < 0 || position > text.length) {
    throw new CelFunctionError('charAt(): the position is outside the text');
  }
  return text.charAt(position);
}
