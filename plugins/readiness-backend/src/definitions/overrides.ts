/** What app-config changes of scorecards: params, severity and enforcement of items, and items that are not asked. */
import type { Config } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { RawItem, RawScorecard } from './raw';
import { didYouMean } from './suggest';

/** Fields of an item that an installation may change. */
const FIELDS = [
  'severity',
  'enforcement',
  'params',
  'waivable',
  'maxWaiverDays',
  'weight',
] as const;

export interface ItemOverride
  extends Partial<Pick<RawItem, (typeof FIELDS)[number]>> {
  /** The item is not asked at all. */
  off?: boolean;
}

export interface ScorecardOverride {
  owner?: string;
  waiversDecidedBy?: string;
  /** By id. */
  items: ReadonlyMap<string, ItemOverride>;
}

/** By id of the scorecard. */
export type Overrides = ReadonlyMap<string, ScorecardOverride>;

export const OVERRIDES = 'readiness.definitions.overrides';

export function readOverrides(config: Config): Overrides {
  const section = config.getOptionalConfig(OVERRIDES);
  return new Map(
    (section?.keys() ?? []).map(id => {
      const own = section!.getConfig(id);
      const items = own.getOptional<Record<string, ItemOverride>>('items');
      const owner = own.getOptionalString('owner');
      const decidedBy = own.getOptionalString('waivers.decidedBy');
      return [
        id,
        {
          ...(owner && { owner }),
          ...(decidedBy && { waiversDecidedBy: decidedBy }),
          items: new Map(Object.entries(items ?? {})),
        },
      ];
    }),
  );
}

/** The scorecard as it is wanted here, and what of the wish names nothing. */
export function overridden(
  raw: RawScorecard,
  override: ScorecardOverride | undefined,
): { raw: RawScorecard; problems: string[] } {
  if (!override) return { raw, problems: [] };
  const known = raw.sections.flatMap(({ items }) => items.map(({ id }) => id));
  const problems: string[] = [];
  for (const [id, wish] of override.items) {
    const at = `${OVERRIDES}.${raw.id}.items.${id}`;
    if (!known.includes(id)) {
      problems.push(
        `${at}: the scorecard has no such item${didYouMean(id, known)}`,
      );
    }
    const strange = Object.keys(wish).find(
      field => field !== 'off' && !FIELDS.includes(field as never),
    );
    if (strange) {
      problems.push(
        `${at}: \`${strange}\` cannot be overridden${didYouMean(strange, [
          ...FIELDS,
          'off',
        ])}`,
      );
    }
  }
  return {
    raw: {
      ...raw,
      ...(override.owner && { owner: override.owner }),
      ...(override.waiversDecidedBy && {
        waivers: { decidedBy: override.waiversDecidedBy },
      }),
      sections: raw.sections.map(section => ({
        ...section,
        items: section.items.map(item =>
          withOverride(item, override.items.get(item.id)),
        ),
      })),
    },
    problems,
  };
}

function withOverride(item: RawItem, wish: ItemOverride | undefined): RawItem {
  if (!wish) return item;
  const { off, params, ...rest } = wish;
  return {
    ...item,
    ...rest,
    ...(off && { off: true as const }),
    ...(params && withParams(item, params)),
  };
}

const EVERYTHING: JsonObject = { kind: { $exists: true } };

/** Over the item's own; where several checks are joined, each takes those that it declares. */
function withParams(item: RawItem, params: JsonObject): Partial<RawItem> {
  return item.allOf
    ? {
        overrides: [{ when: EVERYTHING, params }, ...(item.overrides ?? [])],
      }
    : { params: { ...item.params, ...params } };
}
