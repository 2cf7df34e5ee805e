/** The items of a gate: first what blocks, then all of them by section. */
import { useEffect, useMemo, useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  GateDetail,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import {
  useOpenSet,
  useReadinessTranslation,
  useSteady,
  useSteadyNow,
  useUrlState,
} from '../../hooks';
import { shownPercent } from '../../model/claims';
import {
  allItems,
  isFiltered,
  matchesFilter,
  mendedWith,
  worthOf,
} from '../../model/gate';
import type { Blockers, ItemFilter } from '../../model/gate';
import type { T } from '../../model/sentences';
import { ItemFilters, SEVERITIES, SHOWN_RESULTS } from '../ItemFilters';
import { ItemRow } from '../ItemRow';
import { Panel } from '../Panel';
import { SectionPanel } from '../SectionPanel';
import { WhatBlocks } from '../WhatBlocks';

export interface GateItemsProps {
  detail: GateDetail;
  blockers: Blockers;
  now: number;
}

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    minWidth: 0,
    '& > *': { minWidth: 0 },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
  // Announces what a filter found; without a filter it takes no room.
  matches: { '&:empty': { position: 'absolute' } },
}));

const BLOCKS = 'blocks';

export const GateItems = (props: GateItemsProps) => {
  const wanted = useUrlState().params.get('item') ?? '';
  // What the page itself puts into the address is open already; any other item is a link that leads here.
  const own = useRef(wanted);
  const [landing, setLanding] = useState(0);
  useEffect(() => {
    if (wanted === own.current) return;
    own.current = wanted;
    if (wanted) setLanding(before => before + 1);
  }, [wanted]);
  const onOpened = (item?: string) => {
    own.current = item ?? '';
  };
  return <Items key={landing} {...props} onOpened={onOpened} />;
};

interface ItemsProps extends GateItemsProps {
  /** Called with the item that the address is about to name. */
  onOpened: (item?: string) => void;
}

const Items = ({ detail, blockers, now, onOpened }: ItemsProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { params, change } = useUrlState();
  const items = useMemo(() => allItems(detail), [detail]);
  const blocking = Object.values(blockers).flat();

  // A deep link opens its item where it is seen first: under "What blocks" if it stands there.
  const [target, setTarget] = useState(() => params.get('item') ?? undefined);
  const targetPlace = blocking.some(item => item.id === target)
    ? BLOCKS
    : sectionOf(detail, target);
  const open = useOpenSet(() =>
    target && targetPlace ? [`${targetPlace}/${target}`] : [],
  );

  const shownAt = useSteadyNow(now, detail);
  const toggle = useSteady((item: string, on: boolean, place: string) => {
    open.toggle(`${place}/${item}`, on);
    setTarget(undefined);
    if (!on && params.get('item') !== item) return;
    const named = on ? item : undefined;
    onOpened(named);
    change({ item: named });
  });
  const renderItem = (place: string) => (item: ItemView) =>
    (
      <ItemRow
        key={item.id}
        item={item}
        place={place}
        blocks={place === BLOCKS}
        gain={
          place === BLOCKS && item.result === 'fail'
            ? gainSentence(t, item, blockers.failing, items)
            : undefined
        }
        open={open.open.has(`${place}/${item.id}`)}
        onToggle={toggle}
        target={target === item.id && targetPlace === place}
        redacted={detail.redacted}
        now={shownAt}
      />
    );
  const blockingIds = new Set(blocking.map(item => item.id));
  const otherFails = items.filter(
    item =>
      item.result === 'fail' && !item.notEvaluated && !blockingIds.has(item.id),
  ).length;

  return (
    <div className={classes.root}>
      {target && !targetPlace && (
        <Typography variant="body2" role="status">
          {t('entity.itemMissing', { item: target })}
        </Typography>
      )}
      <WhatBlocks
        blockers={blockers}
        otherFails={otherFails}
        renderItem={renderItem(BLOCKS)}
      />
      <Sections
        detail={detail}
        items={items}
        initiallyOpen={targetPlace}
        target={target}
        renderItem={renderItem}
      />
    </div>
  );
};

function gainSentence(
  t: T,
  item: ItemView,
  failing: ItemView[],
  items: ItemView[],
): string | undefined {
  const mended = mendedWith(item, failing).length;
  if (mended > 1) return t('blocks.mends', { count: mended });
  const points = shownPercent(worthOf(item, items));
  return points > 0
    ? t('report.open.worth', { points: String(points) })
    : undefined;
}

function sectionOf(detail: GateDetail, item?: string): string | undefined {
  return detail.sections.find(section =>
    section.items.some(one => one.id === item),
  )?.id;
}

interface SectionsProps {
  detail: GateDetail;
  items: ItemView[];
  initiallyOpen?: string;
  /** The item of a deep link: shown whatever the filters hide. */
  target?: string;
  renderItem: (section: string) => (item: ItemView) => JSX.Element;
}

const Sections = ({
  detail,
  items,
  initiallyOpen,
  target,
  renderItem,
}: SectionsProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { filter, setFilter } = useItemFilter();
  const open = useOpenSet(() => (initiallyOpen ? [initiallyOpen] : []));
  const filtered = isFiltered(filter);
  // What a filter finds is shown at once; what is closed then stays closed until the filter changes.
  const closed = useOpenSet(() => []);

  const sections = detail.sections
    .map(section => ({
      section,
      left: section.items.filter(
        item => item.id === target || matchesFilter(item, filter),
      ),
    }))
    .filter(({ left }) => !filtered || left.length > 0);
  const matches = sections.reduce((sum, { left }) => sum + left.length, 0);
  const allOpen = sections.every(({ section }) => open.open.has(section.id));

  return (
    <>
      <div className={classes.head}>
        <Typography variant="h6" component="h3">
          {t('entity.sectionsTitle')}
        </Typography>
        {!filtered && sections.length > 1 && (
          <Button
            size="small"
            color="primary"
            onClick={() =>
              open.replace(allOpen ? [] : detail.sections.map(s => s.id))
            }
          >
            {t(allOpen ? 'entity.collapseAll' : 'entity.expandAll')}
          </Button>
        )}
      </div>
      <ItemFilters
        items={items}
        filter={filter}
        onChange={next => {
          closed.replace([]);
          setFilter(next);
        }}
      />
      <Typography variant="body2" role="status" className={classes.matches}>
        {filtered &&
          matches > 0 &&
          t('entity.sectionsMatch', { count: matches })}
        {filtered && matches === 0 && t('entity.sectionsEmpty')}
        {!filtered && items.length === 0 && t('empty.itemsTitle')}
      </Typography>
      {sections.length > 0 && (
        <Panel>
          {sections.map(({ section, left }) => (
            <SectionPanel
              key={section.id}
              section={section}
              items={left}
              own={detail.own}
              target={target}
              open={
                filtered
                  ? !closed.open.has(section.id)
                  : open.open.has(section.id)
              }
              onToggle={
                filtered ? (id, on) => closed.toggle(id, !on) : open.toggle
              }
              renderItem={renderItem(section.id)}
            />
          ))}
        </Panel>
      )}
    </>
  );
};

/** Values that the address misspells are dropped rather than shown as an empty list. */
function useItemFilter() {
  const { params, change } = useUrlState();
  const results = params.getAll('result');
  const severities = params.getAll('severity');
  const filter: ItemFilter = {
    results: SHOWN_RESULTS.filter(result => results.includes(result)),
    severities: SEVERITIES.filter(severity => severities.includes(severity)),
  };
  const setFilter = (next: ItemFilter) =>
    change({ result: next.results, severity: next.severities });
  return { filter, setFilter };
}
