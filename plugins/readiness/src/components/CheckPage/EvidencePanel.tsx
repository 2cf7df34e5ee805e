/** Where the answer comes from: each kind of evidence, in the order that it is asked. */
import Typography from '@material-ui/core/Typography';
import type { EvidenceSummary } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { CodeBlock } from '../CodeBlock';
import { FactList, useDefinitionStyles } from '../Definition';
import type { Fact } from '../Definition';
import { Panel } from '../Panel';
import { useLocale } from '../RelativeTime';
import { Whoever } from '../Who';
import { durationText } from './durations';

export const EvidencePanel = ({
  evidence,
}: {
  evidence: EvidenceSummary[];
}) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h3">
          {t('check.evidenceTitle')}
        </Typography>
        {evidence.length > 1 && (
          <Typography variant="body2" color="textSecondary">
            {t('check.evidenceHint')}
          </Typography>
        )}
      </div>
      <ol className={classes.steps}>
        {evidence.map((one, index) => (
          <li key={index} className={classes.step}>
            <h4 className={classes.stepName}>
              {index + 1}. {t(`evidence.${one.kind}`)}
            </h4>
            <Evidence evidence={one} />
          </li>
        ))}
      </ol>
    </Panel>
  );
};

const Evidence = ({ evidence }: { evidence: EvidenceSummary }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const { notEvaluated, expression, queries = [], where = [] } = evidence;
  return (
    <>
      {notEvaluated && (
        <Typography variant="body2">
          {t('definition.notEvaluated', { reason: notEvaluated })}
        </Typography>
      )}
      <FactList facts={factsOf(t, evidence, locale)} />
      {where.length > 0 && (
        <div>
          <div className={classes.quiet}>
            {t('check.where')}. {t('check.whereHint')}
          </div>
          {where.map(({ rule, expression: test }) => (
            <div key={rule}>
              <Typography variant="body2">{rule}</Typography>
              <CodeBlock text={test} />
            </div>
          ))}
        </div>
      )}
      {queries.map(({ name, query, range }) => (
        <div key={name}>
          <div className={classes.quiet}>
            {t('check.queries')}: <code>{name}</code>
            {range && `, ${t('check.range', shownRange(range, locale))}`}
          </div>
          <CodeBlock text={query} />
        </div>
      ))}
      {expression && (
        <div>
          <div className={classes.quiet}>{t('check.expression')}</div>
          <CodeBlock text={expression} />
        </div>
      )}
    </>
  );
};

const shownRange = (
  { window, step }: { window: string; step: string },
  locale: string,
) => ({
  window: durationText(window, locale) ?? window,
  step: durationText(step, locale) ?? step,
});

function factsOf(t: T, evidence: EvidenceSummary, locale: string): Fact[] {
  const { each, reads, noData, minHistory, reportType, by } = evidence;
  const { statement, validFor, linkRequired, lapsesOn = [] } = evidence;
  return [
    [t('check.each'), each],
    [t('check.reads'), reads.join(', ')],
    [t('check.noData'), noData && ruleText(t, noData)],
    [
      t('check.minHistory', {
        period: durationText(minHistory?.period ?? 'PT0S', locale) ?? '',
      }),
      minHistory && ruleText(t, minHistory),
    ],
    [t('check.reportType'), reportType && <code>{reportType}</code>],
    [t('check.by'), by && <Whoever refs={[by]} />],
    [t('check.statement'), statement],
    [t('check.validFor'), validFor && durationText(validFor, locale)],
    [t('check.linkRequired'), linkRequired && t('check.yes')],
    [
      t('check.lapsesOn'),
      lapsesOn.map(trigger => t(`check.${trigger}`)).join(', '),
    ],
  ];
}

type Rule = NonNullable<EvidenceSummary['noData']>;

function ruleText(t: T, { result, rule }: Rule): string {
  const then =
    result === 'fallback' ? t('check.fallback') : t(`result.${result}`);
  return `${then}: ${rule}`;
}
