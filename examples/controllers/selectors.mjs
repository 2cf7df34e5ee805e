// Label selectors with Kubernetes' semantics: all terms must hold, {} selects everything, an absent selector nothing.
export function selects(selector, labels = {}) {
  if (!selector) return false;
  const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return equal && (selector.matchExpressions ?? []).every(term => holds(term, labels));
}

function holds({ key, operator, values = [] }, labels) {
  switch (operator) {
    case 'In':
      return key in labels && values.includes(labels[key]);
    case 'NotIn':
      return !values.includes(labels[key]);
    case 'Exists':
      return key in labels;
    case 'DoesNotExist':
      return !(key in labels);
    default:
      throw new Error(`unknown selector operator ${operator}`);
  }
}

/** A Service's selector is a plain map; an empty one means that nobody selects. */
export const serviceSelects = (selector, labels = {}) =>
  Object.keys(selector ?? {}).length > 0 && Object.entries(selector).every(([key, value]) => labels[key] === value);

export function tolerates(tolerations, taint) {
  return (tolerations ?? []).some(
    t =>
      (!t.effect || t.effect === taint.effect) &&
      (t.operator === 'Exists'
        ? !t.key || t.key === taint.key
        : t.key === taint.key && (t.value ?? '') === (taint.value ?? '')),
  );
}
