/** Moves every time in a manifest, so that a story that was written down once happens now. */

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export function moveTimes<T>(value: T, byMs: number): T {
  if (typeof value === 'string') return moved(value, byMs) as T;
  if (Array.isArray(value)) {
    return value.map(item => moveTimes(item, byMs)) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, moveTimes(item, byMs)]),
  ) as T;
}

/** Kubernetes has times in seconds and, in leases and events, in microseconds: as many digits stay. */
function moved(text: string, byMs: number): string {
  const match = TIME.exec(text);
  if (!match) return text;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const [seconds] = new Date(date.getTime() + byMs).toISOString().split('.');
  return `${seconds}${match[1] ?? ''}Z`;
}
