/** In-memory stand-ins for Backstage's services: they keep what they are told, and refuse an attribute that no metric declares. */
import type {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import { METRICS } from './metrics';
import type { Metric } from './metrics';

export interface Value {
  name: string;
  value: number;
  attributes: Record<string, unknown>;
}

export interface Span {
  name: string;
  parent?: string;
  attributes?: object;
  error?: string;
}

type Callback = (result: {
  observe(value: number, attributes?: object): void;
}) => void | Promise<void>;

/** What was counted, and what a reader that collects is told. */
export function recordingMetrics() {
  const values: Value[] = [];
  const gauges: { name: string; callback: Callback }[] = [];
  const instrument = (name: string) => {
    const add = (value: number, attributes: object = {}) =>
      values.push(declared({ name, value, attributes: { ...attributes } }));
    return { add, record: add };
  };
  const collect = async () => {
    const collected: Value[] = [];
    for (const { name, callback } of gauges)
      await callback({
        observe: (value, attributes = {}) =>
          collected.push(
            declared({ name, value, attributes: { ...attributes } }),
          ),
      });
    return collected;
  };
  const metrics = {
    createCounter: instrument,
    createHistogram: instrument,
    createObservableGauge: (name: string) => ({
      addCallback: (callback: Callback) => gauges.push({ name, callback }),
      removeCallback: () => undefined,
    }),
  } as unknown as MetricsService;
  /** Sums by attributes, in words: `cluster east pass`. */
  const sums = (name: string) => {
    const found: Record<string, number> = {};
    for (const { value, attributes } of values.filter(v => v.name === name)) {
      const key = Object.values(attributes).join(' ');
      found[key] = (found[key] ?? 0) + value;
    }
    return found;
  };
  return { metrics, values, collect, sums };
}

function declared(told: Value): Value {
  const metrics: Metric[] = Object.values(METRICS);
  const known = metrics.find(({ name }) => name === told.name)?.attributes;
  const strange = Object.keys(told.attributes).filter(
    attribute => !known?.some(name => name === attribute),
  );
  if (!known || strange.length > 0)
    throw new Error(`${told.name} does not declare ${strange.join(', ')}`);
  return told;
}

/** Spans one after the other, each with the one that it began in. */
export function recordingTracing() {
  const spans: Span[] = [];
  const open: Span[] = [];
  const tracing = {
    async startActiveSpan(
      name: string,
      { attributes }: { attributes: object },
      work: (span: object) => Promise<unknown>,
    ) {
      const parent = open.at(-1)?.name;
      const span: Span = { name, attributes, ...(parent && { parent }) };
      spans.push(span);
      open.push(span);
      try {
        return await work({
          setStatus: ({ message }: { message: string }) => {
            span.error = message;
          },
        });
      } finally {
        open.pop();
      }
    },
  } as unknown as TracingService;
  return { tracing, spans };
}
