/** The part of JSONPath that printer columns use: fields, indices, and one equality filter. */

type Step = (value: unknown) => unknown;

const PART =
  /\.([A-Za-z0-9_-]+(?:\\\.[A-Za-z0-9_-]+)*)|\[(\d+)\]|\['([^']+)'\]|\[\?\(@\.([A-Za-z0-9_]+)\s*==\s*["']([^"']*)["']\)\]/y;

function field(name: string): Step {
  return value => (value as Record<string, unknown> | null | undefined)?.[name];
}

function filter(name: string, wanted: string): Step {
  return value =>
    Array.isArray(value)
      ? value.find(item => String(field(name)(item)) === wanted)
      : undefined;
}

/** A path that this reader does not know finds nothing, as one that does not match. */
export function jsonPath(path: string): Step {
  const steps: Step[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < path.length) {
    const match = PART.exec(path);
    if (!match) return () => undefined;
    const [, name, index, quoted, filterName, filterValue] = match;
    if (index !== undefined) {
      steps.push(value =>
        Array.isArray(value) ? value[Number(index)] : undefined,
      );
    } else if (filterName) {
      steps.push(filter(filterName, filterValue));
    } else {
      steps.push(field(quoted ?? name.replace(/\\\./g, '.')));
    }
  }
  return value => steps.reduce((current, step) => step(current), value);
}
