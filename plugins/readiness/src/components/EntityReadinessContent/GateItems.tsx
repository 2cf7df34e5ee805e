/** The items of a gate: first what blocks, then all of them by section. */
import { useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  GateDetail,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useOpenSet, useReadinessTranslation, useUrlState } from '../../hooks';
import { allItems, isFiltered, matchesFilter } from '../../model/gate';
import type { Blockers, ItemFilter } from '../../model/gate';
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

export const GateItems = ({ detail, blockers, now }: GateItemsProps) => {
  const classes = useStyles();
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

  const toggle = (place: string) => (item: string, on: boolean) => {
    open.toggle(`${place}/${item}`, on);
    setTarget(undefined);
    if (on) change({ item });
    else if (params.get('item') === item) change({ item: undefined });
  };
  const renderItem = (place: string) => (item: ItemView) =>
    (
      <ItemRow
        key={item.id}
        item={item}
        place={place}
        blocks={place === BLOCKS}
        open={open.open.has(`${place}/${item.id}`)}
        onToggle={toggle(place)}
        target={target === item.id && targetPlace === place}
        redacted={detail.redacted}
        now={now}
      />
    );
  const blockingIds = new Set(blocking.map(item => item.id));
  const otherFails = items.filter(
    item =>
      item.result === 'fail' && !item.notEvaluated && !blockingIds.has(item.id),
  ).length;

  return (
    <div className={classes.root}>
      <WhatBlocks
        blockers={blockers}
        otherFails={otherFails}
        renderItem={renderItem(BLOCKS)}
      />
      <Sections
        detail={detail}
        items={items}
        initiallyOpen={targetPlace}
        renderItem={renderItem}
      />
    </div>
  );
};

function sectionOf(detail: GateDetail, item?: string): string | undefined {
  return detail.sections.find(section =>
    section.items.some(one => one.id === item),
  )?.id;
}

interface SectionsProps {
  detail: GateDetail;
  items: ItemView[];
  initiallyOpen?: string;
  renderItem: (section: string) => (item: ItemView) => JSX.Element;
}

const Sections = ({
  detail,
  items,
  initiallyOpen,
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
      left: section.items.filter(i => matchesFilter(i, filter)),
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
