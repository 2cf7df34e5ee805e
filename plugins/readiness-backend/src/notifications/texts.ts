/**
 * What people read. Texts of items, names and times alone: findings may hold values that not everybody may read.
 */
import { clean } from '../reports/errors';
import type { Message } from '../store/notifications';
import type { Links } from './links';

type Payload = Message['payload'];

/** A title's column holds 255 characters. */
const TITLE = 200;
const NAME = 80;
const LINES = 10;
const ITEMS = 5;

export interface BlockedGate {
  entityRef: string;
  entityName: string;
  scorecard: string;
  scorecardTitle: string;
  /** Texts of the items that block. */
  items: string[];
}

export function regressionText(
  owner: string,
  gates: readonly BlockedGate[],
  links: Links,
): Payload {
  const topic = 'Readiness regressions';
  const severity = 'high';
  if (gates.length > 1) {
    return {
      title: `${gates.length} gates of yours are blocked`,
      description: lines(
        gates.map(gate => `${nameOf(gate)}: ${itemsOf(gate)}`),
      ),
      link: links.blockedOf(owner),
      severity,
      topic,
    };
  }
  const [gate] = gates;
  return {
    title: titled(`${nameOf(gate)} is blocked`),
    description: itemsOf(gate),
    link: links.gate(gate.entityRef, gate.scorecard),
    severity,
    topic,
  };
}

const nameOf = ({ entityName, scorecardTitle }: BlockedGate) =>
  `${named(entityName)} on ${named(scorecardTitle)}`;

const itemsOf = ({ items }: BlockedGate) => listed(items, ITEMS, '; ');

export interface StormNews {
  cluster: string;
  total: number;
  changed: number;
  /** How many turned to which verdict. */
  turned: Record<string, number>;
}

export function stormText(
  { cluster, total, changed, turned }: StormNews,
  links: Links,
): Payload {
  const verdicts = Object.entries(turned)
    .sort()
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ');
  return {
    title: titled(
      `${changed} of ${total} entities on cluster ${cluster} changed at once`,
    ),
    description: `Now ${verdicts}. Their owners were not told: so many at once are seldom their doing.`,
    link: links.overview(),
    severity: 'high',
    topic: 'Readiness storms',
  };
}

/** One thing that somebody should look at. */
export interface DigestLine {
  kind: 'decide' | 'review' | 'ends';
  text: string;
}

export function digestText(
  entries: readonly DigestLine[],
  links: Links,
): Payload {
  const count = (kind: DigestLine['kind']) =>
    entries.filter(entry => entry.kind === kind).length;
  const counted = [
    some(count('decide'), 'waiver to decide', 'waivers to decide'),
    some(count('review'), 'broken glass to review', 'broken glasses to review'),
    some(count('ends'), 'about to end', 'about to end'),
  ].filter(Boolean);
  return {
    title: titled(`Readiness: ${counted.join(', ')}`),
    description: lines(entries.map(({ text }) => text)),
    link: links.queue(),
    severity: 'normal',
    topic: 'Readiness digest',
  };
}

export interface BrokenGlass {
  item: string;
  /** What it is of, as the recipient may read it. */
  of: string;
  by: string;
  reason: string;
  until: Date;
}

export function brokenGlassText(
  { item, of, by, reason, until }: BrokenGlass,
  links: Links,
): Payload {
  return {
    title: titled(`Break glass: ${by} waived an item of ${of}`),
    description: [
      `${item}, until ${minuteOf(until)}`,
      `Reason: ${clean(reason, 300)}`,
      'It holds already. Review it.',
    ].join('\n'),
    link: links.queue(),
    severity: 'critical',
    topic: 'Readiness break glass',
  };
}

export const dayOf = (date: Date) => date.toISOString().slice(0, 10);

const minuteOf = (date: Date) =>
  `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export const named = (text: string) => clean(text, NAME);

const titled = (text: string) => clean(text, TITLE);

function some(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}

function lines(texts: readonly string[]): string {
  return listed(texts, LINES, '\n', text => text);
}

function listed(
  texts: readonly string[],
  most: number,
  separator: string,
  each: (text: string) => string = named,
): string {
  const shown = texts.slice(0, most).map(each);
  const more = texts.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(separator);
}
