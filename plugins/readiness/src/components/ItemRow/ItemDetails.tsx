/** Everything behind one item: findings, answers, why it matters, how to fix it. */
import type { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  AnswerView,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { findingsTotal } from '../../model/gate';
import type { T } from '../../model/sentences';
import { AnswersTable } from '../AnswersTable';
import { useDecisions } from '../Decisions';
import { FindingsTable } from '../FindingsTable';
import { FixPanel } from '../FixPanel';
import { Impact } from '../Impact';
import { PeopleAndTools, hasPeopleAndTools } from '../PeopleAndTools';
import { exactTime, useLocale } from '../RelativeTime';
import { ItemHistory } from '../Timeline';
import { AboutCheck } from './AboutCheck';
import { CopyLink } from './CopyLink';

export interface ItemDetailsProps {
  item: ItemView;
  redacted: boolean;
  now: number;
}

type Check = ItemView['checks'][number];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    minWidth: 0,
    '& > *': { minWidth: 0 },
  },
  title: {
    fontSize: theme.typography.pxToRem(13),
    fontWeight: 600,
    color: theme.palette.text.secondary,
    margin: theme.spacing(0, 0, 0.75),
  },
  box: {
    minWidth: 0,
    borderRadius: 6,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
    overflow: 'hidden',
  },
  advice: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr)',
    gap: theme.spacing(2, 4),
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  about: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 3),
    margin: 0,
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
    '& > div': {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 0.75),
    },
    '& dd': {
      margin: 0,
      color: theme.palette.text.primary,
      overflowWrap: 'anywhere',
    },
  },
}));

export const ItemDetails = ({ item, redacted, now }: ItemDetailsProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [covered, open] = splitBy(item.answers, a => a.result === 'waived');
  const findings = findingsOf(open);
  const gate = useDecisions()?.gate;
  return (
    <div className={classes.root}>
      <FindingsPart title={t('item.findingsTitle')} answers={open} />
      <FindingsPart title={t('item.coveredTitle')} answers={covered} />
      {redacted && findings.length === 0 && item.result === 'fail' && (
        <Typography variant="body2">{t('redacted.text')}</Typography>
      )}
      {hasPeopleAndTools(item) && (
        <Part title={t('people.title')} boxed>
          <PeopleAndTools item={item} now={now} />
        </Part>
      )}
      {item.checks.map(check => (
        <Advice key={check.id} check={check} several={item.checks.length > 1} />
      ))}
      <Part title={t('item.answersTitle')} boxed={item.answers.length > 0}>
        {item.answers.length > 0 ? (
          <AnswersTable item={item} now={now} />
        ) : (
          <Typography variant="body2">{t('item.noAnswer')}</Typography>
        )}
      </Part>
      {gate && !item.notEvaluated && (
        <ItemHistory {...gate} item={item} now={now} />
      )}
      <About item={item} now={now} />
    </div>
  );
};

const findingsOf = (answers: AnswerView[]) =>
  answers.flatMap(answer => answer.findings ?? []);

function splitBy<V>(values: V[], test: (value: V) => boolean): [V[], V[]] {
  return [values.filter(test), values.filter(value => !test(value))];
}

const FindingsPart = ({
  title,
  answers,
}: {
  title: string;
  answers: AnswerView[];
}) => {
  const findings = findingsOf(answers);
  if (findings.length === 0) return null;
  return (
    <Part title={title} boxed>
      <FindingsTable findings={findings} total={findingsTotal({ answers })} />
    </Part>
  );
};

const Part = ({
  title,
  boxed,
  children,
}: {
  title: string;
  boxed?: boolean;
  children: ReactNode;
}) => {
  const classes = useStyles();
  return (
    <div>
      <h6 className={classes.title}>{title}</h6>
      <div className={boxed ? classes.box : undefined}>{children}</div>
    </div>
  );
};

const Advice = ({ check, several }: { check: Check; several: boolean }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const of = (title: string) => (several ? `${check.title}: ${title}` : title);
  return (
    <div className={classes.advice}>
      <Part title={of(t('item.whyTitle'))}>
        <FixPanel markdown={check.why} />
      </Part>
      {check.fix && (
        <Part title={of(t('item.fixTitle'))}>
          <FixPanel markdown={check.fix} />
        </Part>
      )}
    </div>
  );
};

const About = ({ item, now }: { item: ItemView; now: number }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const reads = [...new Set(item.checks.flatMap(check => check.reads))];
  const kinds = [...new Set(item.checks.flatMap(check => check.evidence))];
  const entries: [string, ReactNode][] = [
    [t('item.id'), item.id],
    [t('item.check'), item.checks.length > 0 && <AboutCheck item={item} />],
    [t('item.scope'), t(`scope.${item.scope}`)],
    [t('item.responsible'), t(`responsible.${item.responsible}`)],
    [
      t('item.enforcement'),
      <>
        {enforcementSentence(t, item, locale)} <Impact item={item} now={now} />
      </>,
    ],
    [t('item.evidence'), kinds.join(', ')],
    [t('item.reads'), reads.join(', ')],
  ];
  return (
    <dl className={classes.about} aria-label={t('item.aboutTitle')}>
      {entries
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}:</dt>
            <dd>{value}</dd>
          </div>
        ))}
      <div>
        <dt>
          <CopyLink item={item.id} />
        </dt>
      </div>
    </dl>
  );
};

function enforcementSentence(t: T, item: ItemView, locale: string): string {
  const { mode, enforceFrom } = item.enforcement;
  if (mode !== 'enforce' || item.enforced) return t(`enforcement.${mode}`);
  return enforceFrom
    ? t('enforcement.from', { date: exactTime(enforceFrom, locale) })
    : t('enforcement.notHere');
}
