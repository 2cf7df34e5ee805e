// Answers that were recorded from the real Prometheus of an example cluster: for machines that have none.
import fs from 'node:fs';
import path from 'node:path';

const here = path.dirname(new URL(import.meta.url).pathname);
export const recordingOf = cluster => path.join(here, 'recorded', `${cluster}.json`);

const DIGITS = 6;
const HOUR = 3600;

/** A query asks of now, or of a time that lies so many hours back; the same words may ask of both. */
function keyOf({ query, time, start, end, step }, now) {
  if (start === undefined) return `${Math.round((now - Number(time ?? now)) / HOUR)} ${query}`;
  return `${Math.round((Number(end) - Number(start)) / HOUR)}/${step} ${query}`;
}

const short = text => (Number.isFinite(Number(text)) ? Number(Number(text).toPrecision(DIGITS)) : text);

export class Recording {
  #answers = new Map();

  static read(cluster) {
    const recording = new Recording();
    const { answers } = JSON.parse(fs.readFileSync(recordingOf(cluster), 'utf8'));
    for (const [key, answer] of Object.entries(answers)) recording.#answers.set(key, answer);
    return recording;
  }

  add(parameters, body, now) {
    if (body.status !== 'success') return;
    const { resultType, result } = body.data;
    const end = Number(parameters.time ?? parameters.end ?? now);
    const value = ([t, text]) => (resultType === 'matrix' ? [Math.round(end - t), short(text)] : short(text));
    this.#answers.set(keyOf(parameters, now), {
      ...(resultType !== 'vector' && { type: resultType }),
      of: Array.isArray(result) && resultType !== 'scalar'
        ? result.map(({ metric, value: one, values }) => [metric, one ? value(one) : values.map(value)])
        : value(result),
    });
  }

  /** The same answer as of the time that is asked of. */
  answer(parameters, now) {
    const found = this.#answers.get(keyOf(parameters, now));
    if (!found) return undefined;
    const { type: resultType = 'vector', of } = found;
    const end = Number(parameters.time ?? parameters.end ?? now);
    const value = one => (resultType === 'matrix' ? [end - one[0], String(one[1])] : [end, String(one)]);
    const result = resultType === 'scalar' || resultType === 'string'
      ? value(of)
      : of.map(([metric, one]) =>
          resultType === 'matrix' ? { metric, values: one.map(value) } : { metric, value: value(one) },
        );
    return { status: 'success', data: { resultType, result } };
  }

  /** One line for each query, in their order: a change of one check is a change of few lines. */
  write(cluster) {
    const file = recordingOf(cluster);
    const lines = [...this.#answers]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, answer]) => `${JSON.stringify(key)}: ${JSON.stringify(answer)}`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `{"answers": {\n${lines.join(',\n')}\n}}\n`);
    return { queries: lines.length, bytes: fs.statSync(file).size };
  }
}
