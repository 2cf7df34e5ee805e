/** What the backend said of a request that it refused, and which field it meant. */

export interface Refusal<F extends string> {
  fields: Partial<Record<F, string>>;
  /** What belongs to no field. */
  text?: string;
  /** Somebody else was faster. */
  conflict: boolean;
}

/** The API's error line names the field: `until: at most 90 days from now`. */
export function refusalOf<F extends string>(
  error: unknown,
  fields: readonly F[],
): Refusal<F> {
  const { statusCode, body, message } = error as {
    statusCode?: number;
    body?: { error?: { message?: string } };
    message?: string;
  };
  const text = body?.error?.message || message || '';
  const [, name, rest] = /^([A-Za-z]+): (.+)$/s.exec(text) ?? [];
  const field = fields.find(one => one === name);
  if (field && statusCode === 400) {
    return {
      fields: { [field]: rest } as Partial<Record<F, string>>,
      conflict: false,
    };
  }
  return { fields: {}, text, conflict: statusCode === 409 };
}
